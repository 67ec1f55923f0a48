"""Who has something to find (可检索的来源): one line a business; a rebuild asks each of them."""

from collections.abc import Iterator

from mingzheng.accounts.actions import findable as offices
from mingzheng.catalogue.actions import findable as catalogue
from mingzheng.powers.actions import findable as powers
from mingzheng.search.actions.rebuilding import Part, Source


def office_parts() -> Iterator[Part]:
    """All offices are one part."""
    yield Part(offices.SCOPE, offices.documents)


SOURCES: tuple[Source, ...] = (office_parts, catalogue.parts, powers.parts)
