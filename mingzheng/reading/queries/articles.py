"""What the page of one article shows (信息页): text, links, notices of change, columns, files."""

from dataclasses import dataclass
from datetime import datetime

from mingzheng.columns.models import Column
from mingzheng.prose.rules.reading import pictures_in
from mingzheng.publishing.models import Article, Manuscript, Revision, RevisionFile
from mingzheng.publishing.queries.public import Links, Neighbour, links_of
from mingzheng.publishing.states import ManuscriptState, Purpose, Visibility
from mingzheng.replay.queries import still_open
from mingzheng.texts.states import DOCUMENT_KINDS, Validity

BOUND = frozenset({"pdf", "ofd"})  # fixed layout: what a document with its seal is kept as


@dataclass(frozen=True)
class Notice:
    """What the page says at its top about a change (更正、修订): when and why."""

    label: str
    at: datetime
    note: str
    closed: str = ""  # why the texts before it are read no longer


@dataclass
class ArticlePage:
    """All that a public article page shows."""

    article: Article
    revision: Revision
    links: Links
    notices: list[Notice]
    columns: list[Column]
    files: list[RevisionFile]

    @property
    def bound(self) -> list[RevisionFile]:
        """The document as it was issued (版式文件), which stands at the top too."""
        if self.article.kind not in DOCUMENT_KINDS:
            return []
        return [
            one for one in self.files if one.attachment and one.attachment.content.kind in BOUND
        ]

    @property
    def over(self) -> list[Neighbour]:
        """The documents interpreted here that hold no longer (已废止、失效)."""
        return [
            one
            for one in self.links.interpreted
            if one.article and one.article.validity in (Validity.REPEALED, Validity.LAPSED)
        ]


def page_of(article: Article) -> ArticlePage:
    """What the page of a public article shows (article_at gives it). Four queries.

    Their handful of rows is sorted here: to write ORDER BY, Django compares every column of wide
    rows, and that takes longer than the query.
    """
    revision = article.public
    if revision is None or not article.is_public:
        raise ValueError(f"{article.code} is not public")
    placements = article.placements.select_related("column__organisation").order_by()
    return ArticlePage(
        article,
        revision,
        links_of(article),
        notices_of(article),
        [one.column for one in sorted(placements, key=lambda one: one.pk)],
        files_of(revision),
    )


def files_of(revision: Revision) -> list[RevisionFile]:
    """What stands under the text, the pictures that it shows left out. One query."""
    shown = pictures_in(revision.body)
    rows = revision.files.select_related("attachment__content").order_by()
    found = sorted(rows.defer("attachment__content__texts"), key=lambda one: one.position)
    return [one for one in found if one.attachment_id not in shown]


def file_at(code: str, key: int) -> RevisionFile | None:
    """A file of what is public of an article; None for any other, and once it is withdrawn."""
    public = Article.objects.filter(code=code, visibility=Visibility.PUBLIC).values("public")
    found = RevisionFile.objects.filter(revision__in=public, attachment=key)
    return found.select_related("attachment__content").first()


def notices_of(article: Article) -> list[Notice]:
    """The corrections and amendments that went out, the newest first. One query.

    Where earlier texts were closed or withdrawn, what was said about them is not repeated either.
    """
    changes = [Purpose.CORRECTION, Purpose.AMENDMENT]
    found = Manuscript.objects.filter(article=article, state=ManuscriptState.PUBLISHED)
    found = found.filter(published_at__gte=article.released_at)
    rows = found.filter(purpose__in=changes).order_by("-published_at", "-pk")
    return [
        Notice(
            str(one.get_purpose_display()), one.published_at, one.public_note, one.closes_earlier
        )
        for one in still_open(rows)
        if one.published_at
    ]
