"""Ways to narrow the list of items, each value with the number of rows it would leave."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Item
from mingzheng.catalogue.queries import Filters, public_items
from mingzheng.catalogue.states import Audience, Level, Mode, Stage
from mingzheng.standards.models import Field
from mingzheng.standards.rules.channels import STANDARD_CHANNELS

OFFICES = 12  # the list names the busiest; the rest are found by name
CHANNELS = [(name, name) for name in STANDARD_CHANNELS]
FLAGS = {
    **{f"at_{level}": ("level", level.value) for level in Level},
    **{f"in_{stage}": ("stage", stage.value) for stage in Stage},
    "audience_all": ("audience", Audience.ALL.value),
    "audience_some": ("audience", Audience.SOME.value),
}
Counts = Counter[tuple[str, str]]  # by name and value; the total is under no name


@dataclass(frozen=True)
class FacetValue:
    """One value to narrow by: how many rows it leaves, and whether it is set now."""

    value: str
    label: str
    count: int
    is_set: bool
    query: str


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list."""

    name: str
    label: str
    values: list[FacetValue]


def facets(filters: Filters) -> tuple[int, list[Facet]]:
    """Total and all facets with counts over what the filters leave. Three queries."""
    counts = _counted(public_items(filters).order_by())

    def counted(name: str, pairs: Iterable[tuple[str, Any]]) -> list[tuple[str, str, int]]:
        return [(value, str(label), counts[name, value]) for value, label in pairs]

    found = [
        _facet(filters, "field", "领域", _fields(counts)),
        _facet(filters, "office", "责任单位", _offices(counts)),
        _facet(filters, "level", "公开层级", counted("level", Level.choices)),
        _facet(filters, "stage", "公开环节", counted("stage", Stage.choices)),
        _facet(filters, "audience", "公开对象", counted("audience", Audience.choices)),
        _facet(filters, "mode", "公开方式", counted("mode", Mode.choices)),
        _facet(filters, "channel", "公开渠道", counted("channel", CHANNELS)),
    ]
    return counts["", ""], [facet for facet in found if facet.values]


def _counted(items: QuerySet[Item]) -> Counts:
    """How many rows there are and how many have each value; fields and offices by their key.

    One statement, so that the words are looked for once and not once a facet. It is SQL because
    the same in ORM queries takes longer to compose than to answer.
    """
    columns = ("pk", "field_id", "mode", "channel_words", *FLAGS)
    try:
        picked, params = items.values(*columns).query.sql_with_params()
    except EmptyResultSet:  # a value nobody knows
        return Counter()
    flags = {name: name for name in FLAGS} | {"audience_some": "audience_some <> ''"}
    parts = [
        "SELECT '', '', COUNT(*) FROM picked",
        "SELECT 'field', CAST(field_id AS text), COUNT(*) FROM picked GROUP BY field_id",
        "SELECT 'mode', mode, COUNT(*) FROM picked GROUP BY mode",
        "SELECT 'channel', channel_words, COUNT(*) FROM picked GROUP BY channel_words",
        """SELECT 'office', CAST(organisation_id AS text), COUNT(*) FROM catalogue_duty
            WHERE item_id IN (SELECT pk FROM picked) GROUP BY organisation_id""",
        *(
            f"SELECT '{name}', '{value}', COUNT(*) FROM picked WHERE {flags[column]}"  # noqa: S608 ours
            for column, (name, value) in FLAGS.items()
        ),
    ]
    with connection.cursor() as cursor:
        named = f"WITH picked ({', '.join(columns)}) AS MATERIALIZED ({picked})"
        cursor.execute(f"{named} {' UNION ALL '.join(parts)}", params)
        return _by_channel(cursor.fetchall())


def _by_channel(rows: Iterable[tuple[str, str, int]]) -> Counts:
    """The rows as counts, with the channels of an item told apart: it has several in one text."""
    counts: Counts = Counter()
    for name, value, n in rows:
        values = {*value.strip("|").split("|")} if name == "channel" else {value}
        for one in values:
            counts[name, one] += n
    return counts


def _fields(counts: Counts) -> list[tuple[str, str, int]]:
    """Slug, name and number of rows of the fields that have any."""
    fields = Field.objects.order_by("position").values_list("pk", "slug", "list_name")
    return [(slug, name, n) for key, slug, name in fields if (n := counts["field", str(key)])]


def _offices(counts: Counts) -> list[tuple[str, str, int]]:
    """Code, name and number of rows of the offices that owe most of the rows."""
    owing = ((-n, int(key)) for (name, key), n in counts.items() if name == "office")
    busiest = sorted(owing)[:OFFICES]
    named = {
        key: (code, short or name)
        for key, code, short, name in Organisation.objects.filter(
            pk__in=[key for _, key in busiest]
        ).values_list("pk", "code", "short_name", "name")
    }
    return [(*named[key], -n) for n, key in busiest]


def _facet(filters: Filters, name: str, label: str, rows: Sequence[tuple[str, str, int]]) -> Facet:
    chosen, off = getattr(filters, name), filters.without(name).as_query
    # One address serves all values: NUL, which no visitor can send, keeps the place of the value.
    before, _, after = filters.toggled(name, "\0").as_query.partition(quote_plus("\0"))
    values = [
        FacetValue(value, text, n, True, off)
        if value == chosen
        else FacetValue(value, text, n, False, f"{before}{quote_plus(value)}{after}")
        for value, text, n in rows
        if n or value == chosen
    ]
    return Facet(name, label, values)
