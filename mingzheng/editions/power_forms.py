"""What staff type in about a power or service: one field for each column of the data set."""

from typing import Any

from django import forms

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.states import ListKind
from mingzheng.powers.rules.columns import (
    CHOICE,
    CHOICES,
    COLUMNS,
    FLAG,
    GROUPS,
    LINES,
    LONG,
    NUMBER,
    Column,
)
from mingzheng.powers.rules.content import PowerContent

REQUIRED = {"type": "选事项类型。", "name": "请填事项名称。"}
HINTS = {
    "bases": "一行一部法规，写全名称、文号和条款。",
    "materials": "一行一份材料，写明份数和要不要原件。",
    "body": "空着就是编制单位自己。",
    "promised_days": "当场办结的，单位选“当场”，这里空着。",
}
YES_NO = (("", "没有写"), ("1", "是"), ("0", "否"))


class PowerForm(forms.Form):
    """One row of a list, column by column."""

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        for column in COLUMNS:
            self.fields[column.name] = _field(column, kind)

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under headings, in the order of the data set."""
        return [
            (group, [self[one.name] for one in COLUMNS if one.group == group]) for group in GROUPS
        ]

    def content(self, custom: dict[str, str] | None = None) -> PowerContent:
        """What was typed in, as a row."""
        return PowerContent({c.name: self._value(c) for c in COLUMNS}, custom or {})

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
        for column in COLUMNS:
            value = content[column.name]
            if column.kind == LINES:
                value = "\n".join(value)
            if column.kind == FLAG:
                value = {True: "1", False: "0"}.get(value, "")
            initial[column.name] = value
        return cls(data, kind=kind, initial=initial)


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
    return forms.CharField(max_length=300, **said)


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
