"""The state of the site: generation and day, asked of the database thrice a second at most."""

import logging
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

POLL = 0.3  # seconds between two looks; nobody goes on with a look older than two of them
ALERT = 2.0  # seconds after the mark of a withdrawal was seen in which every request looks
BLIND = 300.0  # seconds without an answer after which nothing kept is trusted any more

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Stamp:
    """One state of the site. Two answers with the same stamp were made of the same public rows."""

    value: Hashable
    since: float  # monotonic seconds at which it was first seen
    taken_back: Hashable = None  # what was last taken back: no page from before may stand in


class Watch:
    """Knows the present stamp.

    `read` says what it is made of and what was last taken back, and may raise; `mark` gives a
    number that is another one when something may just have been taken back.
    """

    def __init__(
        self, read: Callable[[], tuple[Hashable, Hashable]], mark: Callable[[], int]
    ) -> None:
        self._read = read
        self._mark = mark
        self._marked, self._alert_until = 0, 0.0
        self._looked = -1.0
        self._lock = Lock()
        self._due = 0.0
        self._heard = time.monotonic()
        self._stamp: Stamp | None = None

    def now(self) -> Stamp | None:
        """The present stamp; None while the database has not answered for too long.

        One thread looks. Another waits for it only if the last look is almost a second old, or
        if something may just have been taken back.
        """
        moment = time.monotonic()
        is_alert = self._is_alert(moment)
        if moment < self._due and not is_alert:
            return self._stamp
        is_late = is_alert or moment > self._due + POLL or self._stamp is None
        patience = 2.0 if is_late else 0.0
        if not (self._lock.acquire(timeout=patience) if patience else self._lock.acquire(False)):
            return self._stamp
        try:
            # On the alert only a look counts that began after we were asked.
            if time.monotonic() >= self._due or (is_alert and self._looked < moment):
                self._look()
        finally:
            self._lock.release()
        return self._stamp

    def _is_alert(self, moment: float) -> bool:
        """Whether a withdrawal may be about to be committed, or was just now."""
        found = self._mark()
        if found != self._marked:
            self._marked, self._alert_until = found, moment + ALERT
        return moment < self._alert_until

    def _look(self) -> None:
        moment = time.monotonic()  # before the look: what is read may be older than its end
        self._looked = moment
        try:
            value, taken_back = self._read()
        except Exception as error:  # whatever the database says, the pages kept still stand
            if self._stamp and moment - self._heard > BLIND:
                log.error("The page cache trusts nothing any more: %s", error)
                self._stamp = None
        else:
            self._heard = moment
            if self._stamp is None or self._stamp.value != value:
                self._stamp = Stamp(value, moment, taken_back)
        self._due = moment + POLL
