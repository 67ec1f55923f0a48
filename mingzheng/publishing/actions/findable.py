"""Articles in the search (搜索里的信息): exactly those that are public, with the text that is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.prose.rules.reading import plain
from mingzheng.publishing.models import Article, Revision
from mingzheng.publishing.states import Visibility
from mingzheng.search import actions as search
from mingzheng.search.actions.rebuilding import Part
from mingzheng.search.backends import engine
from mingzheng.texts.states import ArticleKind, Validity


def refresh(article: Article, revision: Revision, *, old_kind: str = "") -> None:
    """Let a public article be found with what it says now, and no longer as what it was."""
    engine().hold(scope_of(article.organisation))  # or a rebuild that began before would undo it
    if old_kind and old_kind != article.kind:
        search.withdraw(old_kind, [article.code])
    search.put([document(article, revision)])


def forget(articles: Sequence[Article]) -> None:
    """Let nobody find these articles any more."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for one in articles:
        kinds[one.kind].append(one.code)
    for scope in sorted({scope_of(one.organisation) for one in articles}):
        engine().hold(scope)
    for kind, codes in sorted(kinds.items()):
        search.withdraw(kind, codes)


def parts() -> Iterator[Part]:
    """For a rebuild: each office with how to load what it has published."""
    with_some = Organisation.objects.filter(articles__visibility=Visibility.PUBLIC).distinct()
    for office in with_some.order_by("path"):
        yield Part(scope_of(office), partial(_published, office))


def scope_of(office: Organisation) -> str:
    """The part of the index that holds what an office has published."""
    return f"articles:{office.code}"


def _published(office: Organisation) -> Iterator[search.Draft]:
    found = Article.objects.filter(organisation=office, visibility=Visibility.PUBLIC)
    inside = "public__files__attachment__content"
    rows = found.select_related("organisation", "home", "public").prefetch_related(inside)
    for one in rows.order_by("pk").iterator(100):
        if one.public:
            yield document(one, one.public)


def document(
    article: Article, revision: Revision, files: Iterable[str] | None = None
) -> search.Draft:
    """An article as the search takes it; asks for what its files say unless they are given."""
    office = article.organisation
    kind = ArticleKind(article.kind)
    names = (one.words for one in revision.files.all()) if files is None else files
    validity = Validity(article.validity).label if article.validity else ""
    text = plain(revision.body)
    said = [
        revision.subtitle,
        "" if _flat(revision.summary) in _flat(text) else revision.summary,
        revision.keywords,
        text,
        *names,
    ]
    home = article.home.name if article.home else ""
    return search.Draft(
        kind=search.Value(kind.value, str(kind.label)),
        key=article.code,
        title=article.title,
        url=article.get_absolute_url(),
        scope=scope_of(office),
        text="\n".join(part for part in said if part),
        organisation=search.Value(office.code, office.label),
        date=timezone.localdate(article.released_at) if article.released_at else None,
        number=article.document_number,
        labels=[str(one) for one in (office.label, home, validity) if one],
    )


def _flat(text: str) -> str:
    return "".join(text.split())
