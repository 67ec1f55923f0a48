"""What staff type in about a power or service: one field for each column of the data set."""

from typing import Any

from django import forms

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.states import ListKind
from mingzheng.powers.models import PowerItem
from mingzheng.powers.rules.columns import (
    CHOICE,
    CHOICES,
    COLUMNS,
    FLAG,
    GROUPS,
    LINES,
    LONG,
    NUMBER,
    ROWS,
    Column,
)
from mingzheng.powers.rules.content import PowerContent
from mingzheng.powers.rules.materials import COPIES, PARTS, material

REQUIRED = {"type": "选事项类型。", "name": "请填事项名称。"}
HINTS = {
    "bases": "一行一部法规，写全名称、文号和条款。",
    "sample": "样本的名称，或者网上看得到的地址。",
    "body": "空着就是编制单位自己。",
    "promised_days": "当场办结的，单位选“当场”，这里空着。",
}
YES_NO = (("", "没有写"), ("1", "是"), ("0", "否"))


# What has a column of its own is as long as that; the rest is text.
LONGEST = {one.name: one.max_length for one in PowerItem._meta.concrete_fields if one.max_length}
FIELDS = tuple(column for column in COLUMNS if column.kind != ROWS)


class MaterialForm(forms.Form):
    """One material; a row that is left empty is none."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for part in PARTS:
            self.fields[part.name] = _part_field(part.kind, part.label)

    def clean(self) -> dict[str, Any]:
        """What says something about a material says which."""
        said = super().clean() or {}
        if material(said) and not said.get("name") and not self.errors:
            self.add_error("name", "写了份数或者说明的，也要写材料名称。")
        return said


Materials = forms.formset_factory(MaterialForm, extra=2, max_num=100)


def _is_yes(said: str) -> bool:
    return said == "1"


def _part_field(kind: str, label: str) -> forms.Field:
    if kind == "number":
        return forms.IntegerField(
            label=label, required=False, min_value=0, max_value=COPIES,
            error_messages={"max_value": f"份数不超过 {COPIES}。", "invalid": "份数写数字。"},
        )  # fmt: skip
    if kind == "flag":
        return forms.TypedChoiceField(
            label=label, required=False, choices=YES_NO, coerce=_is_yes, empty_value=None
        )
    return forms.CharField(label=label, required=False, max_length=300)


class PowerForm(forms.Form):
    """One row of a list, column by column, with its materials as rows below."""

    def __init__(self, data: Any = None, *, kind: str, rows: Any = (), **options: Any) -> None:
        super().__init__(data, **options)
        for column in FIELDS:
            self.fields[column.name] = _field(column, kind)
        # A form posted without materials is one that has none: programs need not know the counters.
        known = data if data is not None and "materials-TOTAL_FORMS" in data else None
        self.materials = Materials(known, prefix="materials", initial=list(rows))
        self._keeps_none = data is not None and known is None

    def is_valid(self) -> bool:
        """Both the columns and every material."""
        said = self._keeps_none or not self.materials.is_bound or self.materials.is_valid()
        return super().is_valid() and said

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under headings, in the order of the data set."""
        return [
            (group, [self[one.name] for one in FIELDS if one.group == group]) for group in GROUPS
        ]

    def content(self, custom: dict[str, str] | None = None) -> PowerContent:
        """What was typed in, as a row."""
        values = {c.name: self._value(c) for c in FIELDS}
        values["materials"] = self._materials()
        return PowerContent(values, custom or {})

    def _materials(self) -> list[dict[str, Any]]:
        if self._keeps_none:
            return []
        rows = (material(one) for one in self.materials.cleaned_data)
        return [row for row in rows if row]

    def _value(self, column: Column) -> Any:
        said = self.cleaned_data[column.name]
        if column.kind == LINES:
            return [line.strip() for line in said.splitlines() if line.strip()]
        if column.kind == FLAG:
            return {"1": True, "0": False}.get(said)
        if column.name.endswith("_days") and self.cleaned_data.get(_unit(column)) == "at_once":
            return 0
        return said

    @classmethod
    def of(cls, content: PowerContent, data: Any, *, kind: str) -> "PowerForm":
        """The form of a row as it stands, or as it was posted."""
        initial: dict[str, Any] = {}
        for column in FIELDS:
            value = content[column.name]
            if column.kind == LINES:
                value = "\n".join(value)
            if column.kind == FLAG:
                value = {True: "1", False: "0"}.get(value, "")
            initial[column.name] = value
        rows = [_row(one) for one in content["materials"]]
        return cls(data, kind=kind, initial=initial, rows=rows)


def _row(one: dict[str, Any]) -> dict[str, Any]:
    said = one.get("required")
    return {**one, "required": "" if said is None else str(int(said))}


def _unit(column: Column) -> str:
    return column.name.replace("_days", "_unit")


def _field(column: Column, kind: str) -> forms.Field:
    required = REQUIRED.get(column.name, "")
    said: dict[str, Any] = {
        "label": column.label,
        "required": bool(required),
        "help_text": HINTS.get(column.name, ""),
    }
    if required:
        said["error_messages"] = {"required": required}
    if column.kind == CHOICES:
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=column.choices, widget=widget, **said)
    if column.kind == FLAG:
        return forms.ChoiceField(choices=YES_NO, **said)
    if column.kind == CHOICE:
        choices = column.choices
        if column.name == "type":
            choices = tuple(c for c in choices if (c[0] == "20") == (kind == ListKind.SERVICES))
        return forms.ChoiceField(choices=[("", "请选择"), *choices], **said)
    if column.kind == NUMBER:
        return forms.IntegerField(min_value=0, max_value=9999, **said)
    if column.kind in (LINES, LONG):
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **said)
    return forms.CharField(max_length=LONGEST.get(column.name, 300), **said)


class TakeoverForm(forms.Form):
    """Which office's list goes where, and why."""

    source = forms.ModelChoiceField(
        Organisation.objects.none(), label="原单位", to_field_name="code", empty_label="请选择",
        error_messages={"required": "选原单位。"},
    )  # fmt: skip
    target = forms.ModelChoiceField(
        Organisation.objects.none(), label="承接单位", to_field_name="code", empty_label="请选择",
        error_messages={"required": "选承接单位。"},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="哪份清单", choices=[(k.value, k.label) for k in (ListKind.POWERS, ListKind.SERVICES)]
    )
    codes = forms.CharField(
        label="只划转这些事项",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写事项编号，用空格或者顿号隔开；空着就是整份清单。",
    )
    reason = forms.CharField(
        label="根据哪个文件", max_length=300, error_messages={"required": "写明根据哪个文件。"}
    )

    def __init__(self, *args: Any, offices: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("source", "target"):
            field: Any = self.fields[name]
            field.queryset = offices
