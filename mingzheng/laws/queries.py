"""The questions of the register: texts with links, one law, who cites what."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from mingzheng.laws.matching import Matcher
from mingzheng.laws.models import Citation, Law
from mingzheng.laws.rules.citations import read_citations
from mingzheng.laws.rules.titles import law_key
from mingzheng.laws.states import Flag


@dataclass(frozen=True)
class Piece:
    """A run of a text of bases: plain, or a law with its address and what is wrong with it."""

    text: str
    url: str = ""
    flag: str = ""

    @property
    def warning(self) -> str:
        """What is wrong with the citation, in words; empty when nothing is, or nobody knows."""
        return "" if self.flag in ("", Flag.CURRENT, Flag.UNKNOWN) else str(Flag(self.flag).label)


def linked(texts: Iterable[str]) -> list[list[Piece]]:
    """Each text cut into pieces, with links at the laws it names. At most six queries."""
    listed = [(text, read_citations(text)) for text in texts]
    cited = [one for _, many in listed for one in many]
    if not cited:
        return [[Piece(text)] for text, _ in listed]
    matcher = Matcher(cited)
    result = []
    for text, many in listed:
        pieces, place = [], 0
        for one in many:
            found = matcher.find(one)
            pieces.append(Piece(text[place : one.start]))
            url = found.law.get_absolute_url() if found.law else ""
            pieces.append(Piece(text[one.start : one.end], url, found.flag))
            place = one.end
        result.append([piece for piece in (*pieces, Piece(text[place:])) if piece.text])
    return result


def laws(q: str = "", category: str = "") -> QuerySet[Law]:
    """The register by name or 文号, with how often each law is cited, those cited most first."""
    found = Law.objects.annotate(cited=Count("citations"))
    if q.strip():
        found = found.filter(pk__in=named(q))
    if category:
        found = found.filter(category=category)
    return found.order_by("-cited", "title", "pk")


def named(text: str) -> QuerySet:
    """The keys of laws with this in a name, another name or a 文号."""
    said = Q(versions__number__contains=text.strip())
    if key := law_key(text):
        said |= Q(key__contains=key) | Q(aliases__key__contains=key)
    return Law.objects.filter(said).order_by().values("pk")


def categories() -> list[str]:
    """The categories that some law has."""
    found = Law.objects.exclude(category="").values_list("category", flat=True)
    return list(found.distinct().order_by("category"))


def citing(law: Law) -> QuerySet[Citation]:
    """What in force cites this law (哪些事项引用它), office by office."""
    return law.citations.select_related("organisation", "version")


def citations() -> QuerySet[Citation]:
    """Every citation of what is in force."""
    return Citation.objects.select_related("law", "version", "organisation")


def unknown_names() -> list[tuple[str, int]]:
    """Cited names that the register does not have, the most cited first."""
    return list(
        Citation.objects.filter(flag=Flag.UNKNOWN)
        .exclude(title="")
        .values_list("title")
        .annotate(n=Count("pk"))
        .order_by("-n", "title")[:200]
    )
