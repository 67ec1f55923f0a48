"""The questions of merging: what disagrees, what a joint check finds, where a row comes from."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import F, QuerySet
from django.urls import reverse

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.models import Duty, Edition
from mingzheng.catalogue.rules.differences import ColumnChange
from mingzheng.catalogue.rules.quality import Row
from mingzheng.editions.adopting import content_of
from mingzheng.merging.models import Disagreement, RowOrigin
from mingzheng.rounds.models import Round
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


def open_total(round_: Round) -> int:
    """How many disagreements nobody has decided."""
    return disagreements(round_).filter(choice="").count()


def is_unwritten(round_: Round) -> bool:
    """Whether something was decided since the last merge: it stands in no draft yet."""
    return disagreements(round_).exclude(choice="").filter(is_written=False).exists()


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


def checks(round_: Round, edition: Edition) -> list[Check]:
    """The joint checks of a merged edition before it goes for approval. Six queries."""
    rows = catalogue.quality_rows(edition)
    offices = list(round_.submissions.select_related("organisation").order_by("organisation__path"))
    fields = list(Field.objects.select_related("lead"))
    used = {row.content.field_code for row in rows}
    owed = Duty.objects.filter(item__edition=edition).order_by()
    busy = set(owed.values_list("organisation", flat=True).distinct())
    busy |= {field.lead_id for field in fields if field.lead_id}
    return [
        Check("twice", "一个事项写了几遍", "同一领域、同一名称的几条，看是不是要合成一条。",
              _twice(edition, rows)),
        Check("gap", "标准里有、目录里没有", "本县确实没有的不用补；漏了的从标准事项里选。",
              _gaps(edition, rows, used)),
        Check("no_office", "没有责任单位的事项", "补公开主体，或者到“对应单位名称”里对好。",
              [_place(edition, row) for row in rows if not row.offices]),
        Check("idle", "没有领域也没有事项的单位", "看是不是漏报，或者名称没有对上。",
              [(one.organisation.name, one.get_absolute_url()) for one in offices
               if one.organisation_id not in busy]),
        Check("no_lead", "没有牵头单位的领域", "到“领域标准”里定。",
              [(field.list_name, reverse("standards:field", args=[field.slug]))
               for field in fields if field.code in used and field.lead_id is None]),
        Check("missing", "还没有交的单位", "可以先汇总，交来再汇总一次。",
              [(one.organisation.name, one.get_absolute_url()) for one in offices
               if one.state in OWED]),
    ]  # fmt: skip


def _place(edition: Edition, row: Row) -> Place:
    address = reverse("catalogue_desk:item", args=[edition.pk, row.code])
    return f"{row.code} {row.content.name}", address


def _twice(edition: Edition, rows: Sequence[Row]) -> list[Place]:
    counted = Counter(row.content.key for row in rows)
    return [_place(edition, row) for row in rows if counted[row.content.key] > 1]


def _gaps(edition: Edition, rows: Sequence[Row], used: set[str]) -> list[Place]:
    """Rows of the standard of the fields that the edition has, missing in it."""
    have = {row.content.key for row in rows}
    place = reverse("catalogue_desk:standards", args=[edition.pk])
    return [
        (f"{row.field.short_name}：{row}", f"{place}?field={row.field.slug}")
        for row in usable_rows().filter(field__code__in=used)
        if content_of(row).key not in have
    ]
