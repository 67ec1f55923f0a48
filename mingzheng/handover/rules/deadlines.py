"""By when something handed over must be public while no catalogue item is known. Pure."""

from collections.abc import Sequence
from datetime import date

from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines.rules.ledger import Reason, spoken
from mingzheng.deadlines.rules.limits import PUBLISH_WORKDAYS

ARTICLE = "《政府信息公开条例》第二十六条"


def statutory(formed_on: date, calendar: WorkCalendar) -> tuple[date, tuple[Reason, ...]]:
    """The last day by the law alone, and why: 20 working days from the day it was formed.

    《政府信息公开条例》第二十六条; it holds until a person says which item it is.
    """
    day = calendar.add(formed_on, PUBLISH_WORKDAYS)
    reasons = [
        Reason(f"{spoken(formed_on, -1)}形成，还没有对上公开事项，先按法律的一般期限算。", ARTICLE),
        Reason(f"往后数 {PUBLISH_WORKDAYS} 个工作日，最后一天是{spoken(day, -1)}。", ARTICLE),
    ]
    if calendar.is_provisional(day):
        reasons.append(
            Reason(f"{day.year} 年的放假安排还没有公布，日子是暂定的，公布后重新计算。", "")
        )
    return day, tuple(reasons)


def suggested(kind: str, title: str, names: Sequence[tuple[str, str]]) -> list[str]:
    """The codes of items that this most likely is, from (code, name) of those the office owes.

    A meeting is an item that names meetings; anything else one whose second part stands in the
    title. Nothing is guessed where more than three would fit.
    """
    if kind == "meeting":
        found = [code for code, name in names if "会议" in name]
    else:
        found = [code for code, name in names if len(name) > 3 and name in title]
    return found if len(found) <= 3 else []
