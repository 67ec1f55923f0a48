"""A small county for the access table: two offices, everybody who could ask, and one secret."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from mingzheng.accounts.actions import map_alias
from mingzheng.accounts.models import Organisation, OrganisationAlias, Person
from mingzheng.accounts.tests.factories import a_county, a_department, a_person
from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.actions.items import save_item
from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.rules.items import ItemContent
from mingzheng.catalogue.states import ListKind
from mingzheng.collection import actions as collection
from mingzheng.collection.models import ImportBatch
from mingzheng.deadlines import almanac
from mingzheng.laws.actions import add_law
from mingzheng.laws.models import Law
from mingzheng.merging.models import Disagreement
from mingzheng.powers.actions.items import ItemDraft, put_items
from mingzheng.powers.models import CodeProfile, PowerItem
from mingzheng.powers.rules.content import PowerContent
from mingzheng.processes.actions.judging import propose
from mingzheng.processes.actions.rows import ROWS
from mingzheng.processes.actions.steps import put_steps
from mingzheng.processes.models import Information
from mingzheng.processes.rules.steps import StepContent
from mingzheng.rounds.actions import rounds, submissions
from mingzheng.rounds.models import Submission
from mingzheng.search.models import Asked, BestBet, Synonym
from mingzheng.standards.actions import load_starter
from mingzheng.standards.models import Field

# Stands in every draft and upload of the first office, and nowhere a stranger may look.
SECRET = "只有本单位看得到的草稿"
WORKBOOK = f"序号,一级事项,二级事项,公开内容\n1,社会救助,{SECRET},救助标准\n"

PEOPLE = {
    "clerk": ("drafter", "first"),
    "reviewer": ("reviewer", "first"),
    "office": ("openness_office", "county"),
    "supervisor": ("supervisor", "county"),
    "stranger": ("drafter", "second"),
    "nobody": (None, "second"),
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
        profile=CodeProfile.objects.create(kind="base_code", name="十二位", length=12, tag="M"),
    )
