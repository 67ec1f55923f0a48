"""Steps from a spreadsheet (读环节表): one row a step, more rows for more information of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mingzheng.files.rules.asides import why_no_item
from mingzheng.files.rules.grid import Table, covered_from
from mingzheng.files.rules.problems import Problem
from mingzheng.files.rules.words import clean, one_line, plain
from mingzheng.powers.rules.columns import core
from mingzheng.powers.rules.values import period
from mingzheng.processes.rules.steps import LONGEST, MOST_STEPS, StepContent, read_next

HEADS = {
    "code": ("事项编号", "事项编码"),
    "item": ("事项名称", "权力名称", "服务名称", "事项", "职权名称"),
    "number": ("环节序号", "序号", "步骤"),
    "name": ("环节名称", "环节", "步骤名称"),
    "post": ("岗位", "责任岗位", "办理岗位", "责任人岗位"),
    "limit": ("时限", "环节时限", "办理时限"),
    "unit": ("时限单位", "单位"),
    "input": ("输入", "收到什么"),
    "output": ("输出", "办出什么"),
    "next": ("下一环节", "去向", "下一步"),
    "information": ("产生的信息", "产生的政府信息", "信息名称"),
    "attribute": ("公开属性", "拟定公开属性"),
}
LABELS = {name: known[0] for name, known in HEADS.items()}
ATTRIBUTES = (
    ("主动", "active"),
    ("依申请", "on_request"),
    ("不予", "withheld"),
    ("不公开", "withheld"),
)
MEANINGS = {one: name for name, known in HEADS.items() for one in known}


@dataclass
class ItemSteps:
    """The process of one item as a file says it; `code` or `name` says of which."""

    sheet: str
    row: int
    code: str
    name: str
    steps: list[StepContent] = field(default_factory=list)
    rows: int = 0


@dataclass
class Reading:
    """What a file says: processes, problems, and rows that say no step."""

    processes: list[ItemSteps] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[tuple[str, int, str]] = field(default_factory=list)
    rows: int = 0
    heads: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)


@dataclass
class _Raw:
    place: int
    texts: dict[str, str]
    information: list[tuple[str, str]] = field(default_factory=list)


def read_steps(tables: Sequence[Table]) -> Reading:
    """Every step of every table with a head; each row is a step, information of one, or named."""
    reading = Reading()
    for table in tables:
        head = next((at for at, cells in enumerate(table.cells) if _is_head(cells)), None)
        if head is not None:
            _Sheet(table, head, reading).read()
    if not reading.heads:
        message = "没有找到表头。至少要有“事项名称”“环节名称”和“岗位”。"
        sheet = tables[0].sheet if tables else ""
        reading.problems.append(Problem(sheet, 1, "", "no_head", message, "", True))
    return reading


def _is_head(cells: Sequence[str]) -> bool:
    named = {MEANINGS.get(core(text)) for text in cells if 0 < len(text) <= 20}
    return "name" in named and bool(named & {"code", "item"})


class _Sheet:
    """Goes down one table, item by item."""

    def __init__(self, table: Table, head: int, reading: Reading) -> None:
        self._table, self._head, self._reading = table, head, reading
        self._columns = [MEANINGS.get(core(text), "") for text in table.cells[head]]
        self._covered = covered_from(table)
        headings = tuple(one_line(clean(text)) for text in table.cells[head])
        reading.heads.append((table.sheet, headings, tuple(self._columns)))

    def read(self) -> None:
        """Group the rows by item, then by step."""
        items: list[tuple[_Raw, list[_Raw]]] = []
        for row in range(self._head + 1, len(self._table.cells)):
            place, why = self._table.top + row, why_no_item(self._table.cells[row])
            if why:
                self._reading.skipped.append((self._table.sheet, place, why))
                continue
            raw = _Raw(place, self._texts(row))
            self._reading.rows += 1
            said = (raw.texts.get("code", ""), raw.texts.get("item", ""))
            if any(said) and (not items or said != self._said(items[-1][0])):
                items.append((raw, []))
            if items:
                self._put(items[-1][1], raw)
            else:
                self._problem(raw, "item", "no_item", "不知道是哪个事项的环节。", True)
        for first, steps in items:
            self._finish(first, steps)

    def _said(self, raw: _Raw) -> tuple[str, str]:
        return raw.texts.get("code", ""), raw.texts.get("item", "")

    def _texts(self, row: int) -> dict[str, str]:
        cells = self._table.cells[row]
        texts = {}
        for column, meaning in enumerate(self._columns):
            if meaning:
                anchor = self._covered.get((row, column))
                text = cells[column] if anchor is None else self._table.cells[anchor][column]
                texts[meaning] = clean(text).strip()
        return texts

    def _put(self, steps: list[_Raw], raw: _Raw) -> None:
        """A row is a step of its own when it names one that the row above does not."""
        name, number = raw.texts.get("name", ""), raw.texts.get("number", "")
        same = (
            steps
            and name in ("", steps[-1].texts.get("name"))
            and number
            in (
                "",
                steps[-1].texts.get("number"),
            )
        )
        if not same and not name:
            self._problem(raw, "name", "no_name", "没有写环节名称。", True)
            return
        if not same:
            steps.append(raw)
        said = raw.texts.get("information", "")
        attribute = raw.texts.get("attribute", "")
        value = next((v for word, v in ATTRIBUTES if attribute.startswith(word)), "")
        if attribute and not value:
            message = "公开属性写主动公开、依申请公开或者不予公开。"
            self._problem(raw, "attribute", "attribute_unread", message, False)
        for one in re.split(r"[；;\n]+", said):
            if one.strip():
                steps[-1].information.append((one.strip(), value))
                self._measure(raw, "information", one.strip())

    def _measure(self, raw: _Raw, name: str, said: str) -> None:
        """Name what is longer than its column; nothing is cut off."""
        if len(said) > LONGEST[name]:
            message = f"最多 {LONGEST[name]} 个字，这里有 {len(said)} 个。"
            self._problem(raw, name, "too_long", message, True)

    def _problem(self, raw: _Raw, name: str, code: str, message: str, blocking: bool) -> None:
        sheet, value = self._table.sheet, raw.texts.get(name, "")
        label = LABELS.get(name, name)
        self._reading.problems.append(
            Problem(sheet, raw.place, label, code, message, value, blocking)
        )

    def _finish(self, first: _Raw, raws: list[_Raw]) -> None:
        code, name = self._said(first)
        process = ItemSteps(self._table.sheet, first.place, code, name, rows=len(raws))
        numbers: dict[str, int] = {}
        for at, raw in enumerate(raws, start=1):
            found = re.search(r"\d+", raw.texts.get("number", ""))
            numbers.setdefault(plain(raw.texts["name"]), int(found[0]) if found else at)
        taken: set[int] = set()
        for raw in raws:
            process.steps.append(self._step(raw, numbers, taken))
        self._reading.processes.append(process)

    def _step(self, raw: _Raw, numbers: Mapping[str, int], taken: set[int]) -> StepContent:
        texts = raw.texts
        number = numbers[plain(texts["name"])]
        if number in taken:
            self._problem(raw, "number", "number_twice", "这个序号或者环节名称前面用过了。", True)
        taken.add(number)
        if number > MOST_STEPS:
            self._problem(raw, "number", "number_large", f"序号最大是 {MOST_STEPS}。", True)
        name, post = one_line(texts["name"]), one_line(texts.get("post", ""))
        self._measure(raw, "name", name)
        self._measure(raw, "post", post)
        time = period(texts.get("limit", ""), texts.get("unit", ""))
        if time.note and time.number is None:
            self._problem(raw, "limit", "limit_unread", "时限只写数字，看不懂的先空着。", False)
        nexts, is_end, unknown = read_next(texts.get("next", ""), numbers)
        if unknown:
            self._problem(
                raw, "next", "next_unknown", f"没有“{'、'.join(unknown)}”这个环节。", True
            )
        return StepContent(
            number,
            name,
            post,
            time.number,
            time.unit,
            texts.get("input", ""),
            texts.get("output", ""),
            nexts,
            is_end,
            tuple(dict(raw.information).items()),
        )
