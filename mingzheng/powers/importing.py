"""A workbook beside a list (试读): rows, problems, what would change, published counts.

Nothing is written here: preview, import and dry run are the same examination.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import OrganisationMatcher
from mingzheng.catalogue.actions.drafting import Plan
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import ListKind
from mingzheng.files.rules.grid import Table
from mingzheng.files.rules.problems import Problem
from mingzheng.files.rules.tables import read_tables
from mingzheng.files.rules.words import plain
from mingzheng.powers.actions.items import ItemDraft, plan
from mingzheng.powers.queries import profiles
from mingzheng.powers.rules.codes import fault
from mingzheng.powers.rules.columns import LABELS
from mingzheng.powers.rules.differences import column_changes
from mingzheng.powers.rules.reading import IGNORE, KEEP, Layout, Reading, Row, read_lists
from mingzheng.powers.rules.reconciling import Line, read_published, reconcile
from mingzheng.powers.states import CodeKind

MEANINGS = LABELS  # what a person may choose from on the mapping page
SHOWN = 100  # changed rows in the report, old beside new
SERVICE = "20"
OWN = "另加的列，原样留着"
WORDS = {**LABELS, "number": "序号", KEEP: OWN, IGNORE: "不导入", "": OWN}
OTHER_LIST = {
    ListKind.POWERS: "这是公共服务，不进权责清单；导入公共服务清单时再读这一行。",
    ListKind.SERVICES: "这是行政权力，不进公共服务清单；导入权责清单时再读这一行。",
}
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Question:
    """What is to be read into which list of whom, and what a person said about it.

    Whatever has these attributes will do: an import's own request does.
    """

    organisation: Organisation
    kind: str
    file_name: str
    data: bytes
    is_complete: bool = False
    mapping: Mapping[tuple[int, int], str] = field(default_factory=dict)
    published: str = ""


@dataclass
class Examination:
    """What a workbook says, beside what the list says now."""

    request: Any
    tables: list[Table]
    reading: Reading
    drafts: list[ItemDraft]
    problems: list[Problem]
    plan: Plan
    edition: Edition | None
    unmatched: list[tuple[str, int]]
    lines: list[Line]
    duties: int = 0

    @property
    def rows(self) -> int:
        """Rows that hold an item: each is an item, a blocking problem, or of the other list."""
        lost = [one for one in self.problems if one.blocking or one.code == "other_list"]
        return len(self.drafts) + len({(one.sheet, one.row) for one in lost})

    @property
    def blocking(self) -> list[Problem]:
        """Problems that keep a row from becoming an item."""
        return [problem for problem in self.problems if problem.blocking]


def examine(
    question: Question, *, edition: Edition | None, progress: Progress | None = None
) -> Examination:
    """Read the workbook and compare it with an edition (the draft, or the one in force).

    Raises Refused for a file that cannot be read at all.
    """
    tables = read_tables(question.file_name, question.data, progress=progress)
    reading = read_lists(tables, answers=question.mapping or None)
    mine = [row for row in reading.rows if _is_of(row, question.kind)]
    problems = [*reading.problems, *_code_problems(mine), *_twins(mine)]
    for row in reading.rows:
        if not _is_of(row, question.kind):
            message, name = OTHER_LIST[ListKind(question.kind)], row.content.name
            problems.append(Problem(row.sheet, row.row, "事项类型", "other_list", message, name))
    drafts = [ItemDraft(row.content, row.inferred, row.given) for row in mine]
    published, total = read_published(question.published)
    counts = Counter(row.content["type"] for row in mine)
    return Examination(
        question,
        tables,
        reading,
        drafts,
        sorted(problems, key=lambda one: (one.sheet, one.row)),
        plan(edition, drafts, complete=question.is_complete),
        edition,
        _unmatched(question.organisation, mine),
        reconcile(counts, published, total),
    )


def _is_of(row: Row, kind: str) -> bool:
    return (row.content["type"] == SERVICE) == (kind == ListKind.SERVICES)


def _code_problems(rows: list[Row]) -> Iterator[Problem]:
    """Codes of the wrong length or shape: kept as they are, and named."""
    known = profiles()
    for row in rows:
        for kind, label in CodeKind.choices:
            code = row.content[kind]
            if wrong := fault(kind, code, known):
                yield Problem(row.sheet, row.row, str(label), f"bad_{kind}", wrong, code)


def _twins(rows: list[Row]) -> Iterator[Problem]:
    """Rows that name the same item again: each is kept, and the later one is named."""
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        said = row.content
        same = first.setdefault((*said.key, plain(said["body"]), said["impl_code"]), row)
        if same is not row:
            message = f"和{same.sheet}第 {same.row} 行的类型、名称一样。两行都会存，多余的请删掉。"
            yield Problem(row.sheet, row.row, "事项名称", "same_twice", message, said.name)


def _unmatched(organisation: Organisation, rows: list[Row]) -> list[tuple[str, int]]:
    names = Counter(row.content["body"] for row in rows if row.content["body"])
    matcher = OrganisationMatcher(organisation) if names else None
    return [
        (name, n)
        for name, n in names.most_common()
        if matcher and len(matcher.match(name).organisations) != 1
    ]


def report(found: Examination) -> dict[str, Any]:
    """The row-by-row report as JSON, kept with the batch and shown on its page."""
    return {
        "layouts": [_layout(found, layout) for layout in found.reading.layouts],
        "rows": found.rows,
        "items": len(found.drafts),
        "counts": {k: v for k, v in asdict(found.plan.counts).items() if k != "changes"},
        "duties": 0,
        "problems": [asdict(problem) for problem in found.problems],
        "skipped": [list(entry) for entry in found.reading.skipped],
        "unmatched": [list(entry) for entry in found.unmatched],
        "inferred": sum(1 for draft in found.drafts if draft.inferred),
        "lines": [[one.label, one.read, one.published, one.difference] for one in found.lines],
        "gone": [[item.code, item.title] for item in found.plan.gone],
        "updates": [
            {
                "code": item.code,
                "name": item.title,
                "columns": [
                    [c.column, c.before, c.after] for c in column_changes(item.content, content)
                ],
            }
            for item, content, _ in found.plan.changed[:SHOWN]
        ],
    }


def _layout(found: Examination, layout: Layout) -> dict[str, Any]:
    table = found.tables[layout.table_index]
    head = table.cells[layout.first_row : layout.first_row + 3]
    inside = range(table.top + layout.first_row, table.top + layout.last_row)
    rows = [one for one in found.reading.rows if one.sheet == layout.sheet and one.row in inside]
    pairs = zip(layout.headings, layout.meanings, strict=True)
    return {
        "table": layout.table_index,
        "sheet": layout.sheet,
        "title": layout.title,
        "field": "",
        "rows": len(rows),
        "note": "",
        "columns": [
            {
                "index": at,
                "heading": heading,
                "meaning": meaning,
                "label": WORDS[meaning],
                "how": "列名相同" if meaning else "自定义列",
                "samples": [row[at][:40] for row in head],
            }
            for at, (heading, meaning) in enumerate(pairs)
        ],
    }
