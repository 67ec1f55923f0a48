"""Reading a workbook against the catalogue: rows, fields, duties, and what would change.

Nothing is written here. The same examination serves the preview, the import and the dry run, so
that they cannot disagree.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.actions.drafting import Plan
from mingzheng.catalogue.actions.duties import directory_for
from mingzheng.catalogue.actions.items import ItemDraft, plan
from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.rules.differences import column_changes
from mingzheng.catalogue.rules.items import ItemContent
from mingzheng.collection.models import ImportBatch
from mingzheng.collection.rules.columns import COLUMNS, IGNORE, KEEP
from mingzheng.collection.rules.conversion import content_of, given_by
from mingzheng.collection.rules.headers import Layout
from mingzheng.collection.rules.reading import CatalogueRow, Problem, Reading, read_catalogue
from mingzheng.collection.states import BatchKind
from mingzheng.deadlines.rules.limit_text import read_limit
from mingzheng.files.rules.grid import Table
from mingzheng.files.rules.tables import read_tables
from mingzheng.standards.queries import FieldNames

SHOWN = 100  # changed rows in the report, old beside new
LABELS = {**COLUMNS, KEEP: "另加的列，原样留着", IGNORE: "不导入"}
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Request:
    """What is to be read, and what a person said about it."""

    organisation: Organisation
    file_name: str
    data: bytes
    field_name: str = ""
    is_complete: bool = False
    mapping: dict[tuple[int, int], str] = field(default_factory=dict)
    kind: str = BatchKind.CATALOGUE
    published: str = ""

    def having(self, batch: ImportBatch) -> "Request":
        """With what the person chose in the batch."""
        places = {
            (int(table), int(column)): meaning
            for key, meaning in batch.mapping.items()
            for table, column in [key.split(":")]
        }
        return replace(
            self,
            field_name=batch.field_name,
            is_complete=batch.is_complete,
            mapping=places,
            kind=batch.kind,
            published=batch.published,
        )


@dataclass
class Examination:
    """What a workbook says, beside what the catalogue says now."""

    request: Request
    tables: list[Table]
    reading: Reading
    drafts: list[ItemDraft]
    problems: list[Problem]
    plan: Plan
    edition: Edition | None
    duties: int
    unmatched: list[tuple[str, int]]

    @property
    def rows(self) -> int:
        """Rows that hold an item: one row read is one item or one blocking problem."""
        return len(self.drafts) + len(self.blocking)

    @property
    def blocking(self) -> list[Problem]:
        """Problems that keep a row from becoming an item."""
        return [problem for problem in self.problems if problem.blocking]


def examine(
    request: Request, *, edition: Edition | None, progress: Progress | None = None
) -> Examination:
    """Read the workbook and compare it with an edition (the draft, or the one in force).

    Raises Refused for a file that cannot be read at all.
    """
    tables = read_tables(request.file_name, request.data, progress=progress)
    reading = read_catalogue(tables, mapping=request.mapping or None, field=request.field_name)
    drafts, problems = _drafts(request, reading)
    directory = directory_for(request.organisation)
    names: Counter[str] = Counter()
    duties = 0
    for draft in drafts:
        owed = directory.owed_by(draft.content.subject_text, draft.content.levels)
        duties += len(owed.offices)
        names.update(owed.unmatched)
    return Examination(
        request,
        tables,
        reading,
        drafts,
        problems,
        plan(edition, drafts, complete=request.is_complete),
        edition,
        duties,
        names.most_common(),
    )


def _drafts(request: Request, reading: Reading) -> tuple[list[ItemDraft], list[Problem]]:
    known = FieldNames()
    problems = list(reading.problems)
    drafts: list[ItemDraft] = []
    given = [(layout, given_by(layout)) for layout in reading.layouts]
    for row in reading.rows:
        name = row.field_text or request.field_name
        found = known.named(name) if name else None
        if found is None:
            problems.append(_unknown_field(row, name))
            continue
        content = content_of(row, found.code)
        if content.limit_text and read_limit(content.limit_text).kind.value == "unread":
            problems.append(_unread_limit(row))
        says = next(parts for layout, parts in given if _is_in(row, layout))
        drafts.append(ItemDraft(content, tuple(row.inferred), says))
    return drafts, sorted(problems, key=lambda p: (p.sheet, p.row))


def _is_in(row: CatalogueRow, layout: Layout) -> bool:
    inside = layout.first_data_row <= row.row <= layout.last_data_row
    return row.sheet == layout.sheet and inside


def _unknown_field(row: CatalogueRow, name: str) -> Problem:
    if name:
        message = f"没有“{name}”这个领域。可以在上传时选领域，或者先到“领域”里增设。"
    else:
        message = "看不出是哪个领域。请在上传时选领域，或者在表格标题里写明“××领域”。"
    return Problem(row.sheet, row.row, "领域", "unknown_field", message, name, True)


def _unread_limit(row: CatalogueRow) -> Problem:
    message = "看不懂这个时限，原文先留着。可以写：信息形成或变更之日起20个工作日内。"
    return Problem(row.sheet, row.row, "公开时限", "limit_unread", message, row.limit_text, False)


def report(found: Examination) -> dict[str, Any]:
    """The row-by-row report as JSON, kept with the batch and shown on its page."""
    return {
        "layouts": [_layout(found, at) for at in range(len(found.reading.layouts))],
        "rows": found.rows,
        "items": len(found.drafts),
        "counts": {k: v for k, v in asdict(found.plan.counts).items() if k != "changes"},
        "duties": found.duties,
        "problems": [asdict(problem) for problem in found.problems],
        "skipped": [list(entry) for entry in found.reading.skipped],
        "unmatched": [list(entry) for entry in found.unmatched],
        "updates": [_update(*one[:2]) for one in found.plan.changed[:SHOWN]],
        "gone": [[item.code, item.name] for item in found.plan.gone],
        "inferred": sum(1 for draft in found.drafts if draft.inferred),
    }


def _update(item: Item, content: ItemContent) -> dict[str, Any]:
    changes = column_changes(item.content, content)
    columns = [[change.column, change.before, change.after] for change in changes]
    return {"code": item.code, "name": content.name, "columns": columns}


def _layout(found: Examination, at: int) -> dict[str, Any]:
    layout = found.reading.layouts[at]
    table = found.tables[layout.table_index]
    first = layout.first_data_row - table.top
    head = table.cells[first : first + 3]
    return {
        "table": layout.table_index,
        "sheet": layout.sheet,
        "title": layout.title,
        "field": layout.field_text or found.request.field_name,
        "rows": sum(1 for row in found.reading.rows if _is_in(row, layout)),
        "note": layout.marks.note,
        "columns": [
            {
                "index": column.index,
                "heading": column.heading,
                "meaning": column.meaning or "",
                "label": LABELS.get(column.meaning or KEEP, column.meaning or ""),
                "how": column.how,
                "samples": [row[column.index][:40] for row in head if column.index < len(row)],
            }
            for column in layout.columns
        ],
    }
