"""Whole addresses (网址): the same page is called the same under every name that reaches it."""

from django.conf import settings
from django.http import HttpRequest


def absolute(request: HttpRequest, path: str = "") -> str:
    """The whole address of a path of this site; without one, of the page that was asked for.

    At the name in MINGZHENG_ADDRESS, so that canonical links, feeds and codes say the same on both
    faces and under every host; without that setting, at the name that was asked.
    """
    if settings.SITE_ADDRESS:
        return at_site(path or request.get_full_path())
    return request.build_absolute_uri(path or None)


def at_site(path: str) -> str:
    """The whole address of a path where no request tells the name (letters, channels)."""
    return settings.SITE_ADDRESS.rstrip("/") + path
