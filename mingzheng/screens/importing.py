"""The verbs that all imports have in common (导入): received, read, told, confirmed, given up."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from mingzheng.core import trace
from mingzheng.core.access import Actor, Refusal, SystemActor
from mingzheng.core.flow import Flow
from mingzheng.core.moves import move
from mingzheng.files.rules.refusals import Refused
from mingzheng.screens.flow import BY_SYSTEM
from mingzheng.screens.states import AT_WORK

LONGEST_NAME = 200  # characters of a file name
LEFT_AT_ONCE = 20  # imports that one round of `tick` takes up
UNFORESEEN = (
    "这个文件读到一半出了意外，已经记下来了。请在 WPS 或 Excel 里另存为 .xlsx 再传一次；"
    "还是不行，请把文件交给系统管理员。"
)
logger = logging.getLogger(__name__)


def reader_of(flow: Flow) -> SystemActor:
    """Whoever reads and writes by itself in this flow."""
    return SystemActor({flow.deed(flow.step(name)) for name in BY_SYSTEM})


def short(name: str) -> str:
    """A file name that fits its column; the ending stays, for it says what the file is."""
    stem, dot, ending = name.rpartition(".")
    return (
        name if len(name) <= LONGEST_NAME else stem[: LONGEST_NAME - len(ending) - 1] + dot + ending
    )


def received(flow: Flow, name: str, data: bytes, by: Actor) -> dict[str, Any]:
    """What a batch just received says of itself: which file came in, and from whom."""
    return {
        "state": flow.start,
        "file_name": short(name),
        "file_hash": trace.digest(data),
        "uploaded_by": by.actor_id,
        "uploaded_by_name": by.actor_name,
    }


@transaction.atomic
def tell(batch: Any, step: str, **columns: Any) -> None:
    """What reading or writing came to: kept with the batch, in the same breath as its step."""
    for name, value in columns.items():
        setattr(batch, name, value)
    batch.save(update_fields=list(columns))
    move(batch, step, by=reader_of(batch.FLOW))


def progress_of(batch: Any) -> Callable[[int, int], None]:
    """A function that keeps how far the reading is (done, total), every five percent."""

    def note(done: int, total: int) -> None:
        percent = 100 * done // max(total, 1)
        if percent >= batch.progress + 5:
            batch.progress = percent
            type(batch).objects.filter(pk=batch.pk).update(progress=percent)

    return note


def read(batch: Any, report: Callable[[], dict[str, Any]]) -> None:
    """Keep the report that reading makes; a failure is kept as its sentence. Never raises."""
    try:
        tell(batch, "read", progress=100, failure="", report=report())
    except Refused as refused:
        tell(batch, "fail", failure=refused.sentence)
    except Exception:
        # A file nobody foresaw must not leave the batch "being read" for ever, nor show a bare 500.
        logger.exception("%s %s could not be read", batch._meta.label, batch.pk)
        tell(batch, "fail", failure=UNFORESEEN)


@contextmanager
def turning_back(batch: Any) -> Iterator[None]:
    """While a confirmed batch is written: what goes wrong sends it back, with the sentence."""
    try:
        yield
    except Exception as error:
        batch.refresh_from_db()
        why = error.reason if isinstance(error, Refusal) else UNFORESEEN
        tell(batch, "turn_back", progress=100, failure=why)
        raise


@transaction.atomic
def remap(batch: Any, mapping: dict[str, str], *, by: Actor) -> None:
    """A person says which column is which; the file is to be read again. Raises Denied, Blocked."""
    move(batch, "remap", by=by)
    batch.mapping, batch.progress = mapping, 0
    batch.save(update_fields=["mapping", "progress"])


@transaction.atomic
def confirm(batch: Any, *, by: Actor) -> None:
    """A person wants it written (确认). Raises Denied; Blocked by a guard, for a double click."""
    move(batch, "apply", by=by)
    batch.applied_by, batch.progress = by.actor_id, 0
    batch.save(update_fields=["applied_by", "progress"])


def drop(batch: Any, *, by: Actor) -> None:
    """Give an import up before it is written (放弃). Raises Denied, Blocked."""
    move(batch, "drop", by=by)


def left(batches: QuerySet[Any], before: datetime) -> list[Any]:
    """Some imports received before a moment whose reader or writer was killed."""
    return list(batches.filter(state__in=AT_WORK, uploaded_at__lt=before)[:LEFT_AT_ONCE])
