"""A workbook of steps beside a list (试读环节): what it says, and what would change.

The same interface as the readers of rows, so that an import of steps is an import like any other.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from mingzheng.catalogue.actions.drafting import Plan
from mingzheng.catalogue.models import Edition
from mingzheng.exports.choices import Column, Form, to_workbook
from mingzheng.files.rules.problems import Problem
from mingzheng.files.rules.tables import read_tables
from mingzheng.files.rules.words import plain
from mingzheng.powers.models import PowerItem
from mingzheng.processes.actions.steps import (
    ProcessDraft,
    contents_of,
    judgements_lost,
    why_not_lose,
)
from mingzheng.processes.rules.reading import LABELS, ItemSteps, Reading, read_steps
from mingzheng.processes.rules.steps import UNITS, fingerprint, in_order
from mingzheng.processes.states import Attribute

MEANINGS: dict[str, str] = {}  # the columns of this form are its own; there is nothing to choose
WIDTHS = {"code": 12, "item": 28, "name": 16, "input": 24, "output": 24, "information": 28}
REQUIRED = frozenset({"item", "name", "post"})
NOTES = (
    "一行一个环节。一个环节产生几条信息的，用分号隔开写在一格里，或者往下加行，只填“产生的信息”。",
    "事项编号在导出的清单里有；没有编号的写事项名称，要和清单里一字不差。",
    "下一环节写序号；有分岔的写“齐全：3；不齐：2”；到这里办完的写“结束”；不写就是下一行。",
    "各环节时限加起来不能超过承诺时限。当场办的，时限单位选“当场”。",
    "公开属性先拟一个，导入以后逐条认定；不主动公开的要写明理由，报政务公开办审核。",
)


@dataclass
class Examination:
    """What a workbook of steps says, beside what the list says now."""

    request: Any
    reading: Reading
    drafts: list[ProcessDraft]
    problems: list[Problem]
    plan: Plan
    edition: Edition | None
    duties: int = 0
    unmatched: list[tuple[str, int]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Rows that say a step, or information of one."""
        return self.reading.rows

    @property
    def blocking(self) -> list[Problem]:
        """Problems that hold the file back."""
        return [problem for problem in self.problems if problem.blocking]


def examine(request: Any, *, edition: Edition | None, progress: Any = None) -> Examination:
    """Read steps and find their items in the edition; Refused for a file nobody can read."""
    tables = read_tables(request.file_name, request.data, progress=progress)
    reading = read_steps(tables)
    problems, drafts, plan = list(reading.problems), [], Plan()
    items = list(edition.powers.all()) if edition else []
    seen: set[str] = set()
    for process in reading.processes:
        item = _item(process, items)
        if item is None or item.code in seen:
            problems.append(_lost(process, item))
            continue
        seen.add(item.code)
        problems += _faults(process, item)
        draft = ProcessDraft(item.code, tuple(process.steps))
        drafts.append(draft)
        if not _is_new(problems, process):
            continue
        _place(draft, item, plan)
    problems.sort(key=lambda one: (one.sheet, one.row))
    return Examination(request, reading, drafts, problems, plan, edition)


def _is_new(problems: list[Problem], process: ItemSteps) -> bool:
    rows = range(process.row, process.row + process.rows)
    return not any(p.blocking and p.row in rows and p.sheet == process.sheet for p in problems)


def _place(draft: ProcessDraft, item: PowerItem, plan: Plan) -> None:
    now = contents_of(item)
    if fingerprint(now) == fingerprint(in_order(draft.steps)):
        plan.unchanged += 1
    else:
        (plan.changed if now else plan.new).append(draft)


def _item(process: ItemSteps, items: list[PowerItem]) -> PowerItem | None:
    """By code, else by the one name it can be."""
    by_code = [one for one in items if process.code and one.code == process.code.upper()]
    name = plain(process.name)
    by_name = [one for one in items if name and name in (plain(one.title), plain(one.name))]
    return by_code[0] if by_code else by_name[0] if len(by_name) == 1 else None


