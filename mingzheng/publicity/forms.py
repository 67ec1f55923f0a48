"""What staff type in: a record as the official table has it, and what goes with a step."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.publicity.models import Record
from mingzheng.publicity.rules.entry import Entry, Office, examine
from mingzheng.publicity.rules.fields import SEVERAL, Field, fields_of
from mingzheng.publicity.rules.showing import in_words
from mingzheng.publicity.rules.timing import Term
from mingzheng.publicity.states import WithdrawalReason

KEPT = "已经加密存着，空着就是不改；要改的，重新写一遍。"
HINTS = {
    "date": "写成 2026-06-01。",
    "until": "写成 2026-06-01，没有期限的写“长期”。",
    "amount": "单位是万元：罚款 5000 元写 0.5。",
    "number": "加密存放，不公示；谁查看过都留痕。",
    "permits": "可以写几个，用顿号隔开：普通、特许、认可、核准、登记、其他。",
    "penalties": "可以写几个，用顿号隔开，例如：警告、罚款。",
    "office": "空着就填本单位。",
    "office_code": "空着就填本单位的。",
}


class RecordForm(forms.Form):
    """One record; the same rules read it that read an imported row."""

    def __init__(
        self, *args: Any, kind: str, office: Organisation, record: Record | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.kind, self.office, self.record = kind, office, record
        self.entry = Entry(kind)
        kept = record.sealed if record else {}
        for one in fields_of(kind):
            self.fields[one.code] = _box(one, is_kept=one.code in kept)
            if record and not one.is_sealed:
                self.fields[one.code].initial = _initial(one, record.values.get(one.code, ""))

    def clean(self) -> dict[str, Any]:
        """Everything that is wrong stands beside its box."""
        said = super().clean() or {}
        office = Office(self.office.name, self.office.credit_code)
        kept = tuple(self.record.sealed) if self.record else ()
        today = timezone.localdate()
        self.entry = examine(self.kind, said, office=office, today=today, kept=kept)
        for problem in self.entry.problems:
            if problem.blocking:
                self.add_error(problem.code, problem.message)
        return said


def _initial(one: Field, text: str) -> str:
    if one.choices and one.type not in SEVERAL:
        return text
    return in_words(one, text) if one.choices or text.startswith("2099") else text


def _box(one: Field, *, is_kept: bool) -> forms.Field:
    options: dict[str, Any] = {
        "label": one.title,
        "required": one.required == "always" and not one.type.startswith("office"),
        "help_text": KEPT if is_kept else HINTS.get(one.type, ""),
        "error_messages": {"required": "没有写，这一项必须有。"},
    }
    if one.choices and one.type not in SEVERAL:
        return forms.ChoiceField(choices=[("", "请选择"), *one.choices], **options)
    if one.type == "text":
        rows = forms.Textarea(attrs={"rows": 3})
        return forms.CharField(max_length=one.length, widget=rows, **options)
    if one.is_sealed:
        off = forms.TextInput(attrs={"autocomplete": "off"})
        return forms.CharField(max_length=one.length, widget=off, **options)
    return forms.CharField(max_length=max(one.length, 40), **options)


class CorrectionForm(RecordForm):
    """A record as it should have been, and why."""

    reason = forms.CharField(
        label="为什么更正",
        max_length=500,
        help_text="公众看得到，例如：罚款金额笔误。不要写当事人的姓名。",
        error_messages={"required": "写明为什么更正。"},
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


def _day(label: str, hint: str, *, required: bool) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "选哪一天。", "invalid": "写成 2026-06-01。"},
    )


class ReportForm(forms.Form):
    """A decision that does not stand any more: the three workdays run from the new decision."""

    reason = forms.ChoiceField(label="怎么变的", choices=WithdrawalReason.choices)
    changed_on = _day(
        "哪天变的", "新的决定、判决、复议决定作出的那一天，从第二天起算。", required=True
    )
    note = forms.CharField(label="说明", max_length=500, required=False)


class WithdrawForm(forms.Form):
    """Why it is taken down; everybody reads it."""

    reason = forms.ChoiceField(label="撤下原因", choices=WithdrawalReason.choices)
    words = forms.CharField(
        label="向公众说明的理由",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text="撤下以后，公示页上只留这句话，例如：经行政复议，原处罚决定已被撤销。",
        error_messages={"required": "写明撤下的理由，公众看得到。"},
    )
    changed_on = _day("原决定哪天变的", "报告过的不用填；公示有误的不用填。", required=False)


class PeriodForm(forms.Form):
    """One line of the table of periods."""

    workdays = forms.IntegerField(label="决定之日起几个工作日内公示", min_value=1, max_value=60)
    months = forms.IntegerField(
        label="公示几个月",
        min_value=1,
        max_value=600,
        required=False,
        help_text="空着：公示到决定的有效期届满。",
    )
    most = forms.DecimalField(
        label="多少万元以下算较低数额",
        required=False,
        min_value=0,
        max_digits=18,
        decimal_places=6,
        help_text="只对“较低数额罚款”有用；空着就不按金额分。",
    )
    is_shown = forms.BooleanField(label="公示", required=False)
    source = forms.CharField(
        label="依据", max_length=200, error_messages={"required": "写明依据哪个规定。"}
    )
    is_verified = forms.BooleanField(label="已经核实", required=False)

    def term(self, old: Term) -> Term:
        """The line as it was typed in."""
        return replace(old, **self.cleaned_data)


class MarketForm(forms.Form):
    """Which offices go by the market regulator's rules."""

    offices = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="适用市场监管规则的单位",
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, offices: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        box: Any = self.fields["offices"]
        box.queryset = offices
