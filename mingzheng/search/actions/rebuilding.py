"""The index made anew (重建索引) while the old one serves, in steps that each take little time."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import opencc
import pypinyin
from django.db import transaction
from django.utils import timezone

from mingzheng.search.actions.documents import Draft
from mingzheng.search.backends import NEW, adopt, drop, engine, entry_of
from mingzheng.search.models import Document, Rebuild

BATCH = 20_000  # documents in one transaction: few enough that no clerk waits long
READING = 4  # raise it when texts are read in another way, or more has become findable
Say = Callable[[str], None]


class Part(NamedTuple):
    """A scope and how to load what it should hold now."""

    scope: str
    load: Callable[[], Iterable[Draft]]


def reading() -> str:
    """How text is read today; an index built in another way must be built anew."""
    return f"{READING} opencc {opencc.__version__} pypinyin {pypinyin.__version__}"


def is_stale() -> bool:
    """True if the index was never built, or built by a version that reads text differently."""
    last = Rebuild.objects.exclude(finished_at=None).order_by("-pk").first()
    return last is None or last.reading != reading()


def build_index(say: Say = lambda words: None) -> int:
    """Index every document anew and let the new index take over; returns how many there were.

    Not inside a transaction. The old index answers until the new one is whole.
    """
    row = _begin()
    last, built = -1, 0
    while some := _next(last):
        last = some[-1]
        built += len(some)
        say(f"已编入 {built:,} 篇")
    engine().finish(NEW)
    with transaction.atomic():
        adopt()
        Rebuild.objects.filter(finished_at=None).exclude(pk=row.pk).delete()
        Rebuild.objects.filter(pk=row.pk).update(
            finished_at=timezone.now(), reading=reading(), documents=built
        )
    return built


@transaction.atomic
def _begin() -> Rebuild:
    drop(NEW)
    engine().create(NEW)
    return Rebuild.objects.create()


@transaction.atomic
def _next(after: int) -> list[int]:
    """Put the next documents into the new index; their places. They are held meanwhile.

    In the order of places: what is asked for together then lies together, and FTS5, which writes
    out all it has gathered whenever a row comes before the last, gathers as much as it may.
    """
    documents = list(
        Document.objects.select_for_update().filter(place__gt=after).order_by("place")[:BATCH]
    )
    # What was changed while we build is there already: whoever changed it wrote it twice.
    there = engine().known([one.place for one in documents], NEW)
    engine().add((entry_of(one) for one in documents if one.place not in there), NEW)
    return [one.place for one in documents]
