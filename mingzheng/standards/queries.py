"""Questions about fields and starter rows."""

import re
import unicodedata

from django.db.models import Q, QuerySet

from mingzheng.standards.models import Field, StandardItem
from mingzheng.standards.states import SourceTag

_NOISE = re.compile(r"[\s()\[\]、，,。.·\-—_/]+")
_TAIL = re.compile(r"(领域|类)?(基层)?(政务公开)?(标准|事项)*(目录)?(清单)?$")


def plain(text: str) -> str:
    """A field's name without width, spaces, punctuation and the words around it (…领域…目录)."""
    bare = _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _TAIL.sub("", bare) or bare


class FieldNames:
    """Which field a name in a document means; reads all fields once."""

    def __init__(self) -> None:
        self.fields = list(Field.objects.select_related("lead"))
        self._by_name: dict[str, Field] = {}
        for field in self.fields:
            names = (field.list_name, field.guideline_title, field.short_name, *field.aliases)
            for name in names:
                if name:
                    self._by_name.setdefault(plain(name), field)
            self._by_name.setdefault(field.code, field)
            self._by_name.setdefault(field.slug, field)

    def named(self, text: str) -> Field | None:
        """The field with this name, alias, code or slug; None if nobody knows it."""
        return self._by_name.get(plain(text)) or self._by_name.get(text.strip())


def usable_rows() -> QuerySet[StandardItem]:
    """Starter rows that may be offered: seen or statutory ones, and confirmed ones."""
    return StandardItem.objects.filter(
        Q(is_confirmed=True) | ~Q(tag=SourceTag.MEMORY)
    ).select_related("field")


def rows_to_confirm() -> QuerySet[StandardItem]:
    """Suggestions from memory (待核实) that no editor has confirmed yet."""
    return StandardItem.objects.filter(is_confirmed=False, tag=SourceTag.MEMORY).select_related(
        "field"
    )
