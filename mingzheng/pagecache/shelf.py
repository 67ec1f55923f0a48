"""The shelf: answers by key, at most so many bytes, what is asked for again stays longest."""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from mingzheng.pagecache.rules.asking import Key
from mingzheng.pagecache.rules.keeping import Header

OVERHEAD = 2048  # bytes that an answer takes beside its body: headers, key, the objects


@dataclass
class Kept:
    """One finished answer. `stamp` is the state of the site before it was made."""

    status: str
    headers: list[Header]
    plain: bytes
    zipped: bytes | None
    etag: str
    stamp: Any
    built: float  # monotonic seconds
    modified: float  # seconds since 1970 at which the body was first seen
    failing_since: float = 0.0
    retry_at: float = 0.0
    is_settled: bool = False
    answers: dict[tuple[bool, str], tuple[list[Header], bytes]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes in memory, about."""
        return len(self.plain) + len(self.zipped or b"") + OVERHEAD


class Shelf:
    """Two rows: `fresh` holds what was asked for once, `loved` what was asked for again.

    Somebody who asks for a million addresses once each pushes out only what nobody came back for.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._loved_size = 0
        self._lock = Lock()
        self._fresh: OrderedDict[Key, Kept] = OrderedDict()
        self._loved: OrderedDict[Key, Kept] = OrderedDict()

    def __len__(self) -> int:
        return len(self._fresh) + len(self._loved)

    def get(self, key: Key) -> Kept | None:
        """The answer, fresh or stale; None if there is none."""
        with self._lock:
            if kept := self._loved.get(key):
                self._loved.move_to_end(key)
                return kept
            if kept := self._fresh.pop(key, None):
                self._loved[key] = kept
                self._loved_size += kept.size
                self._calm()
            return kept

    def put(self, key: Key, kept: Kept) -> None:
        """Keep an answer in the place of the former; what has waited longest goes for it."""
        with self._lock:
            if old := self._loved.get(key):
                self._loved[key] = kept
                self._loved_size += kept.size - old.size
            else:
                old = self._fresh.pop(key, None)
                self._fresh[key] = kept
            self.size += kept.size - (old.size if old else 0)
            self._calm()
            while self.size > self.limit:  # so there is something fresh: a quarter, at least
                _, gone = self._fresh.popitem(last=False)
                self.size -= gone.size

    def drop(self, key: Key) -> None:
        """Forget an answer."""
        with self._lock:
            for row in (self._fresh, self._loved):
                if gone := row.pop(key, None):
                    self.size -= gone.size
                    self._loved_size -= gone.size if row is self._loved else 0

    def _calm(self) -> None:
        """Three quarters at most are for what is loved; the rest of it has to be asked for anew."""
        while self._loved_size > self.limit * 3 // 4:
            key, kept = self._loved.popitem(last=False)
            self._loved_size -= kept.size
            self._fresh[key] = kept
