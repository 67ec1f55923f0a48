"""What is sent (要发的内容), the same for every channel. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass

RELEASE, CHANGE, WITHDRAW = "release", "change", "withdraw"
PREFIXES = {RELEASE: "", CHANGE: "【更正】", WITHDRAW: "【撤回】"}


_SHOWN = re.compile(r'<img src="([^"]*)"(?: alt="([^"]*)")?[^>]*>')  # as prose writes it


@dataclass(frozen=True)
class Picture:
    """A picture that the text shows: `src` as the text names it, `kind` jpeg, png or gif.

    `size` in bytes; `read` opens the file, only where it is sent.
    """

    src: str
    kind: str
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Message:
    """One thing to tell: `key` is the same however often it is tried.

    `url` is absolute. `kind` is release, change or withdraw; `earlier` is what the platform called
    the message that is changed or withdrawn. `to` is an address or a number, for mail and SMS.
    """

    key: str
    kind: str
    title: str
    summary: str
    url: str
    office: str
    at: str
    html: str = ""
    text: str = ""
    to: str = ""
    earlier: str = ""
    unsubscribe: str = ""
    pictures: tuple[Picture, ...] = ()

    @property
    def heading(self) -> str:
        """The title with what kind of message it is, if it is not a plain one."""
        return PREFIXES.get(self.kind, "") + self.title


def shortened(text: str, length: int) -> str:
    """A text of at most `length` characters; a longer one ends in an ellipsis."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: max(0, length - 1)] + "…"


def with_pictures(html: str, show: Callable[[str, str], str]) -> str:
    """A text with each picture as `show` says it: from its `src` and its words (escaped HTML)."""
    return _SHOWN.sub(lambda found: show(found[1], found[2] or ""), html)
