"""What the home page shows of what is published (首页): a few newest of each, nothing empty."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from mingzheng.publishing.models import Article, Link
from mingzheng.publishing.states import Visibility
from mingzheng.reading.queries.lists import rows_found
from mingzheng.texts.states import DOCUMENT_KINDS, ArticleKind, Relation

NEWS, NOTICES, LATEST, DOCUMENTS = 7, 7, 8, 4


@dataclass
class Pair:
    """A document and what explains it (文件和解读)."""

    document: Article
    interpretations: list[Article] = field(default_factory=list)


@dataclass
class Blocks:
    """The blocks of the home page; an empty one is not shown."""

    news: list[Article]
    notices: list[Article]
    latest: list[Article]
    pairs: list[Pair]


# The newest keys of all and of each kind; written out, since Django takes longer to write it.
_NEWEST = (
    "SELECT id FROM (SELECT id FROM publishing_article WHERE visibility = 'public'{} "
    "ORDER BY released_at DESC, id DESC LIMIT %s) AS newest"
)
_OF_KIND = _NEWEST.format(" AND kind = %s")
_SHOWN = [(ArticleKind.NEWS, NEWS), (ArticleKind.NOTICE, NOTICES)]
_SHOWN += [(kind, DOCUMENTS) for kind in DOCUMENT_KINDS]
_KEYS = " UNION ALL ".join([_NEWEST.format(""), *([_OF_KIND] * len(_SHOWN))])
_ASKED = [LATEST, *(part for kind, number in _SHOWN for part in (kind.value, number))]


def blocks() -> Blocks:
    """Everything the home page shows of what is published. Two queries.

    Each block is found by its own index, all of them in one statement; whatever is among the
    newest of all fits its own block too, so the rows sort themselves.
    """
    rows = rows_found(_KEYS, _ASKED)

    def of(kinds: Collection[str], number: int) -> list[Article]:
        return [one for one in rows if one.kind in kinds][:number]

    return Blocks(
        news=of((ArticleKind.NEWS,), NEWS),
        notices=of((ArticleKind.NOTICE,), NOTICES),
        latest=rows[:LATEST],
        pairs=pairs(of(DOCUMENT_KINDS, DOCUMENTS)),
    )


def pairs(documents: list[Article]) -> list[Pair]:
    """Documents with the public articles that explain them. One query."""
    explained = [one.pk for one in documents if one.interpretations_total]
    found: dict[int | None, list[Article]] = defaultdict(list)
    if explained:
        rows = Link.objects.filter(
            target__in=explained,
            relation=Relation.INTERPRETS,
            is_public=True,
            source__visibility=Visibility.PUBLIC,
        )
        narrow = ("target_id", "source__code", "source__title", "source__form")
        for link in rows.select_related("source").only(*narrow).order_by("position", "pk"):
            found[link.target_id].append(link.source)
    return [Pair(one, found[one.pk]) for one in documents]
