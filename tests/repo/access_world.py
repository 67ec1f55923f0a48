"""A small county for the access table: two offices, everybody who could ask, and one secret."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from mingzheng.accounts.actions import map_alias
from mingzheng.accounts.models import Organisation, OrganisationAlias, Person
from mingzheng.accounts.tests.factories import a_county, a_department, a_person, a_town, a_village
from mingzheng.backfile.models import ArticleBatch
from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.actions.items import save_item
from mingzheng.catalogue.models import Duty, Edition, Item
from mingzheng.catalogue.rules.items import ItemContent
from mingzheng.catalogue.states import ListKind
from mingzheng.channels.models import Channel
from mingzheng.collection import actions as collection
from mingzheng.collection.models import ImportBatch
from mingzheng.columns import actions as columns
from mingzheng.columns.models import Column
from mingzheng.deadlines import almanac
from mingzheng.decisions.actions import catalogues, course, papers
from mingzheng.decisions.models import Decision, DecisionCatalogue
from mingzheng.decisions.rules.rows import Row
from mingzheng.dues.actions import open_due
from mingzheng.dues.models import Due
from mingzheng.errata.models import ErrorReport
from mingzheng.handover.models import Handover, SystemKey
from mingzheng.intake import actions as intakes
from mingzheng.intake.models import Intake
from mingzheng.laws.actions import add_law
from mingzheng.laws.models import Law
from mingzheng.merging.models import Disagreement
from mingzheng.newsroom.actions.enclosing import enclose
from mingzheng.notifications.models import Delivery, Proof
from mingzheng.powers.actions.items import ItemDraft, put_items
from mingzheng.powers.models import CodeProfile, PowerItem
from mingzheng.powers.rules.content import PowerContent
from mingzheng.processes.actions.judging import propose
from mingzheng.processes.actions.rows import ROWS
from mingzheng.processes.actions.steps import put_steps
from mingzheng.processes.models import Information
from mingzheng.processes.rules.steps import StepContent
from mingzheng.profiles.models import Officer
from mingzheng.publicity.actions import records
from mingzheng.publicity.models import Record
from mingzheng.publicity.rules.fields import fields_of
from mingzheng.publicity.tests.factories import an_entry
from mingzheng.publishing.actions import drafting, reviewing
from mingzheng.publishing.actions import settings as publishing
from mingzheng.publishing.models import Article, Manuscript
from mingzheng.rounds.actions import rounds, submissions
from mingzheng.rounds.models import Submission
from mingzheng.search.models import Asked, BestBet, Synonym
from mingzheng.standards.actions import load_starter
from mingzheng.standards.models import Field
from mingzheng.subscriptions.models import Request, Subscriber
from mingzheng.texts.rules.content import Content
from mingzheng.topics.models import Topic
from mingzheng.workrules.actions import sets, writing
from mingzheng.workrules.models import WorkRule
from mingzheng.workrules.rules.course import STARTER
from tests.repo.access_carried import carried, channel_of, report_to
from tests.repo.access_handed import a_topic, handed_over
from tests.repo.access_released import an_article
from tests.repo.access_things import an_officer, old_articles

# Stands in every draft and upload of the first office, and nowhere a stranger may look.
SECRET = "只有本单位看得到的草稿"
# A matter nobody has decided yet: whoever decides or judges the law reads it too.
UNDECIDED = "还没有公布的决策"
WORKBOOK = f"序号,一级事项,二级事项,公开内容\n1,社会救助,{SECRET},救助标准\n"

PEOPLE = {
    "clerk": ("drafter", "first"),
    "reviewer": ("reviewer", "first"),
    "office": ("openness_office", "county"),
    "supervisor": ("supervisor", "county"),
    "stranger": ("drafter", "second"),
    "nobody": (None, "second"),
    "decider": ("decision_office", "county"),
    "lawyer": ("legal_reviewer", "county"),
    "system": ("system_admin", "county"),
    "security": ("security_admin", "county"),
    "audit": ("audit_admin", "county"),
}


@dataclass(frozen=True)
class World:
    """What the rows of the table point at."""

    people: dict[str, Person]
    first: Organisation
    second: Organisation
    village: Organisation
    draft: Edition
    public: Edition
    item: Item
    batch: ImportBatch
    field: Field
    alias: OrganisationAlias
    synonym: Synonym
    best_bet: BestBet
    asked: Asked
    submission: Submission
    dispute: Disagreement
    law: Law
    power: PowerItem
    information: Information
    profile: CodeProfile
    rule: WorkRule
    due: Due
    manuscript: Manuscript
    article: Article
    corrected: Article
    record: Record
    shown: Record
    intake: Intake
    old_articles: ArticleBatch
    decision: Decision
    decision_list: DecisionCatalogue
    public_decision: Decision
    public_decision_list: DecisionCatalogue
    officer: Officer
    article: Article
    report: ErrorReport
    handover: Handover
    system_key: SystemKey
    topic: Topic
    channel: Channel
    delivery: Delivery
    proof: Proof
    asked_for: Request
    subscriber: Subscriber


def _in_force(drafter: Person, reviewer: Person, office: Person, field: Field) -> Edition:
    edition = editions.open_draft(drafter.organisation, by=drafter)
    save_item(edition, ItemContent(field.code, "义务教育", "招生入学"), by=drafter)
    editions.submit(edition, by=drafter)
    editions.pass_review(edition, by=reviewer)
    editions.approve(
        edition, by=office, approval_number="云政公开〔2026〕1号", effective_on=date(2026, 1, 1)
    )
    return edition


def _asked(people: dict[str, Person], *, first: Organisation) -> Submission:
    """A round of the county in which the first office is asked and was remarked on."""
    office = people["office"]
    terms = rounds.Terms("填报", almanac.current().add(timezone.localdate(), 10))
    round_ = rounds.draft(office.organisation, terms, offices=[first], by=office)
    rounds.open_round(round_, by=office)
    one = round_.submissions.select_related("organisation", "round__organisation").get()
    submissions.start(one, by=people["clerk"])
    submissions.comment(one, by=office, text=f"{SECRET}要改")
    return one


def _dispute(submission: Submission) -> Disagreement:
    """Rows that disagree, as the last merge left them."""
    side = {"place": "A:1", "label": "A", "is_host": False, "columns": [["一级事项", SECRET]]}
    return Disagreement.objects.create(
        host=submission.round.organisation, key="k", name=SECRET, question="q", variants=[side]
    )


def _list(drafter: Person, name: str) -> Edition:
    rows = [ItemDraft(PowerContent({"type": "01", "name": name}))]
    draft = editions.open_draft(drafter.organisation, by=drafter, kind=ListKind.POWERS, rows=ROWS)
    put_items(draft, rows, by=drafter)
    return draft


def _list_in_force(drafter: Person, reviewer: Person, office: Person) -> PowerItem:
    edition = _list(drafter, "民办学校设立许可")
    editions.submit(edition, by=drafter)
    editions.pass_review(edition, by=reviewer)
    day = date(2026, 1, 1)
    editions.approve(edition, by=office, approval_number="2号", effective_on=day, rows=ROWS)
    return edition.powers.get()


def _proposal(clerk: Person) -> Information:
    """Something that the first office does not want to publish, waiting for the openness office."""
    item = _list(clerk, SECRET).powers.get()
    put_steps(item, [StepContent(1, "审查", information=((SECRET, ""),))], by=clerk)
    found = Information.objects.select_related("step__item__edition__catalogue__organisation")
    one = found.get(name=SECRET)
    propose(
        one,
        by=clerk,
        attribute="withheld",
        ground="E16-2",
        basis="《政府信息公开条例》第十六条",
        reason="讨论中",
        next_review_on=timezone.localdate() + timedelta(days=90),
    )
    return one


def _rule(clerk: Person, item: Item) -> WorkRule:
    """A rule of its own in the first office's draft, for an item that both offices owe."""
    Duty.objects.get_or_create(item=item, organisation=clerk.organisation, basis="named")
    draft = writing.RuleDraft(SECRET, STARTER, (("item", item.code),))
    return writing.add_rule(sets.open_draft(clerk.organisation, by=clerk), draft, by=clerk)


