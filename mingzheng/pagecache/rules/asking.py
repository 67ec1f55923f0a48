"""Which requests are for a public page, and under which name (键) its answer is kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

LONGEST = 500  # characters of a path, and of a query; longer ones are asked of Django each time
# Marks that other sites and apps hang on our addresses; no page of ours reads them.
TRACKING = ("utm_", "spm=", "from=singlemessage", "fbclid=", "gclid=", "isappinstalled=")


class Key(NamedTuple):
    """The name of one answer: everything that it may depend on."""

    scheme: str
    host: str
    path: str
    query: str
    skin: str


@dataclass(frozen=True)
class Terms:
    """What the site says about itself: addresses never kept, cookies that matter.

    `private` are beginnings of paths. `skins` are names of cookies with the values they may have;
    the first is what everybody has who has no cookie. `personal` are names of cookies whose
    bearer is somebody in particular.
    """

    private: tuple[str, ...] = ()
    skins: Mapping[str, Collection[str]] = field(default_factory=dict)
    personal: Collection[str] = ()


def key_of(environ: Mapping[str, Any], terms: Terms) -> Key | None:
    """The name of what this WSGI request asks for; None when it must be asked of Django.

    Kept is only what a visitor without a session GETs or HEADs by a short address.
    """
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if len(path) > LONGEST or len(query) > LONGEST or path.startswith(terms.private):
        return None
    if "HTTP_AUTHORIZATION" in environ or "HTTP_RANGE" in environ or "HTTP_HX_REQUEST" in environ:
        return None  # it wants something else than the plain page
    cookies = environ.get("HTTP_COOKIE")
    skin = _skin(cookies, terms) if cookies else ""
    if skin is None:
        return None
    scheme = environ.get("HTTP_X_FORWARDED_PROTO") or environ.get("wsgi.url_scheme", "http")
    host = environ.get("HTTP_HOST", "").lower()
    return Key(scheme, host, path, in_order(query) if query else "", skin)


def in_order(query: str) -> str:
    """The same query with its parameters by name, without empty ones and marks of other sites.

    Values of one name stay in their order; nothing is decoded, so nothing is read differently.
    """
    parts = [part for part in query.split("&") if part and not part.startswith(TRACKING)]
    return "&".join(sorted(parts, key=lambda part: part.partition("=")[0]))


def _skin(cookies: str, terms: Terms) -> str | None:
    """The skin cookies that differ from the usual, as a Cookie header; None for a person."""
    chosen = []
    for name, value in _pairs(cookies):
        if name in terms.personal:
            return None
        values = terms.skins.get(name)
        if values and value in tuple(values)[1:]:
            chosen.append(f"{name}={value}")
    return "; ".join(sorted(set(chosen)))


def _pairs(cookies: str) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for part in cookies.split(";"):
        name, _, value = part.strip().partition("=")
        found[name.strip()] = value.strip()  # the last wins, as in Django
    return list(found.items())


@lru_cache(maxsize=256)
def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header allows gzip (RFC 9110 12.5.3); `q=0` refuses it."""
    for part in accepted.lower().split(","):
        coding, _, rest = part.partition(";")
        if coding.strip() in ("gzip", "*"):
            weight = rest.strip().removeprefix("q=").strip()
            return not rest.strip() or weight.strip("0.") != ""
    return False


def names(header: str, tag: str) -> bool:
    """Whether an If-None-Match header names this ETag (RFC 9110 13.1.2: compared weakly)."""
    given = [part.strip().removeprefix("W/") for part in header.split(",")]
    return tag in given or given == ["*"]
