"""The questions of merging: what disagrees, what a joint check finds, where a row comes from."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Duty, Edition, Item
from mingzheng.catalogue.rules.differences import ColumnChange
from mingzheng.catalogue.states import ListKind
from mingzheng.editions.adopting import content_of
from mingzheng.merging.models import Disagreement, RowOrigin
from mingzheng.powers.models import PowerItem
from mingzheng.rounds.models import Round, Submission
from mingzheng.rounds.states import OWED
from mingzheng.standards.models import Field
from mingzheng.standards.queries import usable_rows

Place = tuple[str, str]  # words, address


def disagreements(round_: Round) -> QuerySet[Disagreement]:
    """Items on which the offices of this host disagree, open ones first."""
    return (
        Disagreement.objects.filter(host=round_.organisation_id, kind__in=round_.kinds)
        .select_related("host")
        .order_by(F("decided_at").asc(nulls_first=True), "name", "pk")
    )


class Left(NamedTuple):
    """What a merged draft still waits for: questions to decide, decisions to merge."""

    open: int
    unwritten: int


def left_of(round_: Round) -> Left:
    """How much nobody has decided, and how much stands in no draft yet. One query."""
    no_answer = Q(choice="")
    found = disagreements(round_).order_by()
    said = found.aggregate(
        open=Count("pk", filter=no_answer),
        unwritten=Count("pk", filter=~no_answer & Q(is_written=False)),
    )
    return Left(**said)


class Side(NamedTuple):
    """One office's row beside the first one: its columns, with what differs marked."""

    place: str
    label: str
    columns: list[ColumnChange]


def sides(found: Disagreement) -> list[Side]:
    """The rows that disagree, each compared with the first; equal columns are left out."""
    rows = found.sides
    headings = [
        heading
        for heading in dict.fromkeys(h for one in rows for h in one["columns"])
        if len({one["columns"].get(heading, "") for one in rows}) > 1
    ]
    first: dict[str, str] = rows[0]["columns"] if rows else {}
    return [
        Side(
            one["place"],
            one["label"],
            [ColumnChange(h, first.get(h, ""), one["columns"].get(h, "")) for h in headings],
        )
        for one in rows
    ]


def origins_of(host: Organisation, code: str) -> QuerySet[RowOrigin]:
    """The offices' rows that one merged row comes from."""
    return RowOrigin.objects.filter(host=host, code=code).select_related("office")


class Check(NamedTuple):
    """One joint check: what was found, each with where to look."""

    code: str
    label: str
    advice: str
    found: list[Place]


def checks(round_: Round, edition: Edition | None) -> list[Check]:
    """The joint checks before what was collected goes for approval. At most four queries.

    `edition` is the merged one; None before the first merge and where only lists are collected.
    """
    offices = list(_offices(round_, edition))
    missing = [(_name(one), one.get_absolute_url()) for one in offices if one.state in OWED]
    found = _of_catalogue(edition, offices) if edition else []
    if ListKind.POWERS in round_.kinds:
        advice = "看职责是不是交叉；确实都有权的可以留着。"
        found.append(Check("claimed", "几个单位都列了的权力", advice, _claimed(round_)))
    return [*found, Check("missing", "还没有交的单位", "催一催；交来再检查一次。", missing)]


def _name(one: Submission) -> str:
    kind = "" if one.is_merged_later else f"（{one.get_kind_display()}）"
    return one.organisation.name + kind


def _offices(round_: Round, edition: Edition | None) -> QuerySet[Any]:
    owed = Duty.objects.filter(item__edition=edition, organisation=OuterRef("organisation"))
    leads = Field.objects.filter(lead=OuterRef("organisation"))
    return (
        round_.submissions.select_related("organisation")
        .annotate(is_busy=Exists(owed) | Exists(leads))
        .order_by("organisation__path", "kind")
    )


def _of_catalogue(edition: Edition, offices: Sequence[Any]) -> list[Check]:
    rows = list(edition.items.select_related("field").annotate(offices=Count("duties")))
    fields = {row.field_id: row.field for row in rows}.values()
    return [
        Check("twice", "一个事项写了几遍", "同一领域、同一名称的几条，看是不是要合成一条。",
              _twice(edition, rows)),
        Check("gap", "标准里有、目录里没有", "本县确实没有的不用补；漏了的从标准事项里选。",
              _gaps(edition, rows)),
        Check("no_office", "没有责任单位的事项", "补公开主体，或者到“对应单位名称”里对好。",
              [_place(edition, row) for row in rows if not row.offices]),
        Check("idle", "没有领域也没有事项的单位", "看是不是漏报，或者名称没有对上。",
              [(one.organisation.name, one.get_absolute_url()) for one in offices
               if one.is_merged_later and not one.is_busy and not one.is_nothing]),
        Check("no_lead", "没有牵头单位的领域", "到“领域标准”里定。",
              [(field.list_name, reverse("standards:field", args=[field.slug]))
               for field in sorted(fields, key=lambda one: (one.position, one.code))
               if field.lead_id is None]),
    ]  # fmt: skip


def _claimed(round_: Round) -> list[Place]:
    """Powers that several offices sent, told by type and name: who may decide is not clear."""
    sent = round_.submissions.exclude(state__in=OWED).filter(kind=ListKind.POWERS)
    rows = PowerItem.objects.filter(edition__in=sent.values("edition"))
    grouped: dict[tuple[str, str, str], list[PowerItem]] = {}
    for row in rows.select_related("edition__catalogue__organisation"):
        grouped.setdefault(row.content.key, []).append(row)
    found = []
    for some in grouped.values():
        holders = dict.fromkeys(one.edition.catalogue.organisation.label for one in some)
        if len(holders) > 1:
            place = reverse("lists_desk:item", args=[some[0].edition_id, some[0].code])
            found.append((f"{some[0].title}：{'、'.join(holders)}", place))
    return found


def _place(edition: Edition, row: Item) -> Place:
    address = reverse("catalogue_desk:item", args=[edition.pk, row.code])
    return f"{row.code} {row.name}", address


def _twice(edition: Edition, rows: Sequence[Item]) -> list[Place]:
    counted = Counter(row.content.key for row in rows)
    return [_place(edition, row) for row in rows if counted[row.content.key] > 1]


def _gaps(edition: Edition, rows: Sequence[Item]) -> list[Place]:
    """Rows of the standard of the fields that the edition has, missing in it."""
    have = {row.content.key for row in rows}
    used = {row.field_id for row in rows}
    place = reverse("catalogue_desk:standards", args=[edition.pk])
    return [
        (f"{row.field.short_name}：{row}", f"{place}?field={row.field.slug}")
        for row in usable_rows().filter(field__in=used)
        if content_of(row).key not in have
    ]
