"""Bring in a whole tree of organisations from one CSV, all or nothing (导入机构表)."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingzheng.accounts import actions as accounts
from mingzheng.accounts import queries, rules
from mingzheng.accounts.models import Organisation
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, Denied
from mingzheng.roster.organisation_csv import LABELS, Problem, Row, Sheet, read

_TEXTS = (
    "code",
    "name",
    "short_name",
    "level",
    "kind",
    "function",
    "credit_code",
    "area_code",
    "address",
    "phone",
)


@dataclass
class ImportReport:
    """What an import did, or would have done: counts, and a problem for every cell in the way."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    moved: int = 0
    unchanged: int = 0
    aliases: int = 0
    ignored_columns: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    dry_run: bool = False

    @property
    def done(self) -> bool:
        return not self.problems and not self.dry_run

    def as_json(self) -> dict[str, object]:
        """Plain values for `--json`."""
        return asdict(self)


class _Undo(Exception):
    """Leaves the transaction without a trace of the import."""


def import_organisations(content: bytes, *, by: Actor, dry_run: bool = False) -> ImportReport:
    """Import organisations from a CSV file's bytes, all or nothing.

    Known codes are updated or moved, new ones created; the same file again changes nothing.
    Never raises for bad input: the report names row, column and what to write instead.
    """
    sheet = read(content)
    report = ImportReport(
        len(sheet.rows), ignored_columns=sheet.ignored, problems=sheet.problems, dry_run=dry_run
    )
    ordered = [] if report.problems else _parents_first(sheet, report)
    if report.problems:
        return _undone(report)
    try:
        with transaction.atomic():
            _Import(report, by).run(ordered)
            if not report.done:
                raise _Undo
    except _Undo:
        return _undone(report) if report.problems else report
    return report


def _undone(report: ImportReport) -> ImportReport:
    report.problems.sort(key=lambda problem: problem.row)
    report.created = report.updated = report.moved = report.unchanged = report.aliases = 0
    return report


def _parents_first(sheet: Sheet, report: ImportReport) -> list[Row]:
    """The rows so that every parent comes before its children; circles and strangers named."""
    rows = {row.code.upper(): row for row in sheet.rows}
    known = {
        code.upper(): (parent or "").upper()
        for code, parent in (
            (one.code, one.parent.code if one.parent else "") for one in queries.tree(closed=True)
        )
    }
    parents = known | {code: row.parent_code.upper() for code, row in rows.items()}
    depths = {}
    for code, row in rows.items():
        parent = parents[code]
        if parent and parent not in parents:
            message = f"没有编码是“{row.parent_code}”的机构，表里和系统里都没有。"
            report.problems.append(Problem(row.number, LABELS["parent_code"], message, parent))
            continue
        chain = [code]
        while (above := parents.get(chain[-1], "")) and above not in chain:
            chain.append(above)
        if above:
            circle = " → ".join([*chain[chain.index(above) :], above])
            message = f"上级绕成了一圈：{circle}。请改正其中一个的上级。"
            report.problems.append(Problem(row.number, LABELS["parent_code"], message, above))
        depths[code] = len(chain)
    return sorted(rows.values(), key=lambda row: (depths.get(row.code.upper(), 0), row.number))


class _Import:
    """One run over the rows inside one transaction."""

    def __init__(self, report: ImportReport, by: Actor) -> None:
        self.report, self.by = report, by
        self.known = self._read_known()

    def _read_known(self) -> dict[str, Organisation]:
        return {one.code.upper(): one for one in queries.tree(closed=True)}

    def run(self, rows: list[Row]) -> None:
        for row in rows:
            self._caught(row, partial(self._take, row))
        for row in rows:
            self._take_aliases(row)
        if rows and self.report.done and (self.report.unchanged < len(rows) or self.report.aliases):
            self._record(rows)

    def _record(self, rows: list[Row]) -> None:
        root = self.known[rows[0].code.upper()]
        counts = {
            name: getattr(self.report, name) for name in ("rows", "created", "updated", "moved")
        }
        trace.record(root, "import", by=self.by, label="导入机构表", counts=counts)

    def _take(self, row: Row) -> None:
        parent = self.known.get(row.parent_code.upper())
        values: Any = {name: row.values[name] for name in _TEXTS if name in row.values}
        known = self.known.get(row.code.upper())
        if known is None:
            if row.parent_code and parent is None:
                return  # the parent's own row has its problem already
            self.known[row.code.upper()] = accounts.create_organisation(
                by=self.by, parent=parent, position=row.number, **values
            )
            self.report.created += 1
            return
        moved = self._move(row, known, parent)
        # An untouched row asks no permission: an office may import the list it was given.
        known = self.known[row.code.upper()]
        differs = any(getattr(known, name) != value for name, value in values.items())
        if differs:
            accounts.update_organisation(known, by=self.by, **values)
        self.report.moved += moved
        self.report.updated += differs and not moved
        self.report.unchanged += not (differs or moved)

    def _move(self, row: Row, known: Organisation, parent: Organisation | None) -> bool:
        if "parent_code" not in row.values or known.parent_id == (parent.pk if parent else None):
            return False
        if parent is None:
            assert known.parent  # noqa: S101 - a root without parent_code returned above
            raise ValidationError(
                {"parent_code": f"它现在的上级是“{known.parent.code}”，不划转就照这个填。"}
            )
        accounts.move_organisation(known, by=self.by, parent=parent, note="导入机构表")
        self.known = self._read_known()  # the paths of all below it changed as well
        return True

    def _take_aliases(self, row: Row) -> None:
        one = self.known.get(row.code.upper())
        if one is None:  # its row has its problem already
            return
        known = {alias.text for alias in queries.aliases_of(one)}
        for text in row.aliases:
            # As with untouched rows: a name it has already asks no permission.
            if rules.normalised(text) in known:
                continue
            self._caught(row, partial(self._add_alias, one, text))

    def _add_alias(self, one: Organisation, text: str) -> None:
        self.report.aliases += accounts.name_everywhere(one, text, by=self.by)

    def _caught(self, row: Row, deed: Callable[[], None]) -> None:
        """Do one deed in a savepoint of its own; a refusal becomes a problem of the row."""
        try:
            with transaction.atomic():
                deed()
        except (Denied, Blocked) as refused:
            self._problem(row, "", str(refused))
        except ValidationError as wrong:
            for name, messages in wrong.message_dict.items():
                self._problem(row, name, "".join(messages))

    def _problem(self, row: Row, name: str, message: str) -> None:
        value = row.values.get(name, "")
        self.report.problems.append(Problem(row.number, LABELS.get(name, ""), message, value))
