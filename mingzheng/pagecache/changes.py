"""The generation (代次) of the public site: written by every public write, read by every process.

Every statement that Django sends passes `watched`. What writes to a table that is not named in
settings.UNSEEN_TABLES adds one row to the same transaction, so the change and its notice are
committed together or not at all; a killed process loses both. The generation is the set of these
rows: no row is locked, nobody waits, and transactions may commit in any order.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from mingzheng.pagecache.models import PublicChange
from mingzheng.pagecache.rules.writes import changes_public

TABLE = PublicChange._meta.db_table
MARK = "taken-back"  # the file that processes of one machine look at before each page they keep


class Generation(NamedTuple):
    """How many notices there are, their sum, the newest, and the newest that took something back.

    Another set, another generation.
    """

    notices: int
    total: int
    newest: int
    taken_back: int


_ready: set[str] = set()
_is_unseen: ContextVar[bool] = ContextVar("is_unseen", default=False)


@contextmanager
def unseen() -> Iterator[None]:
    """What is written inside, no public page shows: its events renew no page either."""
    token = _is_unseen.set(True)
    try:
        yield
    finally:
        _is_unseen.reset(token)


def watch(connection: Any, **_: Any) -> None:
    """Let every statement of a new connection pass by us; for django's connection_created."""
    if connection.alias == "default" and watched not in connection.execute_wrappers:
        connection.execute_wrappers.append(watched)


def watched(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Run one statement; when it wrote something public, leave a notice in its transaction."""
    result = execute(sql, params, many, context)
    if _is_unseen.get() or not isinstance(sql, str):
        return result
    if changes_public(sql, settings.UNSEEN_TABLES):
        _notice(context["connection"])
    return result


def _is_noticed() -> None:
    """Django forgets what waits for a commit with the savepoint it belongs to: our mark as well."""


def _notice(connection: Any) -> None:
    if any(deed is _is_noticed for _, deed, *_ in connection.run_on_commit):
        return  # in this transaction, and not in a savepoint that was rolled back
    if not _is_there(connection):
        return
    with connection.cursor() as cursor:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        cursor.execute(f"INSERT INTO {TABLE} (at) VALUES (%s)", [now])  # noqa: S608 our own name
    if connection.in_atomic_block:
        connection.on_commit(_is_noticed)


def _is_there(connection: Any) -> bool:
    """Whether the table exists: the first migrations write before it does."""
    name = connection.settings_dict["NAME"]
    if name not in _ready and TABLE in connection.introspection.table_names():
        _ready.add(name)
    return name in _ready


def generation() -> Generation:
    """The present generation. Raises DatabaseError when the database does not answer."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT COUNT(*), COALESCE(SUM(id), 0), COALESCE(MAX(id), 0), "  # noqa: S608
                f"COALESCE(MAX(CASE WHEN takes_back THEN id END), 0) FROM {TABLE}"
            )
            row = cursor.fetchone()
    except Exception:
        connection.close()  # a broken connection would be broken the next time too
        raise
    return Generation(*(int(number) for number in row))


def take_back() -> None:
    """Say in this transaction that something public may be read no more (撤回).

    The mark is touched before the commit and after it: a process that sees it asks the database
    before every page for a while, so it knows of the commit with the first request that follows.
    """
    PublicChange.objects.create(takes_back=True)
    _touch()
    transaction.on_commit(_touch)


def _touch() -> None:
    with suppress(OSError):  # without the mark, processes see it at their next look
        mark().touch()


def mark() -> Path:
    """Where the mark of withdrawals lies; every process of one machine has it."""
    return Path(settings.VAR_DIR) / MARK


def marked() -> int:
    """When something was last taken back on this machine, in nanoseconds; 0 if never."""
    try:
        return mark().stat().st_mtime_ns
    except OSError:
        return 0
