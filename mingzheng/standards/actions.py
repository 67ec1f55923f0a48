"""The verbs of the standards: load the starter list, name leads, add fields, confirm rows."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.core import trace
from mingzheng.core.access import Actor, Denied, SystemActor, may
from mingzheng.posts.deeds import SYSTEM_DEEDS
from mingzheng.search import actions as search
from mingzheng.standards.models import Field, StandardItem
from mingzheng.standards.states import Mode

SEED = Path(__file__).parent / "seed"
SYSTEM = SystemActor(SYSTEM_DEEDS)
_MODES = {label: value for value, label in Mode.choices} | {
    "主动": Mode.ACTIVE.value,
    "依申请": Mode.ON_REQUEST.value,
}


def root_path() -> str:
    """The path of the organisation at the top: fields and standards belong to all of it."""
    return Organisation.objects.order_by("path").values_list("path", flat=True).first() or "/"


def _demand(by: Actor, deed: str, sentence: str) -> None:
    if not may(by, deed, root_path()):
        raise Denied(sentence)


def _rows(name: str) -> Iterable[dict[str, str]]:
    with (SEED / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.replace("；", ";").split(";") if word.strip()]


@transaction.atomic
def load_starter() -> tuple[int, int]:
    """Load the 26 fields and the starter rows that are not there yet; what is there stays.

    Returns how many fields and rows were added. Source: law-2.md facts in our own words.
    """
    known = set(Field.objects.values_list("code", flat=True))
    fields = [_field(row) for row in _rows("fields.csv") if row["code"] not in known]
    Field.objects.bulk_create(fields)
    ids = dict(Field.objects.values_list("code", "pk"))
    have = set(StandardItem.objects.values_list("field__code", "position"))
    rows = [
        _standard(row, ids[row["field_code"]], position)
        for position, row in enumerate(_rows("standard_items.csv"), start=1)
        if (row["field_code"], position) not in have
    ]
    StandardItem.objects.bulk_create(rows, batch_size=500)
    return len(fields), len(rows)


def _field(row: dict[str, str]) -> Field:
    return Field(
        code=row["code"],
        slug=row["slug"],
        list_name=row["list_name"],
        guideline_title=row["guideline_title"],
        short_name=row["short_name"],
        glyph=row["glyph"],
        aliases=_words(row["aliases"]),
        issuer=row["issuer"],
        document_number=row["document_number"],
        source=row["source"],
        tag=row["tag"],
        lead_function=row["lead_function"],
        position=int(row["order"]),
    )


def _standard(row: dict[str, str], field_id: int, position: int) -> StandardItem:
    return StandardItem(
        field_id=field_id,
        position=position,
        level1=row["level1"],
        level2=row["level2"],
        elements=_words(row["elements"]),
        bases=_words(row["bases"]),
        limit_text=row["limit_text"],
        publisher_text=row["publisher_text"],
        channels=_words(row["channels"]),
        mode=_MODES.get(row["mode"], Mode.UNCLEAR.value),
        audience=row["audience"],
        levels=_words(row["levels"]),
        stages=_words(row["stages"]),
        source=row["source"],
        tag=row["tag"],
        override_text=row["override_text"],
        override_source=row["override_source"],
        is_local=row["local"] == "1",
        renamed_to=row["renamed_to"],
    )


def name_leads() -> int:
    """Give each field without a lead office the department whose function it names.

    Only where exactly one department has it: a choice between several is a person's. Returns how
    many fields got one.
    """
    named = 0
    for field in Field.objects.filter(lead=None).exclude(lead_function=""):
        offices = Organisation.objects.filter(
            kind="department", function__contains=field.lead_function, is_active=True
        )[:2]
        if len(offices) == 1:
            Field.objects.filter(pk=field.pk).update(lead=offices[0])
            named += 1
    return named


@transaction.atomic
def save_field(field: Field, *, by: Actor, **columns: Any) -> Field:
    """Change a field, or add a local one (field without pk); both are traced."""
    _demand(by, "field.edit", "领域由政务公开办维护。")
    is_new = field.pk is None
    before = {name: str(getattr(field, name) or "") for name in columns}
    for name, value in columns.items():
        setattr(field, name, value)
    if is_new:
        field.code = field.code or _next_code()
        field.position = (Field.objects.aggregate(last=Max("position"))["last"] or 0) + 1
        field.is_local = True
    field.save()
    search.label("field", field.slug, field.list_name, is_shown=field.is_shown)
    changes = {
        _column(name): [was, str(getattr(field, name) or "")]
        for name, was in before.items()
        if was != str(getattr(field, name) or "")
    }
    if changes or is_new:
        trace.record(
            field,
            "add_field" if is_new else "edit_field",
            by=by,
            label="增设领域" if is_new else "修改领域",
            changes=changes,
        )
    return field


def label_fields() -> None:
    """Tell the search what all fields are called and which are shown: for a rebuild."""
    for field in Field.objects.all():
        search.label("field", field.slug, field.list_name, is_shown=field.is_shown)


def _column(name: str) -> str:
    return next(str(one.verbose_name) for one in Field._meta.fields if one.name == name)


def _next_code() -> str:
    used = {int(code) for code in Field.objects.values_list("code", flat=True) if code.isdigit()}
    return f"{max(used, default=26) + 1:02d}"


@transaction.atomic
def confirm(rows: Iterable[StandardItem], *, by: Actor, note: str) -> int:
    """An editor has checked suggestions against the official text (核实); returns how many.

    `note` says against which text: it is kept in the trace of each row.
    """
    _demand(by, "standard.confirm", "标准事项建议由政务公开办核实。")
    rows = list(rows)
    StandardItem.objects.filter(pk__in=[row.pk for row in rows], is_confirmed=False).update(
        is_confirmed=True, confirmed_by=by.actor_name, confirmed_at=timezone.now()
    )
    for row in rows:
        trace.record(row, "confirm", by=by, label="核实", note=note)
    return len(rows)