def _due(clerk: Person, item: Item) -> Due:
    """Something the first office made and has not published; its title is nobody else's."""
    return open_due(clerk.organisation, item.code, SECRET, timezone.localdate(), by=clerk)


def _text(clerk: Person, title: str) -> Manuscript:
    """A notice of the first office, whole and not yet sent."""
    home = Column.objects.get(organisation=clerk.organisation, slug="notices")
    made = drafting.open_article(clerk.organisation, by=clerk)
    said = Content(title, body=f"<p>{title}</p>", source="县民政局", columns=(home.pk,))
    drafting.save_revision(made, said, by=clerk, base=0)
    enclose(made, "说明.txt", "服务点说明".encode(), by=clerk, base=1)
    return made


def _released(clerk: Person, office: Person) -> Article:
    """Something that the first office has made public, through two reviews."""
    columns.lay_columns(clerk.organisation, by=office)
    publishing.set_plan(office.organisation, 2, by=office)
    made = _text(clerk, "便民服务点开放公告")
    reviewing.submit(made, by=clerk)
    reviewing.pass_review(made, by=a_person("secrecy_reviewer", clerk.organisation))
    reviewing.sign(made, by=a_person("signer", clerk.organisation))
    return made.article


def _entered(clerk: Person, kind: str = "penalty", **said: str) -> Record:
    return records.enter(clerk.organisation, an_entry(kind, **said), by=clerk)


def _shown(clerk: Person, reviewer: Person) -> Record:
    """A permit of the first office that everybody may read."""
    one = _entered(clerk, "permit")
    records.submit(one, by=clerk)
    records.release(one, by=reviewer)
    return one


