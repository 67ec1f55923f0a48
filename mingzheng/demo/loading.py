"""Bring the invented county to life through the same deeds that real offices take."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from mingzheng.accounts.actions.memberships import grant_membership
from mingzheng.accounts.actions.organisations import create_organisation, map_alias
from mingzheng.accounts.actions.people import create_person, reset_password
from mingzheng.accounts.models import Organisation, Person
from mingzheng.catalogue.actions import editions as editing
from mingzheng.catalogue.actions.items import put_items, remove_item
from mingzheng.catalogue.models import Duty, Edition, Item
from mingzheng.checklists.actions import load_starter as load_words
from mingzheng.core.access import SystemActor
from mingzheng.deadlines import almanac
from mingzheng.demo import (
    articles,
    collecting,
    deciding,
    handing,
    owing,
    power_loading,
    profiling,
    ruling,
    showing,
    topical,
)
from mingzheng.demo import items as demo_items
from mingzheng.demo.adjustments import changes
from mingzheng.demo.hands import COUNTY_REVIEWER, Hands, draft_of, hands_of
from mingzheng.demo.people import people
from mingzheng.demo.places import CLASS_ALIASES, COUNTY_CODE, organisations
from mingzheng.demo.rows import DemoItem
from mingzheng.dues.models import Due
from mingzheng.portal.actions import change_site
from mingzheng.posts.deeds import DEEDS, SYSTEM_DEEDS
from mingzheng.posts.roles import ROLES
from mingzheng.powers.models import PowerItem
from mingzheng.publishing.models import Article
from mingzheng.publishing.states import Visibility
from mingzheng.search.actions import load_synonyms
from mingzheng.specimens import carrying, likenesses
from mingzheng.standards.actions import load_starter, name_leads
from mingzheng.standards.models import Field

# Sets the county up, as the supplier's engineer would; every business step is a person's.
INSTALLER = SystemActor(SYSTEM_DEEDS | frozenset(DEEDS))
ADJUSTING = "YX04"  # in force, with a next edition that waits for approval
# Those whose accounts are printed: one of each role, and a town's two.
CAST = (
    *("YX0001", "YX0002", COUNTY_REVIEWER, "YX0317", "YX3811", "YX3821", "YX0004", "YX0005"),
    *("YX0006", "YX0007"),
    *("YX0091", "YX0092", "YX0093"),
)
Say = Callable[[str], None]


@dataclass
class Loaded:
    """What is there after loading, and the passwords that were made (shown once)."""

    counts: dict[str, int] = field(default_factory=dict)
    accounts: list[tuple[str, str, str, str]] = field(default_factory=list)
    is_new: bool = False


@transaction.atomic
def load(scale: str, say: Say) -> Loaded:
    """Load the county at a scale; a county that is there already is left as it is.

    Takes a scale of `places.SCALES` and a function that shows progress; ValueError for others.
    """
    loaded = Loaded()
    places = organisations(scale)
    if not Organisation.objects.filter(code=COUNTY_CODE).exists():
        loaded.is_new = True
        offices = _offices(places, say)
        staff = _people(scale, offices, say)
        say("领域和标准事项")
        load_starter()
        load_synonyms()
        load_words()
        name_leads()
        almanac.seed()
        power_loading.load_laws(INSTALLER)
        _catalogues(scale, offices, staff, say)
        power_loading.load_lists(scale, offices, lambda code: hands_of(code, staff), say)
        say("几个部门的政务公开工作规则")
        ruling.rule(offices, staff)
        say("行政许可和行政处罚公示")
        showing.show(offices, staff)
        say("年度重大行政决策事项目录，八个事项办到不同阶段")
        deciding.decide(offices, staff)
        say("各单位的机构职能、公开指南和人员公示")
        profiling.profile(offices, INSTALLER)
        likenesses.show(offices, INSTALLER)
        say("几个单位一年来公开的信息：动态、公告、文件、解读和会议")
        writer = articles.Writer(offices[COUNTY_CODE], staff)
        meetings = handing.meetings(offices, writer, INSTALLER)
        articles.publish(offices, writer, INSTALLER, meetings)
        say("办文系统移交的公文")
        handing.hand_over(offices, writer)
        say("各单位应公开的信息")
        owing.owe(offices, staff)
        say("试点专题")
        topical.keep(offices, staff)
        say("各渠道的发送记录和公开凭证，几个订阅人")
        carrying.carry(offices, writer, INSTALLER)
        _site(staff)
        loaded.accounts = new_passwords(staff)
    loaded.counts = counts()
    return loaded


def counts() -> dict[str, int]:
    """How much there is of everything."""
    return {
        "organisations": Organisation.objects.count(),
        "people": Person.objects.count(),
        "fields": Field.objects.count(),
        "editions": Edition.objects.count(),
        "items": Item.objects.filter(edition__state="in_force").count(),
        "powers": PowerItem.objects.filter(edition__state="in_force").count(),
        "articles": Article.objects.filter(visibility=Visibility.PUBLIC).count(),
        "dues": Due.objects.count(),
        "duties": Duty.objects.filter(item__edition__state="in_force").count(),
    }


def _offices(places: Sequence, say: Say) -> dict[str, Organisation]:
    say(f"{len(places)} 个单位")
    offices: dict[str, Organisation] = {}
    for place in places:
        offices[place.code] = create_organisation(
            by=INSTALLER,
            code=place.code,
            name=place.name,
            level=place.level,
            kind=place.kind,
            parent=offices.get(place.parent),
            short_name=place.short_name,
            function=place.function,
            credit_code=place.credit_code,
            area_code=place.area_code,
            address=place.address,
            phone=place.phone,
            office_hours=profiling.OFFICE_HOURS,
        )
    county = offices[COUNTY_CODE]
    for place in places:
        for alias in place.aliases:
            map_alias(alias, by=INSTALLER, organisation=county, targets=[offices[place.code]])
    for text, scope in CLASS_ALIASES.items():
        map_alias(text, by=INSTALLER, organisation=county, scope=scope)
    return offices


def _people(scale: str, offices: dict[str, Organisation], say: Say) -> dict[str, Person]:
    everybody = people(scale)
    say(f"{len(everybody)} 名工作人员")
    staff: dict[str, Person] = {}
    for one in everybody:
        person, _ = create_person(
            by=INSTALLER,
            username=one.username,
            name=one.name,
            organisation=offices[one.home],
            with_password=False,
        )
        for held in one.memberships:
            grant_membership(
                person, role=held.role, organisation=offices[held.organisation], by=INSTALLER
            )
        staff[one.username] = person
    grant_membership(
        staff[COUNTY_REVIEWER], role="reviewer", organisation=offices[COUNTY_CODE], by=INSTALLER
    )
    return staff


def _site(staff: dict[str, Person]) -> None:
    """What the footer says; the numbers only an authority gives stay zeros, and a check says so."""
    county = Organisation.objects.get(code=COUNTY_CODE)
    change_site(
        by=staff["YX0091"],
        values={
            "name": county.name,
            "domain": "yunxi.example",
            "host_unit": "云溪县人民政府办公室",
            "operator": "云溪县政务公开办公室",
            "address": county.address,
            "phone": county.phone,
        },
    )


def new_passwords(staff: dict[str, Person] | None = None) -> list[tuple[str, str, str, str]]:
    """Fresh one-time passwords for the cast: (账号, 姓名, 岗位, 密码). Nothing is built in."""
    rows = []
    for username in CAST:
        person = staff.get(username) if staff else Person.objects.filter(username=username).first()
        if person is None:
            continue
        held = person.memberships.filter(until=None).select_related("organisation")
        roles = "、".join(f"{m.organisation}{ROLES[m.role].label}" for m in held)
        rows.append((username, person.name, roles, reset_password(person, by=INSTALLER)))
    return rows


def _bring(
    office: Organisation, rows: Sequence[DemoItem], until: str, hands: Hands, *, full: bool = False
) -> Edition:
    """Open a draft, fill it, and take it as far as `until` (a state of the edition)."""
    edition = editing.open_draft(office, by=hands.drafter)
    put_items(edition, [draft_of(row) for row in rows], by=hands.drafter, complete=full)
    if until == "draft":
        return edition
    editing.submit(edition, by=hands.drafter)
    if until == "review":
        return edition
    editing.pass_review(edition, by=hands.reviewer)
    if until != "approval":
        _approve(edition, hands, wait=timedelta(days=14 if until == "approved" else 0))
    return edition


def _approve(edition: Edition, hands: Hands, wait: timedelta = timedelta()) -> None:
    today = timezone.localdate()
    number = f"云政公开〔{today.year}〕{edition.pk}号"
    editing.approve(edition, by=hands.openness, approval_number=number, effective_on=today + wait)


def _catalogues(
    scale: str, offices: dict[str, Organisation], staff: dict[str, Person], say: Say
) -> None:
    county = offices[COUNTY_CODE]
    rows = demo_items.county_items(scale)
    say(f"县级目录 {len(rows)} 个事项")
    hands = hands_of(COUNTY_CODE, staff)
    _bring(county, rows, "in_force", hands)
    own = [code for code in offices if demo_items.organisation_items(code, scale)]
    say(f"{len(own)} 个单位自己的目录")
    # In force most of the time; now and then one in every other state, so that desks have work.
    states = ("in_force", "in_force", "review", "in_force", "approval", "draft", "approved")
    for at, code in enumerate(own):
        until = states[at % len(states)]
        mine = demo_items.organisation_items(code, scale)
        _bring(offices[code], mine, until, hands_of(code, staff))
    say("一轮填报，各单位在每一步都有")
    edition = _redraft(county, rows, hands)
    collecting.collect(list(offices.values()), rows, staff)
    say("目录调整：县级的已经施行，教育局的等批复")
    _send(edition, hands)
    _approve(edition, hands)
    hands = hands_of(ADJUSTING, staff)
    mine = demo_items.organisation_items(ADJUSTING, scale)
    _send(_redraft(offices[ADJUSTING], mine, hands), hands)


def _redraft(office: Organisation, rows: list[DemoItem], hands: Hands) -> Edition:
    """Draft the next edition of an office."""
    following = changes(rows)
    edition = editing.open_draft(office, by=hands.drafter, summary="年度动态调整")
    for item, reason in following.removed:
        gone = edition.items.filter(level1=item.level1, level2=item.level2).first()
        if gone:
            remove_item(edition, gone.code, by=hands.drafter, reason=reason)
    put_items(edition, [draft_of(row) for row in following.items], by=hands.drafter)
    return edition


def _send(edition: Edition, hands: Hands) -> None:
    edition.refresh_from_db()
    editing.submit(edition, by=hands.drafter, note="按部门报送汇总，时限能短的都改短了。")
    editing.pass_review(edition, by=hands.reviewer)
