"""The questions of check lists: the words that hold, what is known of the sites a page links to."""

from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from mingzheng.checklists.models import AllowedHost, LinkState, Word, WordList
from mingzheng.checklists.states import LinkStanding
from mingzheng.proofing.rules.links import Hosts, links_of
from mingzheng.proofing.rules.words import Entry, Words

Rows = tuple[tuple[str, str, str, str, str], ...]


def words() -> Words:
    """Every reviewed word of every list that is switched on, compiled. One query.

    Compiled again only when a row differs, so checking many articles costs one compilation.
    """
    rows = Word.objects.filter(is_reviewed=True, word_list__is_active=True).order_by("pk")
    return _compiled(tuple(rows.values_list("wrong", "right", "kind", "contexts", "source")))


@lru_cache(maxsize=2)
def _compiled(rows: Rows) -> Words:
    return Words(
        Entry(wrong, right, kind, tuple(filter(None, contexts.split("；"))), source)
        for wrong, right, kind, contexts, source in rows
    )


def hosts_for(html: str = "", own: Iterable[str] = (), addresses: Iterable[str] = ()) -> Hosts:
    """What is known of the sites that a page links to. At most two queries.

    Takes the page, whose links' last answers are looked up, hosts of ours besides those this
    server answers to, and addresses beside the page.
    """
    ours = {host.strip("[]. ").lower() for host in (*settings.ALLOWED_HOSTS, *own)} - {"*", ""}
    asked = {*addresses, *(link.href for link in (links_of(html) if html else ()))}
    broken: dict[str, str] = {}
    if asked:
        states = LinkState.objects.filter(standing=LinkStanding.BROKEN, url__in=asked)
        broken = dict(states.values_list("url", "said"))
    allowed = frozenset(AllowedHost.objects.values_list("host", flat=True))
    return Hosts(frozenset(ours), allowed, broken)


def lists() -> QuerySet[WordList]:
    """The lists with how many words each has (`total`) and how many are not reviewed (`left`)."""
    unreviewed = Count("words", filter=Q(words__is_reviewed=False))
    return WordList.objects.annotate(total=Count("words"), left=unreviewed)
