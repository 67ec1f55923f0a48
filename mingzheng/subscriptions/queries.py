"""The questions of subscriptions: what may be followed, what an article is, who waits."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Item
from mingzheng.channels.models import Channel
from mingzheng.channels.queries import open_channels
from mingzheng.channels.rules.trying import LOST_AFTER, MOST_TRIES
from mingzheng.channels.states import Medium
from mingzheng.columns.models import Column
from mingzheng.notifications.models import Announcement
from mingzheng.notifications.states import Happening, Series
from mingzheng.publishing.models import Article
from mingzheng.standards.models import Field
from mingzheng.subscriptions.models import Interest, Letter, Request, Subscriber
from mingzheng.subscriptions.rules.matching import Facts
from mingzheng.subscriptions.rules.pace import DIGEST_HOUR, GAP
from mingzheng.subscriptions.states import Follow, LetterState, Pace

MEDIA = (Medium.EMAIL, Medium.SMS)
TOPICS, WORDS, ROUND = 30, 2000, 200


def channels() -> dict[str, Channel]:
    """The accounts by which residents are told, by medium; {} while none is set up. Two queries."""
    root = Organisation.objects.filter(parent=None, is_active=True).order_by("path").first()
    return open_channels(root.path, MEDIA) if root else {}


def unconfirmed(now: datetime) -> QuerySet[Request]:
    """Requests whose letter to confirm is due: not out, not over, not tried too often."""
    rows = Request.objects.filter(sent_at=None, expires_at__gt=now, sendings__lt=MOST_TRIES)
    return rows.exclude(retry_at__gt=now).order_by("pk")[:ROUND]


def choices() -> dict[str, list[tuple[str, str]]]:
    """What may be followed beside a column: fields, topics, offices, as (value, label)."""
    fields = Field.objects.order_by("position").values_list("slug", "list_name")
    topics = (
        (Article.objects.filter(visibility="public").exclude(topic="").values_list("topic"))
        .order_by("topic")
        .distinct()[:TOPICS]
    )
    offices = Organisation.objects.filter(is_active=True).order_by("path")
    named = offices.only("code", "name", "short_name")
    return {
        Follow.FIELD: list(fields),
        Follow.SERIES: list(Series.choices),
        Follow.TOPIC: [(topic, topic) for (topic,) in topics],
        Follow.OFFICE: [(one.code, one.label) for one in named],
    }


def column_of(value: str) -> Column | None:
    """The open column with this key; None for anything else."""
    if not value.isdecimal() or len(value) > 12:
        return None
    return Column.objects.filter(pk=int(value), is_open=True).select_related("organisation").first()


def facts_of(made: Announcement) -> Facts:
    """What is known of what was released. At most four queries."""
    if made.article:
        return _of_article(made.article)
    titles = made.parts.filter(is_shown=True).values_list("title", flat=True)
    return Facts(
        offices=_offices(made.organisation.path), series=made.series, words=" ".join(titles)
    )


def _offices(path: str) -> tuple[str, ...]:
    above = [int(part) for part in path.strip("/").split("/")]
    found = Organisation.objects.filter(pk__in=above[1:] or above)
    return tuple(found.values_list("code", flat=True))


def _of_article(article: Article) -> Facts:
    columns = Column.objects.filter(placements__article=article).values_list("path", flat=True)
    keys = [str(int(part)) for path in columns for part in path.strip("/").split("/")]
    codes = article.public.items if article.public else []
    fields = Field.objects.filter(
        pk__in=Item.objects.filter(code__in=codes, edition__state="in_force").values("field")
    )
    return Facts(
        columns=tuple(dict.fromkeys(keys)),
        offices=_offices(article.organisation_path),
        fields=tuple(fields.values_list("slug", flat=True)),
        topic=article.topic,
        words=f"{article.title} {article.summary}",
    )


def known_words() -> list[str]:
    """All words that anybody follows. One query."""
    found = Interest.objects.filter(kind=Follow.WORD).values_list("value", flat=True)
    return list(found.order_by("value").distinct()[:WORDS])


def untold() -> list[Announcement]:
    """Releases of which nobody has been told, the oldest first."""
    found = Announcement.objects.filter(pushed_at=None, kind=Happening.RELEASE)
    rows = found.select_related(
        "article__organisation", "article__public", "organisation"
    ).order_by("pk")
    return list(rows[:ROUND])


def waiting(now: datetime, medium: str) -> list[Subscriber]:
    """Subscribers to be told now: at once after a pause, or once a day in the morning."""
    local = timezone.localtime(now)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    ready = Q(pace=Pace.AT_ONCE) & (Q(told_at=None) | Q(told_at__lte=now - GAP))
    if local.hour >= DIGEST_HOUR:
        ready |= Q(pace=Pace.DAILY) & (Q(told_at=None) | Q(told_at__lt=midnight))
    has = Letter.objects.filter(standing=LetterState.WAITING).values("subscriber")
    found = Subscriber.objects.filter(ready, medium=medium, pk__in=has)
    may = found.filter(Q(retry_at=None) | Q(retry_at__lte=now))
    return list(may.order_by("pk")[:ROUND])


def lost(now: datetime) -> QuerySet[Letter]:
    """Letters whose sender was killed on the way."""
    return Letter.objects.filter(standing=LetterState.SENDING, claimed_at__lt=now - LOST_AFTER)


def following() -> QuerySet[Interest]:
    """What is followed and by how many, the most first; who is not told here."""
    rows = Interest.objects.values("kind", "label").annotate(number=Count("pk"))
    return rows.order_by("-number", "kind", "label")  # type: ignore[return-value]


def letters_by_state() -> list[tuple[str, int]]:
    """How many letters stand where. One query."""
    rows = Letter.objects.values_list("standing").annotate(number=Count("pk"))
    found = dict(rows.order_by("standing"))
    return [(str(one.label), found.get(one.value, 0)) for one in LetterState]
