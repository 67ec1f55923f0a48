"""Which answers may be kept and shown to the next visitor."""

from collections.abc import Iterable

Header = tuple[str, str]

KEPT = frozenset({200, 301, 404})
LARGEST = 1024 * 1024  # bytes of a body; files larger than that have a store of their own
SMALLEST = 256  # bytes; below that gzip gains nothing
# One answer's own: its length we know better, its number belongs to the request that made it.
OWN = frozenset({"x-request-id", "content-length", "etag", "last-modified", "vary"})
_ENDINGS = ("json", "xml", "javascript")


def may_keep(status: int, headers: Iterable[Header]) -> bool:
    """True for an answer that was made for nobody in particular and does not say otherwise.

    A cookie that is set, a Vary by cookie (a session or a form's token was read), and
    private or no-store forbid it.
    """
    if status not in KEPT:
        return False
    for name, value in headers:
        said, name = value.lower(), name.lower()
        if name == "set-cookie":
            return False
        if name == "vary" and {one.strip() for one in said.split(",")} - {"accept-encoding"}:
            return False
        if name == "cache-control" and ("private" in said or "no-store" in said):
            return False
    return True


def is_text(headers: Iterable[Header]) -> bool:
    """Whether gzip makes the body smaller; False when it is packed already."""
    said = {name.lower(): value.lower() for name, value in headers}
    kind = said.get("content-type", "").partition(";")[0].strip()
    packed = "content-encoding" in said
    return not packed and (kind.startswith("text/") or kind.endswith(_ENDINGS))
