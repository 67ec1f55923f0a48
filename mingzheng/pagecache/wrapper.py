"""The outermost wrapper: a finished page from memory, or one thread that makes it."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from threading import BoundedSemaphore, Event, Lock
from typing import Any, NamedTuple

from mingzheng.pagecache import answers
from mingzheng.pagecache.asking import Application, ask, nobody
from mingzheng.pagecache.rules.asking import Key, Terms, key_of
from mingzheng.pagecache.rules.keeping import may_keep
from mingzheng.pagecache.shelf import Kept, Shelf
from mingzheng.pagecache.watch import Stamp, Watch

OLDEST = 600.0  # seconds after which a page is made anew even if nothing is known to have changed
GRACE = 0.3  # seconds after a change was seen in which others still get the page before it
FAILING = 300.0  # seconds for which an old page stands in for one that cannot be made
RETRY = 1.0  # seconds between two attempts at a page that cannot be made
PATIENCE = 2.0  # seconds for which anybody may wait for somebody else's page
LONG = 5.0  # seconds for which a few may
FEW = 3  # of a process's threads; the others go on serving pages
PASSING, PASSES = 60.0, 2000  # seconds, and how many addresses we remember as not to be kept

log = logging.getLogger(__name__)


class _Building:
    """One page being made; `kept` is there when it is done and may be kept."""

    def __init__(self) -> None:
        self.done = Event()
        self.kept: Kept | None = None


class _Asked(NamedTuple):
    """One request on its way: what it is for, what we had, how to answer it."""

    key: Key
    old: Kept | None
    stamp: Stamp
    environ: dict[str, Any]
    start: answers.Start

    @property
    def stand_in(self) -> Kept | None:
        """The page as it was, if it may be shown once more: never what has been taken back."""
        return self.old if self.old and self.may_read(self.old) else None

    def may_read(self, kept: Kept) -> bool:
        """Whether nothing was taken back since this page was made."""
        return bool(kept.stamp.taken_back == self.stamp.taken_back)

    @property
    def is_somebody(self) -> bool:
        """Whether the request says more than the key does."""
        return "HTTP_COOKIE" in self.environ or "HTTP_IF_NONE_MATCH" in self.environ

    def give(self, kept: Kept | None, how: str) -> Iterable[bytes]:
        """Answer with this page."""
        assert kept is not None  # noqa: S101 for the types: whoever calls has looked
        return answers.give(kept, self.environ, self.start, how)


class PageCache:
    """A WSGI application around another.

    `watch` knows what public pages depend on; `limit` bytes are used for answers, per process.
    """

    def __init__(self, application: Application, *, terms: Terms, watch: Watch, limit: int) -> None:
        self.application = application
        self.terms = terms
        self.shelf = Shelf(limit)
        self.watch = watch
        self._lock = Lock()
        self._building: dict[Key, _Building] = {}
        self._passes: OrderedDict[Key, float] = OrderedDict()
        self._places = BoundedSemaphore(FEW)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        key = key_of(environ, self.terms)
        if key is None:
            return self.application(environ, start)
        stamp = self.watch.now()
        kept = self.shelf.get(key)
        now = time.monotonic()
        if kept is not None and kept.stamp is stamp and now - kept.built < OLDEST:
            return answers.give(kept, environ, start, "hit")
        if stamp is None or self._passes.get(key, 0.0) > now:
            return self.application(environ, start)
        asked = _Asked(key, kept, stamp, environ, start)
        if asked.stand_in is not None and now < asked.stand_in.retry_at:
            return asked.give(asked.stand_in, "stale")
        return self._renewed(asked)

    def _renewed(self, asked: _Asked) -> Iterable[bytes]:
        with self._lock:
            building = self._building.get(asked.key)
            if is_mine := building is None:
                building = self._building[asked.key] = _Building()
        if not is_mine:
            return self._theirs(building, asked)
        try:
            found = self.shelf.get(asked.key)  # whoever was before us may have made it just now
            if found is not None and found.stamp is asked.stamp and found is not asked.old:
                building.kept = found
                return asked.give(found, "hit")
            return self._made(building, asked)
        finally:
            with self._lock:
                del self._building[asked.key]
            building.done.set()

    def _made(self, building: _Building, asked: _Asked) -> Iterable[bytes]:
        """Ask Django; keep what may be kept, and let an old page stand in for a failure."""
        try:
            answer = ask(self.application, nobody(asked.environ, asked.key))
        except Exception as error:
            if not self._stands_in(asked, error):
                raise
            return asked.give(asked.old, "stale")
        if answer.code >= 500:
            if not self._stands_in(asked, answer.status):
                return answers.pass_on(answer, asked.environ, asked.start)
            answers.close(answer)
            return asked.give(asked.old, "stale")
        if answer.body is not None and may_keep(answer.code, answer.headers):
            building.kept = answers.kept_of(answer, asked.stamp, asked.old)
            self.shelf.put(asked.key, building.kept)
            return asked.give(building.kept, "miss")
        self.shelf.drop(asked.key)
        self._pass(asked.key)
        if asked.is_somebody:
            answers.close(answer)  # it was made for nobody in particular
            return self.application(asked.environ, asked.start)
        return answers.pass_on(answer, asked.environ, asked.start)

    def _stands_in(self, asked: _Asked, why: object) -> bool:
        """Whether the page as it was may stand in for one that cannot be made now."""
        log.error("%s cannot be made: %s", asked.key.path, why)
        if (old := asked.stand_in) is None:
            return False
        now = time.monotonic()
        old.failing_since = old.failing_since or now
        old.retry_at = now + RETRY
        return now - old.failing_since < FAILING

    def _pass(self, key: Key) -> None:
        with self._lock:
            self._passes[key] = time.monotonic() + PASSING
            self._passes.move_to_end(key)
            while len(self._passes) > PASSES:
                self._passes.popitem(last=False)

    def _theirs(self, building: _Building, asked: _Asked) -> Iterable[bytes]:
        """Somebody else is making the page: what it was a moment ago, or a wait for it."""
        old = asked.stand_in
        if old is not None and (
            old.stamp is asked.stamp or time.monotonic() - asked.stamp.since < GRACE
        ):
            return asked.give(old, "stale")
        if not (building.done.wait(PATIENCE) or self._waited(building)):
            return answers.busy(asked.environ, asked.start)
        if building.kept is not None and asked.may_read(building.kept):
            return asked.give(building.kept, "waited")
        if old is not None and time.monotonic() < old.retry_at:
            return asked.give(old, "stale")
        return self.application(asked.environ, asked.start)

    def _waited(self, building: _Building) -> bool:
        if not self._places.acquire(blocking=False):
            return False
        try:
            return building.done.wait(LONG)
        finally:
            self._places.release()
