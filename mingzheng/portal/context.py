"""What every page of the site knows: settings, skin, channels, today's date."""

from functools import cached_property

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from . import navigation, queries

SKINS = {"skin": ("normal", "elder"), "contrast": ("normal", "high")}
WEEKDAYS = "一二三四五六日"


class Site:
    """The frame's view of one request; everything is worked out once, and only when shown."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

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
            return self.request.build_absolute_uri(self.request.path)
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
    def skin_url(self) -> str:
        """The address that turns the elder skin on, or off again."""
        return self._switch("skin", "elder")

    @property
    def contrast_url(self) -> str:
        """The address that turns high contrast on, or off again."""
        return self._switch("contrast", "high")

    @property
    def sign_in_url(self) -> str:
        """Where staff sign in."""
        return resolve_url(settings.LOGIN_URL)

    @property
    def search_url(self) -> str:
        """Where the search box leads."""
        return reverse(navigation.SEARCH)

    @property
    def channels(self) -> list[dict[str, str]]:
        """The main navigation, with the current channel marked."""
        match = self.request.resolver_match
        room = match.namespace if match else ""
        return [
            {
                "label": channel.label,
                "url": channel.url,
                "current": navigation.is_current(channel, self.request.path, room),
            }
            for channel in navigation.CHANNELS
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
        other = "normal" if chosen(self.request, kind) == value else value
        query = urlencode({kind: other, "next": self.request.get_full_path()})
        return f"{reverse('portal:skin')}?{query}"


def chosen(request: HttpRequest, kind: str) -> str:
    """The skin or contrast that the visitor's cookie asks for; anything unknown is normal."""
    value = request.COOKIES.get(kind, "normal")
    return value if value in SKINS[kind] else "normal"


def site(request: HttpRequest) -> dict[str, object]:
    """The context processor. Nothing is read before a page shows it; then once a request.

    Also `request.site`, for pages whose own context has another `site` (the sign-in pages).
    """
    return {"site": request.__dict__.setdefault("site", Site(request))}
