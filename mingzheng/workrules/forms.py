"""What staff type in: the rows of a rule, for what it holds, and what goes with a step."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from mingzheng.catalogue.rules.ahead import too_far
from mingzheng.workrules.actions.writing import RuleDraft
from mingzheng.workrules.models import WorkRule
from mingzheng.workrules.queries import Owed
from mingzheng.workrules.rules.course import Row
from mingzheng.workrules.rules.covering import Target
from mingzheng.workrules.states import Authority, RowKind, Scope, TimeUnit

BLANK = ("", "请选择")
SCOPE_LABELS = {
    Scope.FIELD: "整个领域",
    Scope.MATTER: "整个一级事项",
    Scope.ITEM: "单个事项",
}


class RowForm(forms.Form):
    """One row of the course; an empty one is no row."""

    number = forms.IntegerField(label="顺序", min_value=1, max_value=99, required=False)
    kind = forms.ChoiceField(label="类别", choices=[BLANK, *RowKind.choices], required=False)
    name = forms.CharField(label="程序", max_length=60, required=False)
    post = forms.CharField(label="岗位", max_length=60, required=False)
    authority = forms.ChoiceField(label="权限", choices=[BLANK, *Authority.choices], required=False)
    limit = forms.IntegerField(label="时限", min_value=1, max_value=999, required=False)
    unit = forms.ChoiceField(label="时限单位", choices=TimeUnit.choices, required=False)
    note = forms.CharField(
        label="要求和依据",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """A row that says something says what is done, what it is, and what the post may decide."""
        said = super().clean() or {}
        if self.is_row and not all(said.get(name) for name in ("name", "kind", "authority")):
            raise forms.ValidationError("写了内容的一步，类别、程序、权限都要填。")
        return said

    @property
    def is_row(self) -> bool:
        """Whether anything stands in it; the order and the unit alone say nothing."""
        said = self.cleaned_data
        return any(said.get(name) for name in ("name", "kind", "post", "authority", "note"))

    def row(self) -> Row:
        """What was typed in."""
        said = self.cleaned_data
        at_once = said["unit"] == TimeUnit.AT_ONCE
        return Row(
            said["kind"],
            said["name"].strip(),
            said["post"].strip(),
            said["authority"],
            None if at_once else said["limit"],
            said["unit"] or TimeUnit.WORKDAY.value,
            said["note"].strip(),
        )


class BaseRows(forms.BaseFormSet):
    """The whole course of a rule."""

    def clean(self) -> None:
        """At least one row."""
        if not any(self.errors) and not self.rows():
            raise forms.ValidationError("至少写一步程序。")

    def rows(self) -> tuple[Row, ...]:
        """The rows by their numbers; those of one number as they stand on the page."""
        filled = [form for form in self.forms if form.cleaned_data and form.is_row]
        filled.sort(key=lambda form: form.cleaned_data.get("number") or 99)
        return tuple(form.row() for form in filled)


Rows = forms.formset_factory(RowForm, formset=BaseRows, extra=2, max_num=30)


def initial_of(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows as the forms want them."""
    return [
        {
            "number": number,
            "kind": row.kind,
            "name": row.name,
            "post": row.post,
            "authority": row.authority,
            "limit": row.limit,
            "unit": row.unit,
            "note": row.note,
        }
        for number, row in enumerate(rows, start=1)
    ]


class ScopeForm(forms.Form):
    """The name of a rule of its own, and for which fields, matters and items it holds."""

    name = forms.CharField(
        label="规则名称",
        max_length=60,
        help_text="写明为什么不照通用规则，例如：涉及个人信息的事项、当天要公开的事项。",
        error_messages={"required": "给这条规则起个名称。"},
    )

    def __init__(
        self, *args: Any, owed: Sequence[Owed], others: Sequence[WorkRule], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        taken = {target: rule.name for rule in others for target in rule.targets}
        for scope, found in _choices(owed, taken).items():
            self.fields[scope.value] = forms.MultipleChoiceField(
                label=SCOPE_LABELS[scope],
                choices=found,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": "本单位现行目录里没有这一项，刷新后再选。"},
            )

    def clean(self) -> dict[str, Any]:
        """It is for something."""
        said = super().clean() or {}
        if not self.errors and not any(said.get(scope) for scope in Scope.values):
            raise forms.ValidationError("选这条规则适用的领域、一级事项或者事项，至少一处。")
        return said

    @property
    def targets(self) -> tuple[Target, ...]:
        """What was chosen, the widest first."""
        return tuple(
            (scope.value, key) for scope in SCOPE_LABELS for key in self.cleaned_data[scope.value]
        )

    @property
    def groups(self) -> list[tuple[str, int, Any]]:
        """The three groups of boxes for the page: label, how many are chosen, the field."""
        found = []
        for scope, label in SCOPE_LABELS.items():
            chosen = self[scope.value].value() or []
            found.append((label, len(chosen), self[scope.value]))
        return found


def _choices(owed: Sequence[Owed], taken: dict[Target, str]) -> dict[Scope, list[tuple[str, str]]]:
    found: dict[Scope, dict[str, str]] = {scope: {} for scope in SCOPE_LABELS}
    for one in owed:
        item, matter, of_field = one.place.targets
        found[Scope.FIELD].setdefault(of_field[1], one.field_name)
        found[Scope.MATTER].setdefault(matter[1], f"{one.field_name}：{one.place.level1}")
        found[Scope.ITEM][item[1]] = f"{one.code} {one.name}，{one.limit_text or '没有写时限'}"
    return {
        scope: [
            (key, f"{words}（已归《{taken[(scope.value, key)]}》）")
            if (scope.value, key) in taken
            else (key, words)
            for key, words in keys.items()
        ]
        for scope, keys in found.items()
    }


def draft_of(rows: tuple[Row, ...], scope: ScopeForm | None) -> RuleDraft:
    """What both forms say together; without a scope it is the general rule."""
    if scope is None:
        return RuleDraft("", rows, is_general=True)
    return RuleDraft(scope.cleaned_data["name"], rows, scope.targets)


class WorkbookForm(forms.Form):
    """A workbook of rules that was changed outside."""

    file = forms.FileField(
        label="改好的规则表",
        help_text="XLSX、XLS、ET、CSV、DOCX 都可以，不超过 20 MB。",
        error_messages={"required": "请选一个文件。", "empty": "这个文件是空的，请另选一个。"},
    )


class NoteForm(forms.Form):
    """An opinion that goes with a step."""

    note = forms.CharField(
        label="意见", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )

    def __init__(self, *args: Any, required: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["note"].required = required
        self.fields["note"].error_messages["required"] = "写明理由，至少一句话。"


class PassForm(NoteForm):
    """From which day the rules hold."""

    effective_on = forms.DateField(
        label="施行日期",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="今天或者以后的一天；到日系统自动施行，原来的同时被替代。",
        error_messages={"required": "定一个施行日期。", "invalid": "写成 2026-12-31。"},
    )
    field_order = ["effective_on", "note"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["effective_on"].initial = f"{timezone.localdate():%Y-%m-%d}"

    def clean_effective_on(self) -> Any:
        """A day gone by, or too far ahead, is refused beside its box."""
        day = self.cleaned_data["effective_on"]
        if day < timezone.localdate():
            raise forms.ValidationError("这一天已经过去，从今天或者以后的一天起施行。")
        if far := too_far(day, timezone.localdate(), "施行日期"):
            raise forms.ValidationError(far)
        return day
