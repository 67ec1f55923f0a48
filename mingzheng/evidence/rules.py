"""How a day is sealed and a receipt proved: a Merkle tree over the day's event hashes. Pure."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mingzheng.core.chain import ALGORITHM, digest

MOST_STEPS = 64  # of a path: more events in a day than anybody can write
# Facts of the machine's events that stand on public pages anyway.
PUBLIC_FACTS = {
    "approval_number": "批复文号",
    "approved_on": "批复日期",
    "content_hash": "内容指纹",
    "effective_on": "施行日期",
    "superseded_on": "被替代日期",
}
UNREADABLE = "这不是留痕凭证，或者复制得不完整。请把整个 JSON 文件选上来，或者从头到尾粘贴。"
_HASH = re.compile(r"[0-9a-f]{64}")


def tree(links: Iterable[str]) -> list[list[str]]:
    """The Merkle tree over event hashes in rising order: leaves first, the root last."""
    level = [digest(f"leaf{link}".encode()) for link in sorted(links)] or [digest(b"")]
    levels = [level]
    while len(level) > 1:
        pairs = ("".join(level[i : i + 2]) for i in range(0, len(level), 2))
        level = [digest(f"node{pair}".encode()) for pair in pairs]
        levels.append(level)
    return levels


def path(levels: list[list[str]], link: str) -> list[dict[str, str]]:
    """The hashes beside the way from one event up to the root. ValueError if it is not there."""
    index = levels[0].index(digest(f"leaf{link}".encode()))
    steps = []
    for level in levels[:-1]:
        beside = level[index ^ 1] if index ^ 1 < len(level) else ""
        steps.append({"side": "left" if index & 1 else "right", "hash": beside})
        index //= 2
    return steps


def receipt_holds(receipt: dict[str, Any], root: str) -> bool:
    """True if a receipt's event is among those under the published root of its day."""
    content = f"{receipt['previous_hash']}{receipt['content']}".encode()
    link = digest(content, receipt["algorithm"])
    node = digest(f"leaf{link}".encode())
    for step in receipt["path"]:
        pair = step["hash"] + node if step["side"] == "left" else node + step["hash"]
        node = digest(f"node{pair}".encode())
    return link == receipt["hash"] and node == root


def is_publishable(event: Mapping[str, Any]) -> bool:
    """True if the content of an event, by name, may be shown to anyone: it names no person.

    That is the machine's own deed, without a note, with no facts but those public anyway. What
    people decided inside an office stays there (《政府信息公开条例》第十六条); so do their names.
    """
    return (
        event["actor_id"] == "system"
        and not event["organisation"]
        and not event["note"]
        and PUBLIC_FACTS.keys() >= event["facts"].keys()
    )


def read_receipt(text: str) -> dict[str, Any]:
    """A receipt out of the text of its file; ValueError with a Chinese sentence if it is none."""
    try:
        receipt = json.loads(text)
        whole = isinstance(json.loads(receipt["content"]), dict) and _is_receipt(receipt)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        whole = False
    if not whole:
        raise ValueError(UNREADABLE)
    return dict(receipt)


def _is_receipt(receipt: Any) -> bool:
    """Every part has the form that `evidence.queries.receipt` gives it."""
    date.fromisoformat(receipt["day"])
    receipt["content"].encode()
    path = receipt["path"]
    maybe_empty = [receipt["previous_hash"], receipt["root"], *(step["hash"] for step in path)]
    return (
        receipt["algorithm"] == ALGORITHM
        and len(path) <= MOST_STEPS
        and all(step["side"] in ("left", "right") for step in path)
        and all(one == "" or _HASH.fullmatch(one) for one in maybe_empty)
        and _HASH.fullmatch(receipt["hash"]) is not None
    )
