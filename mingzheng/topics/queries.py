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
    DateField,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Concat

from mingzheng.accounts.models import Person
from mingzheng.accounts.queries.reach import paths_with, within
from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.states import EditionState, ListKind, Stage
from mingzheng.core.calendar import WorkCalendar
from mingzheng.deadlines.rules.lights import Thresholds, light
from mingzheng.dues.models import OPEN, Due, Fulfillment
from mingzheng.publishing.models import Article
from mingzheng.publishing.queries.public import public_articles
from mingzheng.publishing.states import Visibility
from mingzheng.standards.models import Field, StandardItem
from mingzheng.texts.states import ArticleKind
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
    """What the topic's fields show: what was published while it ran, and what must be public.

    `released` counts publications since the topic began, each once, `by_stage` those of each of
    the five stages (五公开); the rest is of the catalogue and of what is owed, as it stands now.
    """

    items: int
    catalogues: int
    standards: int
    published: int
    stages: list[tuple[str, int]]
    lights: list[tuple[str, str, int]]  # colour, words, how many
    # Not in the figures of topics that ended before these were counted.
    released: int | None = None
    by_stage: list[tuple[str, int]] = field(default_factory=list)
    lists: int | None = None
    norms: int | None = None


def told(topic: Topic, fields: Sequence[Field], today: date, calendar: WorkCalendar) -> Statistics:
    """The topic's statistics: live while it runs, as they were kept once it has ended."""
    if topic.figures_on is None:
        return statistics(fields, today, calendar, since=topic.begins_on)
    kept: dict[str, Any] = topic.figures
    return Statistics(**kept)


def unfrozen(today: date) -> QuerySet[Topic]:
    """Topics that have ended and whose statistics still move."""
    return Topic.objects.filter(figures_on=None, ends_on__lt=today).order_by("pk")


def statistics(
    fields: Sequence[Field], today: date, calendar: WorkCalendar, *, since: date = date.min
) -> Statistics:
    """The live statistics (实时统计) over these fields, or over all. Two queries."""
    items = _items(fields)
    counted = _counted(fields, since, today)
    total: Counter[str] = Counter()
    for what, _, number in counted:
        total[what] += number
    return Statistics(
        items.get("items", 0),
        items.get("catalogues", 0),
        total["standards"],
        total["out"],
        [(str(stage.label), items.get(f"n_{stage.value}", 0)) for stage in Stage],
        _lights([(day, n) for what, day, n in counted if what == "open"], today, calendar),
        released=total["released"],
        by_stage=[(str(stage.label), total[stage.value]) for stage in Stage],
        lists=total["lists"],
        norms=total["norms"],
    )


def _within(fields: Sequence[Field], path: str) -> Q:
    return Q(**{f"{path}__in": fields}) if fields else Q()


def _items(fields: Sequence[Field]) -> dict[str, int]:
    """Items of the catalogues in force, in all and by stage; nothing where there are none."""
    flags: dict[str, Any] = {
        f"n_{stage.value}": Count("pk", filter=Q(**{f"in_{stage.value}": True})) for stage in Stage
    }
    rows = Item.objects.filter(
        _within(fields, "field"),
        edition__state=EditionState.IN_FORCE,
        edition__catalogue__kind=ListKind.DISCLOSURE,
    )
    return rows.order_by().aggregate(
        items=Count("pk"), catalogues=Count("edition", distinct=True), **flags
    )


def _counted(
    fields: Sequence[Field], since: date, today: date
) -> list[tuple[str, date | None, int]]:
    """What, of which day, how many: dues of those known today and by their day while open;
    publications in these days that stand, in all and by stage; lists, norms, standards.

    A publication that fulfils several dues counts once, and once for each of its stages. One query.
    """
    known = Due.objects.filter(_within(fields, "item__field"), opened_on__lte=today)
    known = known.filter(OPEN | Q(fulfilled_on__isnull=False)).order_by()
    what = Case(When(fulfilled_on=None, then=Value("open")), default=Value("out"))
    dues = known.values(said=what, day=Case(When(fulfilled_on=None, then="due_on")))
    out = Fulfillment.objects.filter(_within(fields, "due__item__field"), withdrawn_on=None)
    out = out.filter(on__gte=since, on__lte=today)
    once = Count(Concat("subject_type", Value(":"), "subject_id"), distinct=True)
    lists = Edition.objects.filter(state=EditionState.IN_FORCE)
    norms = Article.objects.filter(visibility=Visibility.PUBLIC, kind=ArticleKind.SYSTEM)
    norms = norms.filter(released_at__date__gte=since, released_at__date__lte=today)
    standards = StandardItem.objects.filter(_within(fields, "field"), is_confirmed=True)
    parts = [
        _told("released", out, once),
        *(_told(s.value, out.filter(**{f"due__item__in_{s.value}": True}), once) for s in Stage),
        _told("lists", lists.exclude(catalogue__kind=ListKind.DISCLOSURE)),
        _told("norms", norms),
        _told("standards", standards),
    ]
    rows: Any = dues.annotate(n=Count("pk")).union(*parts, all=True)
    return [(row["said"], row["day"], row["n"]) for row in rows]


def _told(what: str, rows: QuerySet[Any], number: Count | None = None) -> QuerySet[Any]:
    """How many rows there are, as a part of `_counted`; no row where there are none."""
    told = rows.order_by().values(said=Value(what), day=Value(None, DateField()))
    return told.annotate(n=number or Count("pk"))


def _lights(
    rows: Sequence[tuple[date | None, int]], today: date, calendar: WorkCalendar
) -> list[tuple[str, str, int]]:
    found: Counter[str] = Counter()
    for day, number in rows:
        found[light(day, today, calendar, Thresholds()).colour] += number
    return [(colour, words, found[colour]) for colour, words in LIGHT_WORDS.items()]
