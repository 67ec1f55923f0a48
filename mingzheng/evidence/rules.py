"""How a day is sealed and a receipt proved: a Merkle tree over the day's event hashes. Pure."""

from collections.abc import Iterable
from typing import Any

from mingzheng.core.chain import digest


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
