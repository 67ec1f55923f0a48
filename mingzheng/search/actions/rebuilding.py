"""The index made anew (重建索引) while the old one serves, in steps that each take little time."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import opencc
import pypinyin
from django.db import transaction
from django.utils import timezone

from mingzheng.search.actions.documents import Draft, replace
from mingzheng.search.backends import NEW, engine, entry_of
from mingzheng.search.models import Document, Rebuild

BATCH = 20_000  # documents in one transaction: few enough that no clerk waits long
READING = 1  # raise it when rules.text or rules.sounds read a text in another way
Say = Callable[[str], None]


class Part(NamedTuple):
    """A scope and how to load what it should hold now."""

    scope: str
    load: Callable[[], Iterable[Draft]]


Source = Callable[[], Iterable[Part]]


@dataclass
class Rebuilt:
    """What a rebuild did."""

    documents: int = 0
    written: int = 0
    withdrawn: int = 0
    seconds: float = 0.0


def reading() -> str:
    """How text is read today; an index built in another way must be built anew."""
    return f"{READING} opencc {opencc.__version__} pypinyin {pypinyin.__version__}"


def is_stale() -> bool:
    """True if the index was never built, or built by a version that reads text differently."""
    last = Rebuild.objects.exclude(finished_at=None).order_by("-pk").first()
    return last is None or last.reading != reading()


def rebuild(sources: Sequence[Source], say: Say = lambda words: None) -> Rebuilt:
    """Build a new index beside the old one, change over, then ask every business what is public.

    Not inside a transaction. The old index answers until the new one is whole.
    """
    begun = time.monotonic()
    build_index(say)
    done = Rebuilt()
    known = set()
    for part in (part for source in sources for part in source()):
        known.add(part.scope)
        _ask(part, done)
        say(f"已核对 {part.scope}")
    scopes = Document.objects.order_by().values_list("scope", flat=True).distinct()
    for scope in set(scopes) - known:
        done.withdrawn += replace(scope, [])[1]
    done.documents = Document.objects.count()
    done.seconds = round(time.monotonic() - begun, 2)
    return done


def build_index(say: Say = lambda words: None) -> int:
    """Index every document anew and let the new index take over; returns how many there were."""
    row = _begin()
    last = built = 0
    while some := _next(last):
        last = some[-1]
        built += len(some)
        say(f"已编入 {built:,} 篇")
    engine().finish(NEW)
    with transaction.atomic():
        engine().adopt()
        Rebuild.objects.filter(finished_at=None).exclude(pk=row.pk).delete()
        Rebuild.objects.filter(pk=row.pk).update(
            finished_at=timezone.now(), reading=reading(), documents=built
        )
    return built


@transaction.atomic
def _begin() -> Rebuild:
    engine().drop(NEW)
    engine().create(NEW, is_indexed=False)
    return Rebuild.objects.create()


@transaction.atomic
def _next(after: int) -> list[int]:
    """Put the next documents into the new index; their keys. They are held meanwhile."""
    documents = list(
        Document.objects.select_for_update().filter(pk__gt=after).order_by("pk")[:BATCH]
    )
    # What was changed while we build is there already: whoever changed it wrote it twice.
    there = engine().known([one.place for one in documents], NEW)
    engine().add((entry_of(one) for one in documents if one.place not in there), NEW)
    return [one.pk for one in documents]


@transaction.atomic
def _ask(part: Part, done: Rebuilt) -> None:
    # Held before it is read: otherwise a deed that comes between would be undone by us.
    engine().hold(part.scope)
    written, gone = replace(part.scope, part.load())
    done.written += written
    done.withdrawn += gone
