"""Reading the cells of a list (读单元格): types, levels, periods, flags, lines."""

import re
import unicodedata
from typing import Any, NamedTuple

from mingzheng.files.rules.numbering import numbered, without_number
from mingzheng.files.rules.words import clean, one_line, plain, split_outside, unwrap
from mingzheng.powers.rules.columns import BY_NAME, CHOICE, CHOICES, FLAG, LINES, LONG, NUMBER, ROWS
from mingzheng.powers.rules.materials import read_line

OTHER_TYPE = re.compile(r"其他|其它")
UNITS = (
    ("workday", ("工作日", "个工作日")),
    ("month", ("个月", "月")),
    ("hour", ("小时", "个小时")),
    ("day", ("自然日", "日历日", "天", "日")),
)
AT_ONCE = re.compile(r"当场|即时|即办|立即|随到随办|马上")
AT_ONCE_ONLY = re.compile(rf"(?:{AT_ONCE.pattern})(?:办结|办理|办|件|完成|答复|出证)?")
_HAN = "一二三四五六七八九十"
# The whole cell or nothing: part of -5, 20.5 or 2026-01-01 is another number than the one written.
WHOLE = re.compile(
    rf"(\d{{1,4}}|[{_HAN}]|[{_HAN[1:-1]}]?十[{_HAN[:-1]}]?)"
    r"\s*(?:个?(工作日|月|小时|天)|(自然日|日历日|日))?[之以]?内?(?:办结)?[。.]?"
)
_SHORT_LEVELS = {
    **dict.fromkeys(("县", "区", "区县级", "县区级"), "4"),
    **dict.fromkeys(("乡级", "镇级", "街道", "乡镇", "乡镇级"), "5"),
    **dict.fromkeys(("村级", "社区"), "6"),
    **{"市": "3", "省": "2"},
}
YES = frozenset({"是", "收费", "√", "1", "有", "true"})
NO = frozenset({"否", "不收费", "免费", "×", "0", "无", "不", "false"})


class Period(NamedTuple):
    """A period of handling: number, unit, and words that are neither."""

    number: int | None
    unit: str
    note: str


def type_code(text: str) -> str:
    """事项类型 as its two digits: 1, 01, 行政许可, 许可类, 其他职权; '' when it is none."""
    said = plain(text)
    if said.isdecimal():
        code = f"{int(said):02d}"
        return code if code in dict(BY_NAME["type"].choices) else ""
    for value, label in BY_NAME["type"].choices:
        if plain(label) in said or (value != "10" and said in (label[2:], f"{label[2:]}类")):
            return value
    if OTHER_TYPE.search(said):
        return "10"
    return "20" if "服务" in said else ""


def period(text: str, unit_text: str = "") -> Period:
    """A period as offices write it: 20, 20个工作日, 当场办结, 三个月; all else is only a note."""
    said = unicodedata.normalize("NFKC", one_line(clean(text)))
    if AT_ONCE_ONLY.fullmatch(said.rstrip("。.")):
        return Period(0, "at_once", "")
    found, apart = WHOLE.fullmatch(said), unit_text.strip()
    unit = unit_of((found[2] or found[3] or apart) if found else "")
    # A bare number counts working days; 二十 alone, or 20 in a unit nobody knows, counts nothing.
    if not found or (not unit and (apart or not found[1].isdecimal())):
        return Period(None, "", said)
    number = int(found[1]) if found[1].isdecimal() else _han_number(found[1])
    return Period(number, unit or "workday", "")


def unit_of(text: str) -> str:
    """The unit that a text names first; '' when it names none."""
    said = text.strip()
    if AT_ONCE.search(said):
        return "at_once"
    for unit, names in UNITS:
        if any(said.startswith(name) or said.startswith(f"个{name}") for name in names):
            return unit
    return ""


def _han_number(text: str) -> int:
    if "十" not in text:
        return _HAN.index(text[0]) + 1
    tens, _, ones = text.partition("十")
    return 10 * (_HAN.index(tens) + 1 if tens else 1) + (_HAN.index(ones) + 1 if ones else 0)


def lines(text: str) -> list[str]:
    """A cell as its entries: by line, by number, or by ；."""
    found: list[str] = []
    for line in unwrap(clean(text)).split("\n"):
        for part in numbered(line):
            found += [without_number(one) for one in split_outside(part, "；;")]
    return [entry.strip(" 。、") for entry in found if entry.strip(" 。、")]


def choice(name: str, text: str) -> str:
    """A coded value by its code, its words, or the beginning of its words; '' when it is none."""
    if name == "type":
        return type_code(text)
    said = plain(text)
    if name.endswith("_unit"):
        return unit_of(text.strip())
    if name == "level" and said in _SHORT_LEVELS:
        return _SHORT_LEVELS[said]
    for value, label in BY_NAME[name].choices:
        words = plain(label)
        if said in (value, words) or (len(said) >= 2 and (words.startswith(said) or said in words)):
            return value
    return ""


def choices(name: str, text: str) -> tuple[list[str], list[str]]:
    """(codes, words that are none of them) of a cell with several values."""
    known: list[str] = []
    unknown: list[str] = []
    for part in re.split(r"[、，,;；/\s]+", clean(text)):
        if part:
            value = choice(name, part)
            (known if value else unknown).append(value or part)
    return list(dict.fromkeys(known)), unknown


def read(name: str, text: str) -> tuple[Any, str]:
    """(value, what could not be read) of a cell of a column."""
    kind = BY_NAME[name].kind
    if kind == CHOICE:
        value = choice(name, text)
        return value, "" if value else text
    if kind == CHOICES:
        known, unknown = choices(name, text)
        return known, "、".join(unknown)
    if kind == FLAG:
        said = plain(text)
        return (True, "") if said in YES else (False, "") if said in NO else (None, text)
    if kind == LINES:
        return lines(text), ""
    if kind == ROWS:
        return [read_line(one) for one in lines(text)], ""
    if kind == NUMBER:
        return period(text).number, ""
    return (unwrap(clean(text)) if kind == LONG else one_line(clean(text))), ""
