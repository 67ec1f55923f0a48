"""The WSGI entry point that granian serves: Django, and outside it the page cache."""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingzheng.config.settings")


def _ready() -> Any:
    """Django within the page cache; the rooms can only be imported once Django is set up."""
    django = get_wsgi_application()

    from django.conf import settings

    from mingzheng.config.kept import terms, watch
    from mingzheng.pagecache.wrapper import PageCache

    limit = settings.PAGE_CACHE_BYTES
    return PageCache(django, terms=terms(), watch=watch(), limit=limit) if limit else django


application = _ready()
