"""What public pages tell programs (JSON-LD, schema.org): where they stand, what they list. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any

Trail = Sequence[tuple[str, str]]  # names and addresses from home to here; "" is this very page


def breadcrumbs(trail: Trail, root: str = "") -> dict[str, Any]:
    """Where a page stands (当前位置). `root` comes before addresses that are paths of the site."""
    steps = [
        {"@type": "ListItem", "position": at, "name": name}
        | ({"item": f"{root}{url}"} if url else {})
        for at, (name, url) in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def collection(
    page: str, name: str, rows: Iterable[tuple[str, str]], *, root: str = "", **more: Any
) -> dict[str, Any]:
    """A page that lists things: `rows` are their names and addresses, `more` its other facts."""
    steps = [
        {"@type": "ListItem", "position": at, "name": words, "url": f"{root}{url}"}
        for at, (words, url) in enumerate(rows, start=1)
    ]
    listed = {"@type": "ItemList", "itemListElement": steps} if steps else None
    return {
        "@type": "CollectionPage",
        "@id": f"{root}{page}",
        "url": f"{root}{page}",
        "name": name,
        "inLanguage": "zh-CN",
        "mainEntity": listed,
        **more,
    }


def organ(name: str, page: str = "", *, root: str = "", **more: Any) -> dict[str, Any]:
    """An office of the government; `page` is where it is told of, `more` its other facts."""
    here = f"{root}{page}" if page else ""
    return {"@type": "GovernmentOrganization", "@id": here, "url": here, "name": name, **more}
