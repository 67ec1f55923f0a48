"""A text examined with all that the lists know (送检)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from mingzheng.checklists import queries
from mingzheng.proofing.rules.examining import examine
from mingzheng.proofing.rules.finding import Finding
from mingzheng.proofing.rules.links import Hosts
from mingzheng.proofing.rules.records import Attached, Record
from mingzheng.proofing.rules.words import Words
from mingzheng.prose.models import StoredContent
from mingzheng.prose.rules.reading import pieces

Known = tuple[frozenset[str], frozenset[str], tuple[tuple[str, str], ...]]


class File(NamedTuple):
    """An enclosed file as the checks remember it: its bytes, its place, whether it was read."""

    hash: str
    place: str
    is_read: bool


def examined(record: Record, files: Iterable[File]) -> Sequence[Finding]:
    """What the checks say of a record and its files, in reading order. Four queries."""
    hosts = queries.hosts_for(record.html, addresses=[one.text for one in record.addresses])
    known = (hosts.own, hosts.allowed, tuple(sorted(hosts.broken.items())))
    return _examined(record, tuple(files), queries.words(), known)


@lru_cache(maxsize=32)
def _examined(
    record: Record, files: tuple[File, ...], words: Words, known: Known
) -> tuple[Finding, ...]:
    """The same text is saved, shown, sent and reviewed: it is read once while nothing differs."""
    own, allowed, broken = known
    kept = StoredContent.objects.in_bulk([one.hash for one in files], field_name="content_hash")
    attached = []
    for one in files:
        inside = kept[one.hash].extracted
        placed = inside.placed_in(one.place).pieces
        attached.append(Attached(one.place, placed, inside.notes, inside.is_scanned))
    hosts = Hosts(own, allowed, dict(broken))
    return tuple(examine(record, pieces(record.html), attached, words, hosts))
