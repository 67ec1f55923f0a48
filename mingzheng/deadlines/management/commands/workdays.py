"""Count working days (数工作日): `workdays add 2025-09-22 20`, `workdays between A B`."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines import almanac

USAGE = "写法：workdays add 2025-09-22 20，或者 workdays between 2025-09-22 2025-10-24。"
MOST_DAYS = 20_000  # beyond any legal period; keeps a slip of the finger from running for hours


def a_day(text: str) -> date:
    """Read YYYY-MM-DD; CommandError with a sentence if it is not a day."""
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise CommandError(f"“{text}”不是日期，请写成 2025-09-22 这样的年-月-日。") from wrong


def a_number(text: str) -> int:
    """Read a count of working days; CommandError with a sentence if it is not one."""
    if not (text.isascii() and text.isdigit() and int(text) <= MOST_DAYS):
        raise CommandError(f"“{text}”不是工作日数，请写 0 到 {MOST_DAYS} 的整数。")
    return int(text)


class Command(BaseCommand):
    help = f"按工作日历（含调休）推算日期或数工作日，当天不算，从第二天数起。{USAGE}"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("words", nargs="*", metavar="add|between 日期 …")
        parser.add_argument("--json", action="store_true", help="只输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        calendar = self.calendar()
        found: dict[str, Any]
        match options["words"]:
            case ["add", day, count]:
                start, number = a_day(day), a_number(count)
                try:
                    end = calendar.add(start, number)
                except OverflowError as wrong:
                    raise CommandError("结果超出了公元 9999 年，请换一个较早的日期。") from wrong
                found, words = {"date": end.isoformat()}, end.isoformat()
            case ["between", first, last]:
                start, end = a_day(first), a_day(last)
                number = calendar.between(start, end)
                found, words = {"workdays": number}, f"{number} 个工作日"
            case _:
                raise CommandError(USAGE)
        provisional = calendar.is_provisional(start) or calendar.is_provisional(end)
        found["provisional"] = provisional
        note = "（暂定：涉及放假安排没有公布的年份）" if provisional else ""
        self.stdout.write(json.dumps(found) if options["json"] else f"{words}{note}")

    def calendar(self) -> WorkCalendar:
        """The calendar in force; before the tables are made, the one we ship, said aloud."""
        try:
            return almanac.current()
        except DatabaseError:
            self.stderr.write("数据库还没有建表，用的是预置的工作日历。")
            return almanac.shipped()
