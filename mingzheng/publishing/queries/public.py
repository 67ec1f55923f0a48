"""What the public may read (公开的信息): begins from what is public, so that no draft can leak."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from mingzheng.publishing.models import Article, Link
from mingzheng.publishing.states import Visibility
from mingzheng.texts.states import Relation

NARROW = (
    *("code", "title", "kind", "organisation", "index_number", "document_number", "dated_on"),
    *("released_at", "topic", "genre", "form", "source", "summary", "validity", "visibility"),
    *("interpretations_total", "home", "changed_at"),
)


def public_articles() -> QuerySet[Article]:
    """Everything public, newest first, as narrow rows with the office; filter further."""
    found = Article.objects.filter(visibility=Visibility.PUBLIC).select_related("organisation")
    return found.only(
        *NARROW, "organisation__code", "organisation__name", "organisation__short_name"
    ).order_by("-released_at", "-pk")


def linkable_by(office: int) -> QuerySet[Article]:
    """What an office may link with: what is public, its own, what it was asked to interpret."""
    own = Q(organisation=office) | Q(interpreter=office)
    return Article.objects.filter(Q(visibility=Visibility.PUBLIC) | own)


@dataclass(frozen=True)
class Neighbour:
    """The other end of a link: an article with an address of ours, or a document outside."""

    title: str
    url: str
    article: Article | None = None


@dataclass
class Links:
    """What an article is linked with, both ways, by relation."""

    out: dict[str, list[Neighbour]] = field(default_factory=dict)
    into: dict[str, list[Neighbour]] = field(default_factory=dict)

    @property
    def interpretations(self) -> list[Neighbour]:
        """What interprets this article (解读)."""
        return self.into.get(Relation.INTERPRETS, [])

    @property
    def interpreted(self) -> list[Neighbour]:
        """What this article interprets (被解读的文件)."""
        return self.out.get(Relation.INTERPRETS, [])


def article_at(code: str) -> Article | None:
    """The article at a short address, public or withdrawn; None for anything else. One query."""
    found = Article.objects.filter(code=code).exclude(visibility=Visibility.NOT_YET)
    beside = ("organisation__parent", "public", "home__organisation")  # what each of them shows
    return next(iter(found.select_related(*beside)[:1]), None)  # .first() would have it sorted


def links_of(article: Article) -> Links:
    """Public links of an article with public articles and outside documents. One query."""
    ends = Q(source=article) | Q(target=article, source__visibility=Visibility.PUBLIC)
    found = Link.objects.filter(ends, is_public=True).select_related("source", "target")
    links = Links()
    for one in sorted(found.order_by(), key=lambda one: (one.position, one.pk)):
        if one.source_id != article.pk:
            _add(links.into, one.relation, one.source)
        elif one.target is None:
            links.out.setdefault(one.relation, []).append(Neighbour(one.title, one.url))
        elif one.target.is_public:
            _add(links.out, one.relation, one.target)
    return links


def _add(links: dict[str, list[Neighbour]], relation: str, article: Article) -> None:
    other = Neighbour(article.title, article.get_absolute_url(), article)
    links.setdefault(relation, []).append(other)
