"""The rows of the access table about what is published (阅览)."""

from typing import Any

from tests.repo.access_rows import EVERYBODY, Access, Arguments, file_of
from tests.repo.access_world import World


def office(**more: Any) -> Arguments:
    """Return the arguments of an address about the office that published."""
    return lambda world: {"code": world.corrected.organisation.code, **more}


def article(**more: Any) -> Arguments:
    """Return the arguments of an address about a public article."""
    return lambda world: {"code": world.corrected.code, **more}


def enclosed(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a file of a public article."""
    return {"code": world.article.code, "key": file_of(world.article)}


def column(**more: Any) -> Arguments:
    """Return the arguments of an address about the column it stands in."""
    return lambda world: {
        "code": world.corrected.organisation.code,
        "slug": world.corrected.home.slug if world.corrected.home else "",
        **more,
    }


def versions(world: World) -> dict[str, Any]:
    """Return the arguments of a comparison of both texts that were public."""
    numbers = [revision.number for revision in world.corrected.revisions.order_by("number")]
    return {"code": world.corrected.code, "old": numbers[0], "new": numbers[-1]}


def of(**more: Any) -> Arguments:
    """Return these arguments, whatever the world."""
    return lambda world: more


PUBLIC = Access(EVERYBODY)
READING = {
    "reading:platform": PUBLIC,
    "reading:space": Access(EVERYBODY, args=office()),
    "reading:apply_here": PUBLIC,
    "reading:interpretations": PUBLIC,
    "reading:notices": PUBLIC,
    "reading:apply": Access(EVERYBODY, args=office()),
    "reading:affairs": Access(EVERYBODY, args=lambda world: {"code": world.village.code}),
    "reading:office_feed": Access(EVERYBODY, args=office(kind="atom")),
    "reading:column": Access(EVERYBODY, args=column()),
    "reading:column_table": Access(EVERYBODY, args=column()),
    "reading:column_feed": Access(EVERYBODY, args=column(kind="json")),
    "reading:article": Access(EVERYBODY, args=article()),
    "reading:course": Access(EVERYBODY, args=article()),
    "reading:compared": Access(EVERYBODY, args=versions),
    "reading:file": Access(EVERYBODY, args=enclosed),
    "reading:qr": Access(EVERYBODY, args=article()),
    "reading:library": PUBLIC,
    "reading:library_table": PUBLIC,
    "reading:library_feed": Access(EVERYBODY, args=of(kind="atom")),
    "reading:published": PUBLIC,
    "reading:published_table": PUBLIC,
    "reading:published_feed": Access(EVERYBODY, args=of(kind="atom")),
    "reading:archive": PUBLIC,
    "reading:shelf": Access(EVERYBODY, args=of(slug="notices")),
    "reading:shelf_table": Access(EVERYBODY, args=of(slug="notices")),
    "reading:shelf_feed": Access(EVERYBODY, args=of(slug="notices", kind="atom")),
    "reading:sitemap": PUBLIC,
    "reading:sitemap_articles": Access(EVERYBODY, args=of(year=2026, month=6)),
    "reading:sitemap_articles_part": Access(EVERYBODY, args=of(year=2026, month=6, part=1)),
    "reading:sitemap_of": Access(EVERYBODY, args=of(kind="pages")),
    "reading:sitemap_of_part": Access(EVERYBODY, args=of(kind="pages", part=1)),
}
