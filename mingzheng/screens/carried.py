"""What a public page carries beside its words: its facts for programs (JSON-LD) and its QR code."""

import io
import json
from collections.abc import Mapping
from typing import Any

import segno
from django.http import HttpResponse
from django.utils.safestring import SafeString

DAY = 24 * 60 * 60  # seconds a QR code may be kept: it is the same for ever
# What may end a script element early, as JSON writes it instead.
UNSAFE = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def linked_data(facts: Mapping[str, Any]) -> SafeString:
    """Facts of schema.org as JSON-LD, safe inside a script element; empty ones are left out."""
    said = {name: value for name, value in facts.items() if value not in ("", None, [], {})}
    whole = {"@context": "https://schema.org", **said}
    return SafeString(json.dumps(whole, ensure_ascii=False).translate(UNSAFE))


def qr_code(address: str) -> HttpResponse:
    """An absolute address as a QR code (SVG), to be printed on doors and notice boards."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=4, border=4, dark="#0d2137")
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")
