"""Who has something to find (可检索的来源): one line a business; a rebuild asks each of them."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction

from mingzheng.accounts.actions import findable as offices
from mingzheng.catalogue.actions import findable as catalogue
from mingzheng.decisions.actions import findable as decisions
from mingzheng.laws.actions import findable as laws
from mingzheng.powers.actions import findable as powers
from mingzheng.publicity.actions import findable as publicity
from mingzheng.publishing.actions import findable as articles
from mingzheng.search import actions
from mingzheng.search.actions.rebuilding import Part, Say
from mingzheng.search.backends import engine
from mingzheng.search.models import Document
from mingzheng.topics.actions import findable as topics


def office_parts() -> Iterator[Part]:
    """All offices are one part."""
    yield Part(offices.SCOPE, offices.documents)


def law_parts() -> Iterator[Part]:
    """The register of laws is one part."""
    yield Part(laws.SCOPE, laws.documents)


def publicity_parts() -> Iterator[Part]:
    """All permits and penalties that are shown are one part."""
    yield Part(publicity.SCOPE, publicity.documents)


def topic_parts() -> Iterator[Part]:
    """All topics are one part."""
    yield Part(topics.SCOPE, topics.documents)


SOURCES: tuple[Callable[[], Iterator[Part]], ...] = (
    office_parts,
    law_parts,
    catalogue.parts,
    powers.parts,
    articles.parts,
    publicity_parts,
    decisions.parts,
    topic_parts,
)


@dataclass
class Rebuilt:
    """What a rebuild did."""

    documents: int = 0
    written: int = 0
    withdrawn: int = 0
    seconds: float = 0.0


def rebuild(say: Say = lambda words: None) -> Rebuilt:
    """Build a new index beside the old one, change over, then ask every business what is public.

    Not inside a transaction. The old index answers until the new one is whole.
    """
    begun = time.monotonic()
    actions.build_index(say)
    done = Rebuilt()
    known = set()
    for part in (part for source in SOURCES for part in source()):
        known.add(part.scope)
        _ask(part, done)
        say(f"已核对 {part.scope}")
    scopes = Document.objects.order_by().values_list("scope", flat=True).distinct()
    for scope in set(scopes) - known:
        done.withdrawn += actions.replace(scope, [])[1]
    done.documents = Document.objects.count()
    done.seconds = round(time.monotonic() - begun, 2)
    return done


@transaction.atomic
def _ask(part: Part, done: Rebuilt) -> None:
    # Held before it is read: otherwise a deed that comes between would be undone by us.
    engine().hold(part.scope)
    written, gone = actions.replace(part.scope, part.load())
    done.written += written
    done.withdrawn += gone
