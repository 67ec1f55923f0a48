"""The questions of topics: what is shown, what stands in a part, the live statistics."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    F,
    IntegerField,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from mingzheng.accounts.models import Person
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.catalogue.models import Item
from mingzheng.catalogue.states import EditionState, ListKind, Stage
from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines.rules.lights import Thresholds, light
from mingzheng.dues.models import OPEN, Due
from mingzheng.publishing.models import Article
from mingzheng.publishing.queries.public import public_articles
from mingzheng.standards.models import Field, StandardItem
from mingzheng.topics.models import Topic, TopicPart

SHOWN = 8  # articles by rule in a part
LIGHT_WORDS = {
    "red": "严重逾期",
    "orange": "逾期",
    "amber": "2 日内到期",
    "blue": "5 日内到期",
    "green": "还没到期",
    "grey": "没有日子",
}


def visible_to(person: Person) -> QuerySet[Topic]:
    """The topics of the offices for which this person keeps topics."""
    reach = within(paths_with(person, "topic.edit"), "organisation__")
    return Topic.objects.filter(reach).select_related("organisation", "picture__content")


def shown() -> list[Topic]:
    """The topics that the public sees, the latest first. One query."""
    return list(Topic.objects.filter(is_open=True).select_related("organisation"))


def running(today: date) -> list[Topic]:
    """The topics that have not ended, the latest first. One query."""
    return [one for one in shown() if not one.has_ended(today)]


def at(slug: str) -> Topic | None:
    """The public topic at an address; None if there is none. One query."""
    rows = Topic.objects.filter(is_open=True, slug=slug)
    return rows.select_related("organisation", "picture__content").first()


@dataclass
class Shelf:
    """A part with what stands in it: picked ones first, then by its rule."""

    part: TopicPart
    articles: list[Article] = field(default_factory=list)


def shelves(topic: Topic) -> list[Shelf]:
    """The parts that hold something, with their articles. Two queries."""
    parts = list(topic.parts.select_related("office", "column").order_by("position", "pk"))
    found = {part.pk: Shelf(part) for part in parts}
    for one in _articles(topic, [part for part in parts if part.has_rule]):
        shelf = found[one.part]
        if one.pk not in {known.pk for known in shelf.articles}:
            shelf.articles.append(one)
    return [shelf for shelf in found.values() if shelf.articles]


AFTER = 32_000  # what comes by rule stands after what was picked


def _articles(topic: Topic, parts: Sequence[TopicPart]) -> list[Any]:
    """Picked ones in their order, then the newest of each rule; all in one statement."""
    picked = public_articles().filter(topic_picks__part__topic=topic)
    picked = picked.annotate(part=F("topic_picks__part"), place=F("topic_picks__position"))
    ruled = [
        public_articles()
        .filter(pk__in=_matching(topic, part).values("pk")[:SHOWN])
        .annotate(part=Value(part.pk, BigIntegerField()), place=Value(AFTER, IntegerField()))
        .order_by()
        for part in parts
    ]
    rows: Any = picked.order_by().union(*ruled, all=True) if ruled else picked.order_by()
    newest = sorted(rows, key=lambda one: (one.released_at, one.pk), reverse=True)
    return sorted(newest, key=lambda one: one.place)


def _matching(topic: Topic, part: TopicPart) -> QuerySet[Article]:
    rows = public_articles().filter(released_at__date__gte=topic.begins_on)
    if topic.ends_on:
        rows = rows.filter(released_at__date__lte=topic.ends_on)
    if part.kind:
        rows = rows.filter(kind=part.kind)
    if part.office_id:
        rows = rows.filter(organisation=part.office_id)
    if part.column_id:
        rows = rows.filter(placements__column=part.column_id)
    if part.words:
        rows = rows.filter(title__contains=part.words)
    return rows


@dataclass(frozen=True)
class Statistics:
    """What the topic's fields show today: items by stage, catalogues, standards, dues by light."""

    items: int
    catalogues: int
    standards: int
    published: int
    stages: list[tuple[str, int]]
    lights: list[tuple[str, str, int]]  # colour, words, how many


def told(topic: Topic, fields: Sequence[Field], today: date, calendar: WorkCalendar) -> Statistics:
    """The topic's statistics: live while it runs, as they were kept once it has ended."""
    if topic.figures_on is None:
        return statistics(fields, today, calendar)
    kept: dict[str, Any] = topic.figures
    return Statistics(**kept)


def unfrozen(today: date) -> QuerySet[Topic]:
    """Topics that have ended and whose statistics still move."""
    return Topic.objects.filter(figures_on=None, ends_on__lt=today).order_by("pk")


def statistics(fields: Sequence[Field], today: date, calendar: WorkCalendar) -> Statistics:
    """The live statistics (实时统计) over these fields, or over all. Two queries."""
    within_fields = Q(field__in=fields) if fields else Q()
    flags: dict[str, Any] = {
        f"n_{stage.value}": Count("pk", filter=Q(**{f"in_{stage.value}": True})) for stage in Stage
    }
    standards = StandardItem.objects.filter(within_fields, is_confirmed=True)
    rows = (
        Item.objects.filter(
            within_fields,
            edition__state=EditionState.IN_FORCE,
            edition__catalogue__kind=ListKind.DISCLOSURE,
        )
        .order_by()
        .values(all=Value(1))
        .annotate(
            items=Count("pk"),
            catalogues=Count("edition", distinct=True),
            standards=Coalesce(Subquery(_count(standards)), 0),
            **flags,
        )
    )
    row: Any = next(iter(rows), {})
    dues = _dues(fields, today)
    return Statistics(
        row.get("items", 0),
        row.get("catalogues", 0),
        row.get("standards", 0),
        sum(one["n"] for one in dues if one["out"]),
        [(str(stage.label), row.get(f"n_{stage.value}", 0)) for stage in Stage],
        _lights([one for one in dues if not one["out"]], today, calendar),
    )


def _count(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().values(all=Value(1)).annotate(n=Count("pk")).values("n")


def _dues(fields: Sequence[Field], today: date) -> list[dict[str, Any]]:
    """How many are open by their day, and how many are out, of those known then. One query."""
    rows = Due.objects.filter(OPEN | Q(fulfilled_on__isnull=False), opened_on__lte=today).order_by()
    if fields:
        rows = rows.filter(item__field__in=fields)
    is_out = Case(When(fulfilled_on=None, then=Value(0)), default=Value(1))
    day = Case(When(fulfilled_on=None, then="due_on"))
    found: Any = list(rows.values(out=is_out, day=day).annotate(n=Count("pk")))
    return found  # type: ignore[no-any-return]


def _lights(
    rows: Sequence[dict[str, Any]], today: date, calendar: WorkCalendar
) -> list[tuple[str, str, int]]:
    found: Counter[str] = Counter()
    for row in rows:
        found[light(row["day"], today, calendar, Thresholds()).colour] += row["n"]
    return [(colour, words, found[colour]) for colour, words in LIGHT_WORDS.items()]
