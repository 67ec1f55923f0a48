"""What lists in force cite (引用): put anew with each, judged anew when the register changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from mingzheng.laws.matching import Matcher
from mingzheng.laws.models import Citation
from mingzheng.laws.rules.citations import Cited, read_citations


@dataclass(frozen=True)
class Source:
    """Something that cites laws: what it is, where it stands, and its texts of bases."""

    kind: str
    id: str
    title: str
    url: str
    organisation_id: int
    texts: Sequence[str]


@transaction.atomic
def put_citations(scope: str, sources: Iterable[Source]) -> int:
    """Say anew what one list in force cites; what it cited before is forgotten. Returns how many.

    An empty list of sources takes the scope out of the register.
    """
    Citation.objects.filter(scope=scope).delete()
    read = [
        (source, cited)
        for source in sources
        for text in source.texts
        for cited in read_citations(text)
    ]
    matcher = Matcher(cited for _, cited in read)
    rows = [_citation(scope, source, cited, matcher) for source, cited in read]
    Citation.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _citation(scope: str, source: Source, cited: Cited, matcher: Matcher) -> Citation:
    found = matcher.find(cited)
    return Citation(
        law=found.law,
        version=found.version,
        flag=found.flag,
        text=cited.text,
        title=cited.title[:300],
        number=cited.number[:100],
        article=cited.article[:200],
        stated_on=cited.on,
        stated_year=cited.year,
        scope=scope,
        source_kind=source.kind,
        source_id=source.id,
        source_title=source.title,
        source_url=source.url,
        organisation_id=source.organisation_id,
    )


def rematch() -> int:
    """Judge every citation anew after the register changed; returns how many say otherwise now."""
    rows = list(Citation.objects.all())
    cited = [Cited(r.text, r.title, r.number, on=r.stated_on, year=r.stated_year) for r in rows]
    matcher = Matcher(cited)
    changed = []
    for row, one in zip(rows, cited, strict=True):
        found = matcher.find(one)
        now = (found.law and found.law.pk, found.version and found.version.pk, found.flag)
        if now != (row.law_id, row.version_id, row.flag):
            row.law, row.version, row.flag = found.law, found.version, found.flag
            changed.append(row)
    Citation.objects.bulk_update(changed, ["law", "version", "flag"], batch_size=200)
    return len(changed)
