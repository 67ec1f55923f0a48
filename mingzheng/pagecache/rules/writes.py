"""Which tables a statement writes to, and whether the public could see the difference."""

import re
from collections.abc import Collection

_NAME = r"(?:ONLY\s+)?[\"`\[]?(\w+)"
_WRITE = re.compile(
    rf"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+{_NAME}"
    rf"|\bUPDATE\s+(?:OR\s+\w+\s+)?{_NAME}[\"`\]]?\s+(?:AS\s+\w+\s+|\w+\s+)?SET\b",
    re.IGNORECASE,
)
HEAD = 200  # characters of a plain statement in which its table is named
_STARTS = frozenset({"INSE", "UPDA", "DELE", "REPL", "TRUN", "WITH"})


def changes_public(sql: str, unseen: Collection[str]) -> bool:
    """Take a statement and the tables nobody outside can see; True when it writes to any other.

    A table nobody has named counts as public: forgetting costs a rebuilt page, never a stale one.
    Names in `unseen` that end in "_" stand for every table beginning so.
    """
    head = sql.lstrip()[:4].upper()
    if head not in _STARTS:
        return False
    if head != "WITH":
        sql = sql[:HEAD]  # a bulk insert is long, and says at once where it goes
    return any(not is_unseen(table, unseen) for table in written(sql))


def written(sql: str) -> frozenset[str]:
    """The names of the tables that a statement inserts into, updates or deletes from."""
    found = _WRITE.findall(sql)
    return frozenset(one or other for one, other in found)


def is_unseen(table: str, unseen: Collection[str]) -> bool:
    """Whether a table is one that no public page reads."""
    prefixes = tuple(name for name in unseen if name.endswith("_"))
    return table in unseen or table.startswith(prefixes)
