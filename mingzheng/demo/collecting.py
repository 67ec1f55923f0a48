"""A running round (填报轮次) in the demo county, with offices at every step of it.

What is merged goes into the county's draft before that is sent for review: under review nothing
could be merged.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone

from mingzheng.accounts.models import Organisation, Person
from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.actions.items import put_items
from mingzheng.core.calendar import ONE_DAY
from mingzheng.deadlines import almanac
from mingzheng.demo.hands import draft_of, hands_of
from mingzheng.demo.rows import DemoItem
from mingzheng.merging import actions as merging
from mingzheng.merging.models import Disagreement
from mingzheng.rounds.actions import rounds, submissions
from mingzheng.rounds.models import Round, Submission
from mingzheng.rounds.rules import DUE_SOON

MERGED = "YX10"  # without a catalogue of its own, and in every scale
# The guides go on with these, and 教育局's next edition waits for approval: they have not begun.
NOT_YET = ("YX04", "YX12", "YX38")
FATES = ("received", "submitted", "returned", "filling")  # in turn, for offices that have rows
VILLAGES = 3
URGED = 3
WHY_BACK = "第一条的时限和县里统一的写法不一样，请核对；其余没有意见。"
WHY_NOTHING = "本村只协助镇里办理，没有自己要公开的事项，由镇里统一报送。"
HOW = "一行一个事项；时限写明从哪天起算、几个工作日。没有变化的，照现有的提交。"
GUIDANCE = "先看牵头领域的标准事项，再对照本单位实际增减。拿不准公开不公开的，先和政务公开办商量。"
Staff = dict[str, Person]


def collect(places: Sequence[Organisation], rows: Sequence[DemoItem], staff: Staff) -> Round:
    """Open the county's round, merge the first office, and leave the others at every step.

    The county needs an edition that is a draft. Takes all offices, the county's rows, the people.
    """
    office = staff["YX0001"]
    county, *others = places
    asked = [one for one in others if one.level != "village"]
    villages = [one for one in others if one.level == "village"][:VILLAGES]
    today = timezone.localdate()
    terms = rounds.Terms(f"{today.year} 年公开事项目录填报", _due(today), HOW, GUIDANCE)
    round_ = rounds.draft(county, terms, offices=[*asked, *villages], by=office)
    rounds.open_round(round_, by=office)
    owed = {one.organisation.code: one for one in _submissions(round_)}
    mine = {one.code: _rows_of(one, rows) for one in asked}
    _merge_one(round_, owed[MERGED], mine[MERGED], staff)
    _offices([owed[one.code] for one in asked if one.code != MERGED], mine, staff)
    _villages([owed[one.code] for one in villages], rows, staff)
    idle = [one for one in _submissions(round_) if one.state == "pending"]
    submissions.urge(idle[:URGED], by=office, note="请按期报送。")
    return round_


def _due(today: date) -> date:
    """So near that one may urge."""
    calendar = almanac.current()
    day = today + timedelta(days=1)
    while not calendar.is_workday(day) or calendar.between(today, day) < DUE_SOON:
        day += ONE_DAY
    return day


def _submissions(round_: Round) -> list[Submission]:
    found = Submission.objects.filter(round=round_).order_by("organisation__path")
    return list(
        found.select_related(
            "organisation", "round__organisation", "edition__catalogue__organisation"
        )
    )


def _rows_of(office: Organisation, rows: Sequence[DemoItem]) -> list[DemoItem]:
    """What the county's catalogue says that this office alone owes."""
    names = {office.name, office.short_name, f"县{office.short_name}"}
    return [row for row in rows if row.subject_text in names]


def _fill(one: Submission, rows: Sequence[DemoItem], staff: Staff) -> None:
    clerk = hands_of(one.organisation.code, staff).drafter
    submissions.start(one, by=clerk)
    if rows and one.edition:
        put_items(one.edition, [draft_of(row) for row in rows], by=clerk)
        one.edition.refresh_from_db()


def _merge_one(round_: Round, one: Submission, rows: list[DemoItem], staff: Staff) -> None:
    """One office in the county's draft already; it asked for a longer limit, and was refused."""
    office, clerk = staff["YX0001"], hands_of(one.organisation.code, staff).drafter
    first, *rest = rows
    _fill(one, [replace(first, limit_text="信息形成或者变更之日起30个工作日内"), *rest], staff)
    submissions.submit(one, by=clerk)
    submissions.accept(one, by=office)
    rounds.gather(round_, by=office)
    merging.merge(round_, by=office)
    for found in Disagreement.objects.filter(host=round_.organisation, choice=""):
        of_county = next(side["place"] for side in found.sides if side["is_host"])
        merging.decide(found, by=office, question=found.question, choice="one", chosen=of_county)
    merging.merge(round_, by=office)
    rounds.reopen(round_, by=office, note="先到的先汇总，其余单位接着填。")


def _offices(owed: Sequence[Submission], mine: dict[str, list[DemoItem]], staff: Staff) -> None:
    turn = 0
    for one in owed:
        code = one.organisation.code
        edition = catalogue.edition_for(one.organisation)
        if code in NOT_YET or not (edition or mine[code]):
            continue
        fate = FATES[turn % len(FATES)]
        turn += 1
        if edition and edition.is_draft:
            fate = "filling"
        elif edition and not edition.is_public:
            fate = "submitted"  # it is under way; it can be sent as it stands, not changed
        _take(one, fate, [] if edition else mine[code], staff)


def _take(one: Submission, fate: str, rows: list[DemoItem], staff: Staff) -> None:
    """As far as `fate` says."""
    office, clerk = staff["YX0001"], hands_of(one.organisation.code, staff).drafter
    if rows or fate == "filling":
        _fill(one, rows, staff)
    if fate == "filling":
        return
    submissions.submit(one, by=clerk)
    if fate == "received":
        submissions.accept(one, by=office)
    elif fate == "returned" and one.edition:
        row = one.edition.items.order_by("position")[0]
        submissions.comment(one, by=office, text=WHY_BACK, code=row.code, column="公开时限")
        submissions.send_back(one, by=office, note=WHY_BACK)


def _villages(owed: Sequence[Submission], rows: Sequence[DemoItem], staff: Staff) -> None:
    """Written by the town's clerk: the first is passed, the second waits, the last has nothing."""
    like = [row for row in rows if row.levels == ["village"]] or list(rows)
    for at, one in enumerate(owed):
        name, hands = one.organisation.name, hands_of(one.organisation.code, staff)
        if at == VILLAGES - 1:
            submissions.report_nothing(one, by=hands.drafter, note=WHY_NOTHING)
            continue
        own = [replace(row, subject_text=name, levels=["village"]) for row in like[:3]]
        _fill(one, own, staff)
        submissions.submit(one, by=hands.drafter)
        if at == 0:
            submissions.pass_town(one, by=hands.reviewer)
