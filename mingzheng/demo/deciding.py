"""Major decisions (重大行政决策) in the demo county: one catalogue, eight invented matters."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from mingzheng.accounts.models import Organisation, Person
from mingzheng.deadlines import almanac
from mingzheng.decisions.actions import catalogues, course, papers
from mingzheng.decisions.models import Decision
from mingzheng.decisions.rules.rows import Row
from mingzheng.decisions.states import DecisionState as S
from mingzheng.demo.hands import COUNTY_REVIEWER, Hands, hands_of
from mingzheng.demo.places import COUNTY_CODE, DATA, rows_of

DECIDER, LAWYER = "YX0006", "YX0007"


@dataclass(frozen=True)
class Matter:
    """One invented matter: what, who leads, how far it has gone, what does not apply."""

    name: str
    kind: str
    lead: str
    basis: str
    until: str
    left_out: Mapping[str, str]
    draft: str = ""


def matters() -> list[Matter]:
    """The eight matters of matters.csv."""
    return [_matter(**row) for row in rows_of("matters")]


def _matter(no_hearing: str, not_argued: str, **said: str) -> Matter:
    left_out = {"hearing": no_hearing, "argued": not_argued}
    return Matter(left_out={name: why for name, why in left_out.items() if why}, **said)


STEPS = (
    ("draft", "drafter"), ("consult", "reviewer"), ("publish_adoption", "reviewer"),
    ("argue", "drafter"), ("assess", "drafter"), ("submit_legal", "drafter"),
    ("give_legality", "lawyer"), ("discuss", "decider"), ("publish", "decider"),
    ("execute", "decider"), ("evaluate", "decider"),
)  # fmt: skip
# What the clerks write down at each step, whatever the matter and the day.
WORDS: dict[str, dict[str, Any]] = json.loads((DATA / "course.json").read_text("utf-8"))


def decide(offices: Mapping[str, Organisation], staff: dict[str, Person]) -> list[Decision]:
    """Publish the county's catalogue of this year and take each matter as far as it goes.

    Takes the county's offices by code and its people; matters of offices that a small county
    does not have are left out.
    """
    county, decider = offices[COUNTY_CODE], staff[DECIDER]
    today = timezone.localdate()
    made = catalogues.open_draft(county, today.year, by=decider)
    led = [one for one in matters() if one.lead in offices]
    for one in led:
        plan = {"legal": _month(today, 2), "discussed": _month(today, 3)}
        row = Row(one.name, one.kind, one.lead, "", "", one.basis, plan, one.left_out)
        catalogues.put_row(made, row, by=decider)
    catalogues.take(made, "submit", by=decider, note="各单位报送，法制科看过。")
    catalogues.take(made, "pass_on", by=staff[COUNTY_REVIEWER])
    of, number = "中共云溪县委员会", "县委常委会会议纪要"
    catalogues.consent(made, by=decider, of=of, on=today, number=number)
    catalogues.publish(made, by=decider)
    by_name = {one.name: one for one in Decision.objects.select_related("organisation", "organ")}
    for one in led:
        _walk(by_name[one.name], one, hands_of(one.lead, staff), staff)
    return list(by_name.values())


def _month(today: date, later: int) -> str:
    number = today.month - 1 + later
    return f"{today.year + number // 12}-{number % 12 + 1:02}"


def _walk(decision: Decision, one: Matter, hands: Hands, staff: dict[str, Person]) -> None:
    """The real steps, each by whoever takes it; consultations that are over are put on file."""
    if one.until == S.PROPOSED:
        return
    decider, said = staff[DECIDER], _answers(one, timezone.localdate())
    said["publish"]["executor"] = decision.organisation.name
    course.start(decision, said["start"], by=decider, left_out=one.left_out)
    hand = {"drafter": hands.drafter, "reviewer": hands.reviewer, "decider": decider,
            "lawyer": staff[LAWYER]}  # fmt: skip
    for step, who in STEPS:
        if decision.state == one.until or (one.until == S.ENDED and step == "consult"):
            break
        if step == "argue" and "argued" in one.left_out:
            continue
        if step == "publish_adoption":
            _sum_up(decision, hands.drafter)
        course.take(decision, step, said[step], by=hand[who])
    _stop(decision, one, hands, decider)


def _stop(decision: Decision, one: Matter, hands: Hands, decider: Person) -> None:
    """What makes the last stage look lived in."""
    if one.until == S.ENDED:
        course.end(decision, by=decider, note="上级正在制定统一办法，待出台后再定。")
    if one.until == S.CONSULTING:
        _sum_up(decision, hands.drafter)
        if "hearing" not in one.left_out:
            said = _answers(one, timezone.localdate())["announce_hearing"]
            course.take(decision, "announce_hearing", said, by=hands.reviewer)


def _sum_up(decision: Decision, clerk: Person) -> None:
    told = [
        papers.Opinion("标准再高一些", 12, "partly", "先照财力定，每年复核一次。"),
        papers.Opinion("尽早实施", 5, "taken", "实施日期提前到公布当月。"),
        papers.Opinion("不限户籍", 2, "refused", "经费按户籍人口核定，非户籍人口另有渠道。"),
    ]
    papers.write_opinions(decision, told, by=clerk)


def _answers(one: Matter, today: date) -> dict[str, dict[str, Any]]:
    """What the clerks write down at each step: the fixed words, and what depends on the day."""
    opens = today if one.until == S.CONSULTING else today - timedelta(days=40)
    ways = ["public", "meeting"] + ([] if "hearing" in one.left_out else ["hearing"])
    more: dict[str, dict[str, Any]] = {
        "start": {"problem": f"{one.name}牵涉面广，要统一安排。", "proposal": one.draft},
        "draft": {"name": f"{one.name}（草案）", "text": one.draft,
                  "explanation": f"{one.basis}要求办理。请对范围、标准、时间提意见。"},
        "consult": {"ways": ways, "opens_on": opens, "closes_on": opens + timedelta(days=35)},
        "announce_hearing": {"hearing_on": today + timedelta(days=14),
                             "selection_on": today - timedelta(days=7)},
        "argue": {"argued_on": today},
        "assess": {"assessed_on": today},
        "submit_legal": {"wanted_by": almanac.current().add(today, 8)},
        "discuss": {"held_on": today},
        "publish": {"title": f"关于印发{one.name}的通知", "number": f"云政发〔{today.year}〕12号",
                    "published_on": today, "reported_on": today},
        "execute": {"begun_on": today},
    }  # fmt: skip
    return {step: words | more.get(step, {}) for step, words in WORDS.items()}
