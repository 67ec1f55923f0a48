"""A workbook of rules read back (读规则表): the courses it says, or what is wrong in which row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mingzheng.files.rules.grid import Table
from mingzheng.files.rules.tables import read_tables
from mingzheng.files.rules.words import clean, one_line, plain
from mingzheng.workrules.rules.course import Row
from mingzheng.workrules.states import Authority, RowKind, TimeUnit

NEEDED = ("规则", "程序", "类别", "岗位", "权限", "时限", "时限单位")
LENGTHS = {"程序": 60, "岗位": 60, "要求和依据": 500}
MOST_DAYS = 999
NO_HEAD = "没有找到表头。表里要有这些列：" + "、".join(NEEDED) + "。可以先“下载规则表”，照着改。"


@dataclass
class Reading:
    """What a workbook says: the course of each rule by name; sentences for what is wrong."""

    courses: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_rules(name: str, data: bytes) -> Reading:
    """The courses in a file of any kind that the house reads; Refused for a file nobody can read.

    Rows stand in the order in which they are carried out; an empty 规则 means the rule above.
    """
    reading = Reading()
    for table in read_tables(name, data):
        if (head := _head(table)) is not None:
            _read(table, head, reading)
    if not reading.courses and not reading.problems:
        reading.problems.append(NO_HEAD)
    return reading


def _head(table: Table) -> int | None:
    for at, cells in enumerate(table.cells):
        if set(NEEDED) <= {plain(cell) for cell in cells}:
            return at
    return None


def _read(table: Table, head: int, reading: Reading) -> None:
    columns = {plain(cell): at for at, cell in enumerate(table.cells[head])}
    rule = ""
    for at, cells in enumerate(table.cells[head + 1 :], start=table.top + head + 1):
        said = {name: one_line(clean(cells[place])) for name, place in columns.items() if name}
        rule = said["规则"] or rule
        if not any(said[name] for name in NEEDED[1:5]):
            if said["规则"]:
                words = f"只写了规则“{rule}”，没有写程序。写上程序，或者删去这一行。"
                reading.problems.append(f"第 {at} 行{words}")
            continue
        found = _problems(said, rule)
        reading.problems += [f"第 {at} 行{words}" for words in found]
        if not found:
            reading.courses.setdefault(rule, []).append(_row(said))


def _problems(said: dict[str, str], rule: str) -> list[str]:
    found = [] if rule else ["没有写是哪一条规则。"]
    if not said["程序"]:
        found.append("没有写程序。")
    for column, labels in (("类别", RowKind.labels), ("权限", Authority.labels)):
        found += _not_among(column, said[column], labels)
    if said["时限单位"]:
        found += _not_among("时限单位", said["时限单位"], TimeUnit.labels)
    time = said["时限"]
    if time and not (time.isdecimal() and 0 < int(time) <= MOST_DAYS):
        found.append(f"“时限”写的是“{time}”，写 1 到 {MOST_DAYS} 的数，单位写在“时限单位”里。")
    for column, most in LENGTHS.items():
        if len(said.get(column, "")) > most:
            found.append(f"“{column}”太长，不超过 {most} 个字。")
    return found


def _not_among(column: str, text: str, labels: Sequence[object]) -> list[str]:
    words = [str(label) for label in labels]
    if text in words:
        return []
    return [f"“{column}”写的是“{text}”，可以写：{'、'.join(words)}。"]


def _row(said: dict[str, str]) -> Row:
    unit = _value(TimeUnit, said["时限单位"]) or TimeUnit.WORKDAY.value
    at_once = unit == TimeUnit.AT_ONCE
    return Row(
        _value(RowKind, said["类别"]),
        said["程序"],
        said["岗位"],
        _value(Authority, said["权限"]),
        None if at_once or not said["时限"] else int(said["时限"]),
        unit,
        said.get("要求和依据", ""),
    )


def _value(words: type[RowKind] | type[Authority] | type[TimeUnit], label: str) -> str:
    return next((str(value) for value, known in words.choices if str(known) == label), "")
