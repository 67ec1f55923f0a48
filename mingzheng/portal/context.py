"""What every page of the site knows: settings, skin, channels, today's date."""

from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from mingzheng.core.addresses import absolute

from . import navigation, queries

# Cookie → its values, the usual one first.
SKINS = {
    "skin": ("normal", "elder"),
    "contrast": ("normal", "high"),
    "script": ("hans", "hant"),
    "size": ("normal", "large", "larger"),
}
LARGER = {"normal": "字大一号", "large": "再大一号", "larger": "字号复原"}
WEEKDAYS = "一二三四五六日"


class Site:
    """The frame's view of one request; everything is worked out once, and only when shown."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @classmethod
    def of(cls, request: HttpRequest) -> "Site":
        """The one of this request, the same whoever asks."""
        return request.__dict__.setdefault("site", cls(request))

    @cached_property
    def settings(self):
        """The one row of site settings."""
        return queries.site_settings()

    @property
    def canonical(self) -> str:
        """The address of this page without its query, for rel=canonical.

        Without the host on the page that refuses an unknown host, which must not fail over it.
        """
        try:
            return absolute(self.request, self.request.path)
        except DisallowedHost:
            return self.request.path

    @property
    def skin(self) -> str:
        """normal, or elder (长者模式)."""
        return chosen(self.request, "skin")

    @property
    def contrast(self) -> str:
        """normal, or high (高对比)."""
        return chosen(self.request, "contrast")

    @property
    def script(self) -> str:
        """hans, or hant (繁體)."""
        return chosen(self.request, "script")

    @property
    def size(self) -> str:
        """normal, large or larger (字号)."""
        return chosen(self.request, "size")

    @property
    def size_label(self) -> str:
        """What the next size is called."""
        return LARGER[self.size]

    @property
    def script_url(self) -> str:
        """The address that turns traditional characters on, or off again."""
        return self._switch("script", "hant")

    @property
    def size_url(self) -> str:
        """The address that makes letters one size larger, and after the largest usual again."""
        sizes = SKINS["size"]
        return self._address("size", sizes[(sizes.index(self.size) + 1) % len(sizes)])

    @property
    def skin_url(self) -> str:
        """The address that turns the elder skin on, or off again."""
        return self._switch("skin", "elder")

    @property
    def contrast_url(self) -> str:
        """The address that turns high contrast on, or off again."""
        return self._switch("contrast", "high")

    @property
    def sign_in_url(self) -> str:
        """Where staff sign in; empty where nobody does: at the public face, at the public name."""
        return "" if self._is_public else resolve_url(settings.LOGIN_URL)

    @property
    def _is_public(self) -> bool:
        """Whether nobody signs in here: the office also answers what residents write outside."""
        if settings.FACE != "office":
            return bool(settings.FACE == "public")
        return self.request.get_host() == urlsplit(settings.SITE_ADDRESS).netloc

    @property
    def search_url(self) -> str:
        """Where the search box leads."""
        return reverse(navigation.SEARCH)

    @cached_property
    def channels(self) -> list[dict[str, Any]]:
        """The main navigation, with the current channel marked and what stands below it."""
        match = self.request.resolver_match
        # A page that is a channel itself marks that one, not the wider one it is also in.
        is_channel = any(one.url == self.request.path for one in navigation.CHANNELS)
        room = match.namespace if match and not is_channel else ""
        return [
            {
                "label": channel.label,
                "url": channel.url,
                "current": navigation.is_current(channel, self.request.path, room),
                "below": channel.below,
            }
            for channel in navigation.CHANNELS
        ]

    @property
    def below(self) -> list[dict[str, Any]]:
        """What stands under the current channel, the page itself marked; empty for most."""
        path = self.request.path
        return [
            {"label": link.label, "url": link.url, "is_here": link.url == path}
            for channel in self.channels
            if channel["current"] or any(link.url == path for link in channel["below"])
            for link in channel["below"]
        ]

    @property
    def footer(self) -> tuple[navigation.Group, ...]:
        """The link groups of the footer."""
        return navigation.FOOTER

    @property
    def today(self) -> str:
        """Today as people here write it: 2026年11月22日 星期日."""
        day = timezone.localdate()
        return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"

    def _switch(self, kind: str, value: str) -> str:
        usual = SKINS[kind][0]
        return self._address(kind, usual if chosen(self.request, kind) == value else value)

    def _address(self, kind: str, value: str) -> str:
        query = urlencode({kind: value, "next": self.request.get_full_path()})
        return f"{reverse('portal:skin')}?{query}"


def chosen(request: HttpRequest, kind: str) -> str:
    """What the visitor's cookie asks for; anything unknown is the usual."""
    value = request.COOKIES.get(kind, "")
    return value if value in SKINS[kind] else SKINS[kind][0]


def site(request: HttpRequest) -> dict[str, object]:
    """The context processor. Nothing is read before a page shows it; then once a request.

    Also `request.site`, for pages whose own context has another `site` (the sign-in pages).
    """
    return {"site": Site.of(request)}