def _table(clerk: Person) -> Intake:
    """A table of penalties that the first office sent in and has not confirmed."""
    heads = ",".join(one.title for one in fields_of("penalty"))
    name, data = f"{SECRET}.csv", f"{heads}\n{SECRET}{',' * heads.count(',')}\n"
    one = intakes.receive(clerk.organisation, "penalty", name, data.encode(), by=clerk)
    intakes.read(one)
    return one


def _decision(people: dict[str, Person]) -> Decision:
    """A matter that the first office drafts, of which nothing is published yet."""
    clerk = people["clerk"]
    said = {"name": UNDECIDED, "kind": "policy", "basis": UNDECIDED}
    made = course.propose(clerk.organisation, said, lead=clerk.organisation, by=clerk)
    paper = papers.Paper("proposed", UNDECIDED, text=UNDECIDED, is_public=True)
    papers.add_document(made, paper, by=clerk)
    return made


def _decision_list(clerk: Person, name: str) -> DecisionCatalogue:
    made = catalogues.open_draft(clerk.organisation, 2026, by=clerk)
    row = Row(name, "policy", clerk.organisation.code, basis=name, plan={"legal": "2026-09"})
    catalogues.put_row(made, row, by=clerk)
    return made


def _decision_list_published(people: dict[str, Person], reviewer: Person) -> DecisionCatalogue:
    made = _decision_list(people["stranger"], "学区调整")
    catalogues.take(made, "submit", by=people["stranger"])
    catalogues.take(made, "pass_on", by=reviewer)
    today = timezone.localdate()
    catalogues.consent(made, by=people["decider"], of="中共云溪县委", on=today)
    catalogues.publish(made, by=people["decider"])
    return made


def _published(
    people: dict[str, Person], places: dict[str, Organisation], reviewer: Person
) -> dict[str, Any]:
    """What the newsroom, the profiles and the error desk have."""
    first, second, office = places["first"], places["second"], people["office"]
    corrected = an_article(second, people["stranger"], reviewer, office)
    channel, article = channel_of(people["system"]), _released(people["clerk"], office)
    return {
        "article": article,
        **carried(article, people["clerk"]),
        "manuscript": _text(people["clerk"], SECRET),
        "officer": an_officer(people["clerk"], first),
        "report": report_to(first, office),
        "channel": channel,
        **handed_over(people["clerk"], people["system"], SECRET),
        "corrected": corrected,
        "topic": a_topic(office, corrected),
    }


def _decided(people: dict[str, Person], reviewer: Person) -> dict[str, Any]:
    """Major decisions: one under way, a catalogue in draft and one that is public."""
    return {
        "decision": _decision(people),
        "decision_list": _decision_list(people["clerk"], UNDECIDED),
        "public_decision_list": _decision_list_published(people, reviewer),
        "public_decision": Decision.objects.get(name="学区调整"),
    }


def build() -> World:
    """Make the county through the real actions."""
    almanac.seed()
    load_starter()
    field = Field.objects.order_by("position")[0]
    places = {"county": a_county()}
    places["first"] = a_department("云溪县民政局", county=places["county"])
    places["second"] = a_department("云溪县教育局", function="教育", county=places["county"])
    people = {key: a_person(role, places[where]) for key, (role, where) in PEOPLE.items()}
    other_reviewer = a_person("reviewer", places["second"])
    public = _in_force(people["stranger"], other_reviewer, people["office"], field)
    draft = editions.open_draft(places["first"], by=people["clerk"])
    save_item(draft, ItemContent(field.code, "社会救助", SECRET), by=people["clerk"])
    batch = collection.receive(
        places["first"], f"{SECRET}.csv", WORKBOOK.encode(), by=people["clerk"]
    )
    collection.read(batch)
    alias = map_alias(
        "县民政部门", by=people["clerk"], organisation=places["first"], targets=[places["first"]]
    )
    submission = _asked(people, first=places["first"])
    return World(
        people=people,
        first=places["first"],
        second=places["second"],
        village=a_village(town=a_town(county=places["county"])),
        draft=draft,
        public=public,
        item=public.items.get(),
        batch=batch,
        field=field,
        alias=alias,
        synonym=Synonym.objects.create(word="保底的钱", plain="保底的钱", official="最低生活保障"),
        best_bet=BestBet.objects.create(query="低保", plain="低保", title="怎么办", url="/"),
        asked=Asked.objects.create(text="低保", last_on=date(2026, 1, 1)),
        submission=submission,
        dispute=_dispute(submission),
        law=add_law("全县试行办法", by=people["office"]),
        power=_list_in_force(people["stranger"], other_reviewer, people["office"]),
        information=_proposal(people["clerk"]),
        rule=_rule(people["clerk"], public.items.get()),
        due=_due(people["clerk"], public.items.get()),
        **_published(people, places, other_reviewer),
        **_decided(people, other_reviewer),
        profile=CodeProfile.objects.create(kind="base_code", name="十二位", length=12, tag="M"),
        record=_entered(people["clerk"], CF_WFXW=SECRET),
        shown=_shown(people["clerk"], people["reviewer"]),
        intake=_table(people["clerk"]),
        old_articles=old_articles(people, SECRET),
    )
