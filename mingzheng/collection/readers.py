"""Which room reads which kind of workbook (读哪种表): one line for each, the grammar is the same.

A reader examines without writing, reports, writes into a draft, and takes back what it wrote.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mingzheng.catalogue.actions import items as catalogue
from mingzheng.catalogue.actions.drafting import Outcome
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import ListKind
from mingzheng.collection import examining
from mingzheng.collection.examining import Request
from mingzheng.collection.rules.columns import COLUMNS
from mingzheng.collection.states import BatchKind
from mingzheng.powers import importing as powers
from mingzheng.processes import importing as processes
from mingzheng.processes.actions import lists, steps


@dataclass(frozen=True)
class Reader:
    """How one kind of workbook is read and written; `list_kind` is the list it goes into."""

    list_kind: str
    meanings: Mapping[str, str]
    examine: Callable[..., Any]
    report: Callable[[Any], dict[str, Any]]
    put: Callable[..., Outcome]
    take_back: Callable[..., None]


def _rows(kind: ListKind) -> Reader:
    put, take_back = lists.put_items, lists.take_back
    return Reader(kind, powers.MEANINGS, powers.examine, powers.report, put, take_back)


def _steps(kind: ListKind) -> Reader:
    read = processes.examine, processes.report
    return Reader(kind, processes.MEANINGS, *read, steps.put_processes, steps.take_back)


READERS: dict[str, Reader] = {
    BatchKind.CATALOGUE: Reader(
        ListKind.DISCLOSURE,
        COLUMNS,
        examining.examine,
        examining.report,
        catalogue.put_items,
        catalogue.take_back,
    ),
    BatchKind.POWERS: _rows(ListKind.POWERS),
    BatchKind.SERVICES: _rows(ListKind.SERVICES),
    BatchKind.STEPS: _steps(ListKind.POWERS),
    BatchKind.SERVICE_STEPS: _steps(ListKind.SERVICES),
}


def examine(request: Request, *, edition: Edition | None, progress: Any = None) -> Any:
    """Read the request's workbook as its kind wants; Refused for one that cannot be read."""
    return READERS[request.kind].examine(request, edition=edition, progress=progress)


def report(found: Any) -> dict[str, Any]:
    """The row-by-row report of an examination as JSON."""
    return READERS[found.request.kind].report(found)
