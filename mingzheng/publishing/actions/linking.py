"""Links (关联): rows made from the ties of a revision, and what is counted over them."""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q

from mingzheng.core.access import Blocked
from mingzheng.publishing.models import Article, Link
from mingzheng.publishing.queries.public import linkable_by
from mingzheng.publishing.states import Visibility
from mingzheng.texts.rules.content import Tie
from mingzheng.texts.states import Relation

MISSING = "没有短网址是“{}”的信息，重新选一次关联。"


def targets_of(article: Article, ties: Sequence[Tie]) -> dict[str, Article]:
    """The articles that ties lead to, by short address. Blocked for one that there is not."""
    wanted = {tie.article for tie in ties if tie.article}
    found = {one.code: one for one in Article.objects.filter(code__in=wanted)}
    if lost := sorted(wanted - set(found)):
        raise Blocked(MISSING.format("、".join(lost)))
    if article.code in found:
        raise Blocked("信息不能和自己关联，去掉这一条。")
    return found


def check(article: Article, ties: Collection[Tie]) -> None:
    """Refuse new ties to what there is not, and in the same words to what the office may not see.

    Raises Blocked.
    """
    wanted = {tie.article for tie in ties if tie.article}
    found = linkable_by(article.organisation_id).filter(code__in=wanted)
    if lost := sorted(wanted - set(found.values_list("code", flat=True))):
        raise Blocked(MISSING.format("、".join(lost)))


def hold(*articles: Article) -> None:
    """Lock articles and all that they lead to, in one order, and read them anew.

    Two that lead to each other would otherwise each hold one and wait for the other for ever.
    """
    led_to = Link.objects.filter(source__in=articles, target__isnull=False).values("target")
    found = Article.objects.filter(Q(pk__in=[one.pk for one in articles]) | Q(pk__in=led_to))
    list(found.select_for_update().order_by("pk").values_list("pk"))
    for one in articles:
        one.refresh_from_db()


def put_links(article: Article, ties: Sequence[Tie], *, is_public: bool) -> None:
    """Let the links of an article (public ones, or those worked on) be exactly these."""
    found = targets_of(article, ties)
    Link.objects.filter(source=article, is_public=is_public).delete()
    Link.objects.bulk_create(
        Link(
            source=article,
            relation=tie.relation,
            target=found.get(tie.article),
            title=tie.title,
            url=tie.url,
            position=position,
            is_public=is_public,
        )
        for position, tie in enumerate(ties)
    )


def interpreted_by(article: Article) -> list[int]:
    """The keys of what an article interprets, by its public links."""
    found = Link.objects.filter(
        source=article, is_public=True, relation=Relation.INTERPRETS, target__isnull=False
    )
    return list(found.order_by("target").values_list("target", flat=True))


def recount(keys: Iterable[int]) -> None:
    """Count the public interpretations of these articles anew; lists show them by it."""
    for key in sorted(set(keys)):
        total = Link.objects.filter(
            target=key,
            relation=Relation.INTERPRETS,
            is_public=True,
            source__visibility=Visibility.PUBLIC,
        ).count()
        Article.objects.filter(pk=key).update(interpretations_total=total)
