"""What a row of the access table is made of: groups of people, arguments of an address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mingzheng.publishing.models import Article
from tests.repo.access_world import PEOPLE, World

STAFF = frozenset(PEOPLE)
EVERYBODY = STAFF | {"anonymous"}
# Whoever may see drafts of the first office.
INSIDE = frozenset({"clerk", "reviewer", "office", "supervisor"})
EDITORS = frozenset({"clerk", "office"})
MAY_KNOW = INSIDE | {"audit"}  # the audit administrator reads every trace
OFFICE = frozenset({"office"})
SYSTEM, SECURITY = frozenset({"system"}), frozenset({"security"})
ADMINISTRATORS = SYSTEM | SECURITY | {"audit"}
POSTED = STAFF - {"nobody"}  # whoever holds some post (岗位)
NOBODY: frozenset[str] = frozenset()


Arguments = Callable[[World], dict[str, Any]]


def nothing(world: World) -> dict[str, Any]:
    """Return no arguments: the address points at nothing in particular."""
    return {}


@dataclass(frozen=True)
class Access:
    """`reads` may GET it, `writes` may POST to it (None: whoever reads; posting is harmless)."""

    reads: frozenset[str]
    writes: frozenset[str] | None = None
    args: Arguments = nothing
    query: str = ""


def file_of(article: Article) -> int:
    """Return the key of the file that the last revision of an article encloses."""
    return int(article.revisions.latest("number").files.get().attachment_id)
