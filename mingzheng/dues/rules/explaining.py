"""Why a due is what it is (怎么算的), as numbered sentences in Chinese. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines.rules.ledger import Reason, spoken
from mingzheng.deadlines.rules.limits import TimeLimit
from mingzheng.dues.rules.clauses import clauses, triggered
from mingzheng.dues.rules.days import Reckoning, among, of_event, of_period
from mingzheng.dues.rules.periods import Period
from mingzheng.dues.rules.results import Days, Verdict


@dataclass(frozen=True)
class Standing:
    """What a due stands on: the whole limit, which part of it, and either a period or a day."""

    limit: TimeLimit
    clause: int
    period: Period | None = None
    happened_on: date | None = None
    prompt: int | None = None


@dataclass(frozen=True)
class Ending:
    """How it ended: days, the result, the title published, and who decided it is not owed why."""

    days: Days
    verdict: Verdict
    title: str = ""
    closed_by: str = ""
    reason: str = ""


def reckon(standing: Standing, calendar: WorkCalendar) -> Reckoning:
    """When it is due, worked out anew. ValueError if it has neither a period nor a day."""
    limit = clauses(standing.limit)[standing.clause]
    if standing.period:
        return of_period(limit, standing.period, calendar)
    if standing.happened_on is None:
        raise ValueError("应公开事项既没有哪一期，也没有形成日期。")
    return of_event(limit, standing.happened_on, calendar, standing.prompt)


def explain(standing: Standing, ending: Ending, calendar: WorkCalendar) -> tuple[Reason, ...]:
    """The numbered lines: how the day was found, what else was written, how it ended."""
    found = list(reckon(standing, calendar).reasons)
    if standing.period is None and (other := among(triggered(standing.limit), standing.clause)):
        found.append(other)
    return (*found, *_ended(ending))


def _ended(ending: Ending) -> Sequence[Reason]:
    days = ending.days
    if days.fulfilled_on:
        words = f"{spoken(days.fulfilled_on, -1)}公开“{ending.title}”：{ending.verdict.label}。"
        return (Reason(words, ""),)
    if days.closed_on:
        who = f"由{ending.closed_by}" if ending.closed_by else ""
        words = f"{spoken(days.closed_on, -1)}{who}{ending.verdict.label}：{ending.reason}"
        return (Reason(words if words.endswith("。") else f"{words}。", ""),)
    return ()
