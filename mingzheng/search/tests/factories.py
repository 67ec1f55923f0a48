"""Documents for the tests of this room."""

from datetime import date
from typing import Any

from mingzheng.search.actions import Draft, Value

ITEM = Value("item", "公开事项")


def a_draft(title: str = "农机购置补贴", **more: Any) -> Draft:
    """A document; the key is the title unless given."""
    given = {
        "kind": ITEM,
        "key": title,
        "title": title,
        "url": "/i/230001/",
        "scope": "test",
        "date": date(2026, 6, 1),
        **more,
    }
    return Draft(**given)
