"""What the page cache has to know of this site: what is never kept, what pages depend on."""

from collections.abc import Hashable

from django.conf import settings
from django.utils import timezone

from mingzheng.pagecache import changes
from mingzheng.pagecache.rules.asking import Terms
from mingzheng.pagecache.watch import Watch
from mingzheng.portal.context import SKINS

# Staff's pages, what is asked for its freshness, and the search page, where every asking counts.
PRIVATE = (
    *("/desk/", "/sign-in/", "/healthz", "/skin/", "/static/", "/search/"),
    *("/subscriptions/", "/errors/"),  # a resident's own pages: the address is the key
)


def terms() -> Terms:
    """The addresses that are never kept, the skins, the cookies of those who have signed in."""
    personal = (settings.SESSION_COOKIE_NAME, "messages")
    return Terms(PRIVATE, SKINS, personal)


def state() -> tuple[Hashable, Hashable]:
    """What every public page depends on, and what was last taken back.

    What was written, and which day it is here.
    """
    generation = changes.generation()
    return (generation, timezone.localdate()), generation.taken_back


def watch() -> Watch:
    """Knows the state of the site, and of withdrawals the moment they are done."""
    return Watch(state, changes.marked)
