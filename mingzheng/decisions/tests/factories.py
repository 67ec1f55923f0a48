"""Decisions that have lived through the real steps; journeys and the access table use them too."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.tests.factories import a_county, a_department, a_person
from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines import almanac
from mingzheng.decisions.actions import catalogues, course, papers
from mingzheng.decisions.models import Decision, DecisionCatalogue
from mingzheng.decisions.rules.rows import Row
from mingzheng.decisions.states import DecisionListState as L
from mingzheng.decisions.states import DecisionState as S

NOT_TECHNICAL = {"argued": "专业性、技术性不强"}
NO_HEARING = {"hearing": "没有较大分歧"}


@dataclass
class Cast:
    """A county, the office that leads, the one that judges the law, and everybody needed."""

    county: Organisation
    office: Organisation
    justice: Organisation
    drafter: Person
    reviewer: Person
    decider: Person
    lawyer: Person
    supervisor: Person
    county_clerk: Person
    county_reviewer: Person
    stranger: Person


def a_cast() -> Cast:
    """The people of one county."""
    county = a_county()
    office = a_department("云溪县交通运输局", function="交通", county=county)
    justice = a_department("云溪县司法局", function="司法", county=county)
    lawyer = a_person("legal_reviewer", county, name="段明理")
    Person.objects.filter(pk=lawyer.pk).update(organisation=justice)
    return Cast(
        county,
        office,
        justice,
        a_person("drafter", office, name="乔一舟"),
        a_person("reviewer", office, name="贺知远"),
        a_person("decision_office", county, name="傅青禾"),
        Person.objects.get(pk=lawyer.pk),
        a_person("supervisor", county, name="蔺怀瑾"),
        a_person("drafter", county, name="苏念安"),
        a_person("reviewer", county, name="闻人静"),
        a_person("drafter", justice, name="冉书禾"),
    )


def a_row(cast: Cast, name: str = "农村客运公交化改造", **more: Any) -> Row:
    """A complete row of a catalogue."""
    said: dict[str, Any] = {
        "name": name,
        "kind": "policy",
        "lead": cast.office.code,
        "basis": "《云溪县综合交通规划》",
        "plan": {"consulting": "2026-07", "legal": "2026-09", "discussed": "2026-10"},
    }
    return Row(**(said | more))


def a_catalogue(cast: Cast, *, at: str = L.PUBLISHED, rows: Any = None) -> DecisionCatalogue:
    """The county's catalogue of 2026, as far as `at`."""
    made = catalogues.open_draft(cast.county, 2026, by=cast.county_clerk)
    for row in rows or [a_row(cast), a_row(cast, "县城停车收费标准")]:
        catalogues.put_row(made, row, by=cast.county_clerk)
    return forward(made, cast, at)


def forward(made: DecisionCatalogue, cast: Cast, at: str = L.PUBLISHED) -> DecisionCatalogue:
    """Take a draft as far as `at`."""
    order = [L.DRAFT, L.REVIEW, L.CONSENT, L.AGREED, L.PUBLISHED]
    today = timezone.localdate()
    deeds = [
        lambda: catalogues.take(made, "submit", by=cast.county_clerk),
        lambda: catalogues.take(made, "pass_on", by=cast.county_reviewer),
        lambda: catalogues.consent(made, by=cast.decider, of="中共云溪县委", on=today),
        lambda: catalogues.publish(made, by=cast.decider),
    ]
    for deed in deeds[: order.index(L(at))]:
        deed()
    return made


def day(days: int = 0) -> date:
    """Today and so many days."""
    return timezone.localdate() + timedelta(days=days)


def calendar() -> WorkCalendar:
    """The calendar in force."""
    return almanac.current()


# What a clerk would write at each step; tests change a line of it.
def said(step: str, **more: Any) -> dict[str, Any]:
    """Right evidence of a step."""
    return EVIDENCE[step]() | more


