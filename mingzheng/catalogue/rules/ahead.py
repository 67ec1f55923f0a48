"""How far ahead a day may be set. Pure; no database."""

from datetime import date, timedelta

YEAR = timedelta(days=365)


def too_far(day: date, today: date, what: str) -> str | None:
    """Why this day is refused: more than a year ahead; None if it is not.

    A slip of the pen (9999 年) would lock a list, or have every working day until then counted.
    `what` names the day, such as 施行日期.
    """
    last = today + YEAR
    if day <= last:
        return None
    return f"{what}最晚定在一年以内，到 {last:%Y-%m-%d} 为止。看看年份是不是写错了。"