def _faults(process: ItemSteps, item: PowerItem) -> list[Problem]:
    """Steps that lead nowhere, and judgements before the openness office that would be lost."""
    numbers = {step.number for step in process.steps}
    found = [
        (
            "下一环节",
            "unknown_next",
            f"第 {step.number} 步的下一环节写的是第 {after.to} 步，表里没有这一步。",
            str(after.to),
        )
        for step in process.steps
        for after in step.nexts
        if after.to not in numbers
    ]
    if reason := why_not_lose(judgements_lost(item, process.steps)):
        found.append(("产生的信息", "judgement_waits", reason, ""))
    return [
        Problem(process.sheet, process.row, column, code, words, said, True)
        for column, code, words, said in found
    ]


def _lost(process: ItemSteps, item: PowerItem | None) -> Problem:
    said = process.code or process.name
    if item is None:
        words = "清单里没有这个事项，或者同名的不止一个；请写事项编号。"
        return Problem(process.sheet, process.row, "事项名称", "unknown_item", words, said, True)
    words = "这个事项的环节前面已经写过，要连在一起写。"
    return Problem(process.sheet, process.row, "事项名称", "item_twice", words, said, True)


def report(found: Examination) -> dict[str, Any]:
    """The row-by-row report as JSON, kept with the batch and shown on its page."""
    return {
        "layouts": [_layout(found, at) for at in range(len(found.reading.heads))],
        "rows": found.rows,
        "items": len(found.drafts),
        "counts": {k: v for k, v in asdict(found.plan.counts).items() if k != "changes"},
        "duties": 0,
        "problems": [asdict(problem) for problem in found.problems],
        "skipped": [list(entry) for entry in found.reading.skipped],
        "unmatched": [],
        "inferred": 0,
        "gone": [],
        "updates": [],
    }


def _layout(found: Examination, at: int) -> dict[str, Any]:
    sheet, headings, meanings = found.reading.heads[at]
    return {
        "table": at,
        "sheet": sheet,
        "title": "",
        "field": "",
        "rows": sum(one.rows for one in found.reading.processes if one.sheet == sheet),
        "note": "",
        "columns": [
            {
                "index": index,
                "heading": heading,
                "meaning": meaning,
                "label": LABELS.get(meaning, "不导入"),
                "how": "列名相同" if meaning else "自定义列",
                "samples": [],
            }
            for index, (heading, meaning) in enumerate(zip(headings, meanings, strict=True))
        ],
    }


def template(edition: Edition | None = None) -> bytes:
    """The workbook of steps: empty, or with what an edition's processes say now."""
    choices = {
        "unit": tuple(UNITS.values()),
        "attribute": tuple(str(label) for label in Attribute.labels),
    }
    columns = [
        Column(label, WIDTHS.get(name, 12), choices.get(name, ()), name in REQUIRED)
        for name, label in LABELS.items()
    ]
    rows = [row for item in _items_of(edition) for row in _rows(item)]
    title = f"{edition.title}环节表" if edition else "环节和信息填报表"
    return to_workbook(Form(title, columns, rows, NOTES))


def _items_of(edition: Edition | None) -> list[PowerItem]:
    return list(edition.powers.prefetch_related("steps__information")) if edition else []


def _rows(item: PowerItem) -> list[list[str]]:
    words = dict(Attribute.choices)
    rows = []
    for row in item.steps.all():
        step = row.content
        made = row.information.all()
        first = [item.code, item.title, str(step.number), step.name, step.post]
        time = ["" if step.limit is None else str(step.limit), UNITS.get(step.unit, "")]
        rest = [*time, step.input, step.output, step.next_text]
        for at, (name, attribute) in enumerate(
            [(one.name, one.attribute or one.suggested) for one in made] or [("", "")]
        ):
            blank = [item.code, item.title, *[""] * 8]
            said = [name, str(words.get(attribute, ""))]
            rows.append([*(blank if at else [*first, *rest]), *said])
    return rows