EVIDENCE: dict[str, Any] = {
    "start": lambda: {
        "source": "office",
        "problem": "村村通客车，趟次少、票价不一。",
        "proposal": "全域公交化，必要、可行。",
        "is_concern": True,
        "is_market": True,
    },
    "draft": lambda: {
        "name": "农村客运公交化改造实施方案（草案）",
        "text": "全县十二条线路改为公交，两元一票。",
        "explanation": "解决出行难，听取票价和站点意见。",
        "agreed": "财政、发改没有不同意见。",
    },
    "consult": lambda: {
        "ways": ["public"],
        "opens_on": day(),
        "closes_on": day(31),
        "channels": "政府网站",
        "how": "电话 0000-0000000，信箱 gj@yunxi.example",
    },
    "announce_hearing": lambda: {
        "hearing_on": day(10),
        "place": "县政府二楼会议室",
        "selection": "自愿报名，按行业抽取",
        "selection_on": day(-10),
        "participants": "甲、乙、丙",
    },
    "hold_hearing": lambda: {
        "delivered_on": day(-8),
        "held_on": day(),
        "summary": "十二人发言，多数赞成。",
        "minutes": "介绍、陈述、质证、辩论。",
        "signed": True,
    },
    "publish_adoption": lambda: {"received": 3, "summary": "收到三条，采纳两条。"},
    "argue": lambda: {
        "way": "meeting",
        "argued_on": day(),
        "number": 3,
        "experts": "某大学三位教授",
        "independent": True,
        "opinion": "可行，线网宜分两步。",
        "signed": True,
        "adoption": "分两步实施的意见采纳。",
    },
    "assess": lambda: {
        "assessor": "县委政法委",
        "assessed_on": day(),
        "heard": "听取公安、信访意见。",
        "points": "原客运业主补偿。",
        "measures": "先签协议再改线。",
        "emergency": "专班值守。",
        "level": "low",
        "controllable": "yes",
    },
    "submit_legal": lambda: {
        "materials": "草案、依据、程序说明",
        "wanted_by": calendar().add(day(), 7),
        "competition": "不排除、限制竞争。",
    },
    "return_legal": lambda: {"missing": "缺协商记录"},
    "give_legality": lambda: {
        "authority": "yes",
        "authority_words": "属县政府权限。",
        "procedure": "yes",
        "procedure_words": "程序齐全。",
        "content": "yes",
        "content_words": "不违反上位法。",
        "advisers": "法律顾问无不同意见。",
        "outcome": "lawful",
    },
    "discuss": lambda: {
        "kind": "standing",
        "meeting": "县政府第 30 次常务会议",
        "held_on": day(),
        "members": "周一\n吴二\n郑三",
        "head": "周一",
        "order": "郑三\n吴二\n周一",
        "dissent": "郑三：票价宜再低。",
        "outcome": "passed",
    },
    "publish": lambda: {
        "title": "关于印发农村客运公交化改造实施方案的通知",
        "number": "云政发〔2026〕8号",
        "published_on": day(),
        "channels": ["gazette", "site"],
        "reported_on": day(-1),
        "opinions_words": "采纳两条。",
        "experts_words": "采纳分步实施。",
        "executor": "县交通运输局",
    },
    "execute": lambda: {"begun_on": day(), "arrangement": "分两批开线。"},
    "report_progress": lambda: {"on": day(), "progress": "开通六条。"},
    "evaluate": lambda: {
        "trigger": "needed",
        "evaluator": "某咨询公司",
        "independent": True,
        "heard": "问卷三百份。",
        "result": "满意率九成。",
        "advice": "keep",
    },
}


def a_decision(cast: Cast, frozen: Any, *, at: str = S.PROPOSED, left_out: Any = None) -> Decision:
    """A matter of the catalogue that has gone as far as `at`; the clock moves with it."""
    a_catalogue(cast)
    return on_course(the_decision(), cast, frozen, at, left_out)


def the_decision(name: str = "农村客运公交化改造") -> Decision:
    """The matter as the database has it."""
    return Decision.objects.select_related("organ", "organisation").get(name=name)


def on_course(one: Decision, cast: Cast, frozen: Any, at: str, left_out: Any = None) -> Decision:
    """Take a matter as far as `at` through the real steps; no hearing unless `left_out` says so."""
    out = NO_HEARING if left_out is None else left_out
    if at != S.PROPOSED:
        course.start(one, said("start"), by=cast.decider, left_out=out)
    steps = (
        ("draft", S.DRAFTED, cast.drafter),
        ("consult", S.CONSULTING, cast.reviewer),
        ("publish_adoption", S.ANSWERED, cast.reviewer),
        ("argue", S.ARGUED, cast.drafter),
        ("assess", S.ASSESSED, cast.drafter),
        ("submit_legal", S.LEGAL, cast.drafter),
        ("discuss", S.DISCUSSED, cast.decider),
        ("publish", S.PUBLISHED, cast.decider),
        ("execute", S.EXECUTING, cast.decider),
        ("evaluate", S.EVALUATED, cast.decider),
    )
    for step, _, person in steps:
        if one.state == at:
            break
        if step == "argue" and "argued" in out:
            continue
        if step == "publish_adoption":
            opinions(one, cast)
            frozen.move_to(f"{one.closes_on + timedelta(days=1)}T10:00:00+08:00")
        if step == "discuss":
            course.take(one, "give_legality", said("give_legality"), by=cast.lawyer)
        more = {"experts_words": ""} if step == "publish" and "argued" in out else {}
        course.take(one, step, said(step, **more), by=person)
    return the_decision(one.name)


def opinions(one: Decision, cast: Cast) -> None:
    """Three letters, summed up under two heads."""
    told = [
        papers.Opinion("末班车太早", 2, "taken", "末班延到十九点。"),
        papers.Opinion("票价一元", 1, "refused", "财政难以承受。"),
    ]
    papers.write_opinions(one, told, by=cast.drafter)
