"""The stored working calendar (工作日历): seeded, editable, versioned by what it holds.

Seeds: `chinesecalendar` (the State Council's yearly notices, from 2004) and, for years not yet
announced, the statutory days of `holidays`, which stay provisional (暂定).
"""

import csv
from datetime import date
from functools import lru_cache

import holidays
from chinese_calendar import Holiday, constants
from django.db import transaction

from mingzheng.core.calendar import WorkCalendar
from mingzheng.core.chain import digest
from mingzheng.deadlines.models import CalendarDay, CalendarYear

Days = dict[date, tuple[bool, str]]  # is it a workday, and its name
Years = tuple[tuple[int, bool, str], ...]  # year, announced, version
YEARS_AHEAD = 4
KINDS = {"休": False, "班": True}
# Without 中秋, which some years fall within the days of 国庆 and is not named then.
FESTIVALS = ("元旦", "春节", "清明", "劳动", "端午", "国庆")
LONGEST_NAME = 100  # characters


@lru_cache(maxsize=1)
def seeded() -> dict[int, tuple[Days, bool, str]]:
    """What is known without a database: days, announced or not, and source, for each year."""
    names = {holiday.value: holiday.chinese for holiday in Holiday}
    known = {day: (False, names[name]) for day, name in constants.holidays.items()}
    known |= {day: (True, f"{names[name]}调休") for day, name in constants.workdays.items()}
    last = max(day.year for day in known)
    ahead = holidays.country_holidays(
        "CN", years=range(last + 1, last + 1 + YEARS_AHEAD), language="zh_CN"
    )
    found: dict[int, tuple[Days, bool, str]] = {}
    for days, announced, source in (
        (known, True, "国务院办公厅通知（随软件附带）"),
        ({day: (False, name) for day, name in ahead.items()}, False, "按法定节假日推算"),
    ):
        for day in sorted(days):
            found.setdefault(day.year, ({}, announced, source))[0][day] = days[day]
    return found


def current() -> WorkCalendar:
    """The calendar in force: the stored one, or the seed while nothing is stored."""
    years = CalendarYear.objects.order_by("year").values_list("year", "announced", "version")
    return _calendar(tuple(years))


@lru_cache(maxsize=4)  # a version is a digest of its days, so the same key means the same days
def _calendar(years: Years) -> WorkCalendar:
    stored = dict(CalendarDay.objects.values_list("date", "is_workday"))
    return _combined(stored, years) if years else shipped()


def shipped() -> WorkCalendar:
    """The calendar as we ship it, without a look at the database."""
    years = tuple((year, known, _version(days)) for year, (days, known, _) in seeded().items())
    return _combined(
        {day: works for days, *_ in seeded().values() for day, (works, _) in days.items()}, years
    )


def _combined(special: dict[date, bool], years: Years) -> WorkCalendar:
    announced = {year for year, known, _ in years if known}
    first = last = min(announced)
    while last + 1 in announced:
        last += 1
    version = digest(repr(years).encode())[:16]
    return WorkCalendar(special, date(last, 12, 31), version, date(first, 1, 1))


def _version(days: Days) -> str:
    return digest(repr(sorted(days.items())).encode())[:16]


@transaction.atomic
def seed() -> int:
    """Store the years that are not stored yet; never touches one that is. Returns how many."""
    stored = set(CalendarYear.objects.values_list("year", flat=True))
    missing = {year: seed for year, seed in seeded().items() if year not in stored}
    days, years = [], []
    for year, (special, announced, source) in missing.items():
        version = _version(special)
        days += _rows(special, source, version)
        years.append(CalendarYear(year=year, announced=announced, source=source, version=version))
    CalendarDay.objects.bulk_create(days)
    CalendarYear.objects.bulk_create(years)
    return len(missing)


def _rows(days: Days, source: str, version: str) -> list[CalendarDay]:
    return [
        CalendarDay(date=day, is_workday=works, name=name, source=source, version=version)
        for day, (works, name) in days.items()
    ]


@transaction.atomic
def store(year: int, days: Days, *, announced: bool = True, source: str) -> CalendarYear:
    """Replace one year's special days. `clocks.announce` does this and what must follow."""
    version = _version(days)
    CalendarDay.objects.filter(date__year=year).delete()
    CalendarDay.objects.bulk_create(_rows(days, source, version))
    values = {"announced": announced, "source": source, "version": version}
    return CalendarYear.objects.update_or_create(year=year, defaults=values)[0]


def unnamed_festivals(days: Days) -> list[str]:
    """The statutory festivals without a day off among these (全国年节及纪念日放假办法 第二条)."""
    off = "、".join(name for is_workday, name in days.values() if not is_workday)
    return [festival for festival in FESTIVALS if festival not in off]


def read_csv(text: str) -> tuple[int, Days]:
    """Read one year's notice: lines of 日期,休|班,名称. ValueError says which line is wrong."""
    days: Days = {}
    for number, row in enumerate(csv.reader(text.splitlines()), 1):
        if not row or row[0].strip() == "日期":
            continue
        try:
            day = date.fromisoformat(row[0].strip())
            days[day] = (KINDS[row[1].strip()], row[2].strip())
            if len(days[day][1]) > LONGEST_NAME:
                raise ValueError("name too long")
        except (ValueError, KeyError, IndexError) as wrong:
            shown = "，".join(row)
            raise ValueError(
                f"第 {number} 行“{shown}”看不懂。应写成：2027-01-01,休,元旦（休或班）。"
            ) from wrong
    years = {day.year for day in days}
    if len(years) != 1:
        raise ValueError("一份表只能有一个年份的日期，至少要有一行。")
    return years.pop(), days
