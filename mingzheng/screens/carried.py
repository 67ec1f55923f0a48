"""What a public page carries beside its words: its facts for programs (JSON-LD) and its QR code."""

import io
import json
from collections.abc import Mapping
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from mingzheng.core.addresses import absolute
from mingzheng.screens.rules.linked import Trail, breadcrumbs

DAY = 24 * 60 * 60  # seconds a QR code may be kept: it is the same for ever
EMPTY: tuple[Any, ...] = ("", None, [], {})
# What may end a script element early, as JSON writes it instead.
UNSAFE = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def linked_data(facts: Mapping[str, Any]) -> SafeString:
    """Facts of schema.org as JSON-LD, safe inside a script element; empty ones are left out."""
    whole = {"@context": "https://schema.org", **_filled(facts)}
    return SafeString(json.dumps(whole, ensure_ascii=False).translate(UNSAFE))


def _filled(fact: Any) -> Any:
    """A fact without what is empty in it, all the way down."""
    if isinstance(fact, Mapping):
        known = {name: _filled(value) for name, value in fact.items()}
        return {name: value for name, value in known.items() if value not in EMPTY}
    if isinstance(fact, list):
        return [said for one in fact if (said := _filled(one)) not in EMPTY]
    return fact


def page_facts(request: HttpRequest, trail: Trail, *things: Mapping[str, Any]) -> SafeString:
    """What a page is about and where it stands, as one graph; empty facts are left out."""
    where = [breadcrumbs(trail, root_of(request))] if trail else []
    return linked_data({"@graph": [*things, *where]})


def root_of(request: HttpRequest) -> str:
    """What comes before a path to make it an address: https://example.com, no slash."""
    return absolute(request, "/")[:-1]


def qr_code(address: str) -> HttpResponse:
    """An absolute address as a QR code (SVG), to be printed on doors and notice boards."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=4, border=4, dark="#0d2137")
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")
