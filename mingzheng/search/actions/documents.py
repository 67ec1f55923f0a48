"""Documents put in and taken back, in the caller's transaction: the index is never behind.

A deed that cannot write the index fails as a whole: rather nothing changes than that something
withdrawn can still be found.
"""

import dataclasses
import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, transaction

from mingzheng.core.access import Blocked
from mingzheng.core.chain import digest
from mingzheng.search.backends import NEW, engine, entry_of
from mingzheng.search.backends.entries import FACETS, place_of
from mingzheng.search.models import Document, Label, Rebuild

AT_ONCE = 500
STUCK = "搜索索引写不进去，所以这一步没有办，什么都没有改。请系统管理员运行 search_rebuild 后再办。"


class Value(NamedTuple):
    """A value of a facet and what people call it."""

    value: str = ""
    label: str = ""


NONE = Value()


@dataclass(frozen=True)
class Draft:
    """One public thing as a business hands it in; text is plain, never HTML.

    `card` is what to show straight away when the title is what was asked: {"tag", "note",
    "links": [[label, url], …]}. `labels` are the short facts under the title.
    """

    kind: Value
    key: str
    title: str
    url: str
    scope: str
    text: str = ""
    organisation: Value = NONE
    field: Value = NONE
    date: datetime.date | None = None
    number: str = ""
    labels: Sequence[str] = ()
    card: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def place_in_index(self) -> tuple[str, str]:
        """Kind and key: one document each."""
        return self.kind.value, self.key

    def digest(self) -> str:
        """What changes when anything that is indexed or shown changes."""
        said = json.dumps(asdict(self), cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
        return digest(said.encode())[:32]


@contextmanager
def _in_step() -> Iterator[None]:
    """All or nothing, and a sentence instead of a database's error."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        raise Blocked(STUCK) from error


def put(drafts: Iterable[Draft], *, is_indexed: bool = True) -> int:
    """Make documents findable, or change them; returns how many were new or different.

    Call it inside the transaction that makes the thing public. `is_indexed` False only when
    `build_index` follows, for very many at once. Raises Blocked.
    """
    drafts = iter(drafts)
    written = 0
    with _in_step():
        is_twofold = _is_twofold()
        while some := {one.place_in_index: one for one in islice(drafts, AT_ONCE)}:
            written += _put(some, is_twofold, is_indexed)
    return written


def _is_twofold() -> bool:
    return Rebuild.objects.filter(finished_at=None).exists()


def _put(drafts: dict[tuple[str, str], Draft], is_twofold: bool, is_indexed: bool) -> int:
    keys = [key for _, key in drafts]
    old = {
        (kind, key): (pk, place, mark)
        for kind, key, pk, place, mark in Document.objects.select_for_update()
        .filter(key__in=keys, kind__in={kind for kind, _ in drafts})
        .values_list("kind", "key", "pk", "place", "digest")
        if (kind, key) in drafts
    }
    digests = {at: one.digest() for at, one in drafts.items()}
    different = [at for at in drafts if at not in old or old[at][2] != digests[at]]
    if not different:
        return 0
    _name(drafts[at] for at in different)
    fresh = iter(engine().reserve(sum(at not in old for at in different)))
    changed = [old[at] for at in different if at in old]
    _forget([pk for pk, _, _ in changed], [place for _, place, _ in changed], is_twofold)
    documents = [
        _document(drafts[at], old[at][0] if at in old else next(fresh), digests[at])
        for at in different
    ]
    Document.objects.bulk_create(documents, batch_size=100)
    if is_indexed:
        entries = [entry_of(one) for one in documents]
        engine().add(entries)
        if is_twofold:
            engine().add(entries, NEW)
    return len(documents)


def _document(draft: Draft, pk: int, mark: str) -> Document:
    return Document(
        pk=pk,
        place=place_of(draft.date, pk),
        digest=mark,
        kind=draft.kind.value,
        key=draft.key,
        scope=draft.scope,
        organisation=draft.organisation.value,
        field=draft.field.value,
        date=draft.date,
        title=draft.title,
        number=draft.number,
        url=draft.url,
        labels=list(draft.labels),
        card=draft.card,
        text=draft.text,
    )


def _name(drafts: Iterable[Draft]) -> None:
    # In one order, so that two deeds at once cannot wait for each other.
    named = sorted(
        {(name, *getattr(one, name)) for one in drafts for name in FACETS if getattr(one, name)[0]}
    )
    labels = {(name, value): text for name, value, text in named}
    Label.objects.bulk_create(
        [Label(facet=name, value=value, label=text) for (name, value), text in labels.items()],
        update_conflicts=True,
        unique_fields=["facet", "value"],
        update_fields=["label"],
    )


def _forget(keys: Sequence[int], places: Sequence[int], is_twofold: bool) -> None:
    if not keys:
        return
    Document.objects.filter(pk__in=keys).delete()
    engine().remove(places)
    if is_twofold:
        engine().remove(places, NEW)


def withdraw(kind: str, keys: Iterable[str]) -> int:
    """Take documents back: from the end of this transaction nobody finds them. How many."""
    keys = iter(keys)
    gone = 0
    with _in_step():
        while some := list(islice(keys, AT_ONCE)):
            gone += _take_back(Document.objects.filter(kind=kind, key__in=some))
    return gone


def _take_back(documents: Any) -> int:
    rows = list(documents.select_for_update().values_list("pk", "place"))
    _forget([pk for pk, _ in rows], [place for _, place in rows], _is_twofold())
    return len(rows)


def replace(scope: str, drafts: Iterable[Draft]) -> tuple[int, int]:
    """Let a scope hold exactly these documents; returns how many were written and taken back.

    What is the same stays untouched. Two who replace one scope at once come one after the other.
    """
    kept: set[tuple[str, str]] = set()

    def noted() -> Iterator[Draft]:
        for one in drafts:
            kept.add(one.place_in_index)
            yield one

    with _in_step():
        engine().hold(scope)
        written = put(noted())
        there = Document.objects.filter(scope=scope).values_list("kind", "key", "pk")
        gone = [pk for kind, key, pk in there if (kind, key) not in kept]
        taken = sum(
            _take_back(Document.objects.filter(pk__in=gone[at : at + AT_ONCE]))
            for at in range(0, len(gone), AT_ONCE)
        )
    return written, taken


def label(facet: str, value: str, text: str, *, is_shown: bool = True) -> None:
    """Say what a value of a facet is called, and whether documents that have it may be seen."""
    with _in_step():
        Label.objects.update_or_create(
            facet=facet, value=value, defaults={"label": text, "is_shown": is_shown}
        )
