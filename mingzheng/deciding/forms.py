"""What staff type in: the evidence of a step, a matter of the catalogue, opinions, documents."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.decisions.actions.papers import Opinion, Paper
from mingzheng.decisions.rules.checks import Known, faults
from mingzheng.decisions.rules.evidence import EVIDENCE, Field
from mingzheng.decisions.rules.rows import Row
from mingzheng.decisions.rules.stages import LABELS, OPTIONAL, ORDER, PLANNED
from mingzheng.decisions.states import Adoption, DecisionState, MatterKind

BLANK = ("", "请选择")
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
MISSING = {"required": "这一项要填。", "invalid": "写成 2026-12-31。"}


def _control(one: Field) -> forms.Field:
    help_text = one.hint + ("" if one.is_public else "（内部，不公开）")
    said: dict[str, Any] = {"label": one.label, "required": one.required, "help_text": help_text}
    if one.kind == "yes":
        return forms.BooleanField(**said)
    said["error_messages"] = MISSING
    if one.kind == "date":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **said)
    if one.kind == "number":
        return forms.IntegerField(min_value=0, max_value=1_000_000, **said)
    if one.kind == "one":
        return forms.ChoiceField(choices=[BLANK, *one.choices], **said)
    if one.kind == "many":
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=one.choices, widget=boxes, **said)
    if one.kind == "line":
        return forms.CharField(max_length=300, **said)
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=50_000, **said)


class EvidenceForm(forms.Form):
    """The evidence of one step, made from the table of evidence and judged by the rules."""

    def __init__(self, *args: Any, step: str, known: Known, **options: Any) -> None:
        super().__init__(*args, **options)
        self.step, self.known = step, known
        for one in EVIDENCE[step]:
            self.fields[one.name] = _control(one)
            if one.kind == "date" and not self.is_bound:
                self.initial.setdefault(one.name, f"{timezone.localdate():%Y-%m-%d}")

    def clean(self) -> dict[str, Any]:
        """What the law does not allow is said beside its box."""
        said = super().clean() or {}
        if not self.errors:
            for fault in faults(self.step, self.said, self.known):
                self.add_error(fault.field or None, fault.words)
        return said

    @property
    def said(self) -> dict[str, Any]:
        """The answers of this step alone."""
        return {one.name: self.cleaned_data.get(one.name) for one in EVIDENCE[self.step]}


class StartForm(EvidenceForm):
    """The start of a course: which steps do not apply, each with its reason."""

    def __init__(self, *args: Any, left_out: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["is_closed"] = forms.BooleanField(
            label="依法不予公开",
            required=False,
            help_text="公众看不到这个事项。（第十四条、第三十二条）",
        )
        for stage, why in OPTIONAL.items():
            self.fields[f"out_{stage}"] = forms.CharField(
                label=f"不办“{LABELS[stage]}”的理由", required=False, max_length=500,
                widget=forms.Textarea(attrs={"rows": 2}), initial=left_out.get(stage, ""),
                help_text=f"要办的空着。{why}",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The public is heard unless the law keeps the matter closed."""
        said = super().clean()
        if said.get("out_consulting") and not said.get("is_closed"):
            self.add_error("out_consulting", OPTIONAL[DecisionState.CONSULTING.value])
        return said

    @property
    def left_out(self) -> dict[str, str]:
        """The steps that do not apply, with their reasons."""
        found = {stage: self.cleaned_data.get(f"out_{stage}", "") for stage in OPTIONAL}
        return {stage: reason for stage, reason in found.items() if reason.strip()}


class RedraftForm(EvidenceForm):
    """Another draft: the draft itself, why, and which stages still hold."""

    def __init__(self, *args: Any, may_keep: Sequence[str], **options: Any) -> None:
        super().__init__(*args, step="draft", **options)
        choices = [(stage, f"沿用“{LABELS[stage]}”") for stage in may_keep]
        if choices:
            self.fields["kept"] = forms.MultipleChoiceField(
                label="不用重新办的", choices=choices, required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text="风险评估、合法性审查一律重新办（第二十四条、第二十五条）。",
            )  # fmt: skip
        self.fields["note"] = forms.CharField(
            label="为什么修改", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
            error_messages=MISSING,
        )  # fmt: skip


class NoteForm(forms.Form):
    """An opinion that goes with a step."""

    note = forms.CharField(
        label="意见", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )

    def __init__(self, *args: Any, required: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["note"].required = required
        self.fields["note"].error_messages["required"] = "写明理由，至少一句话。"


class ConsentForm(forms.Form):
    """The Party committee's consent (党委同意)."""

    of = forms.CharField(label="同意的党委", max_length=100, error_messages=MISSING)
    on = forms.DateField(
        label="同意日期", widget=forms.DateInput(attrs={"type": "date"}), error_messages=MISSING
    )
    number = forms.CharField(label="文号或者会议", max_length=100, required=False)

    def clean_on(self) -> Any:
        """A day to come is no consent yet."""
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError("这一天还没有到。")
        return day


class MatterForm(forms.Form):
    """One matter of a catalogue: who leads, on what basis, which steps by which month."""

    name = forms.CharField(label="事项名称", max_length=200, error_messages=MISSING)
    kind = forms.ChoiceField(
        label="类别", choices=[BLANK, *MatterKind.choices], error_messages=MISSING
    )
    lead = forms.ChoiceField(
        label="承办单位", error_messages=MISSING, help_text="几个单位承办的，选牵头的。"
    )
    others = forms.CharField(label="协办单位", max_length=300, required=False)
    basis = forms.CharField(
        label="依据", widget=forms.Textarea(attrs={"rows": 2}), max_length=2000,
        error_messages=MISSING,
    )  # fmt: skip

    def __init__(
        self, *args: Any, leads: Sequence[Organisation], row: Row | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["lead"].choices = [BLANK, *((one.code, one.name) for one in leads)]  # type: ignore[attr-defined]
        for stage in PLANNED:
            self.fields[f"plan_{stage}"] = forms.RegexField(
                MONTH, label=f"{LABELS[stage]}：哪个月", required=False,
                error_messages={"invalid": "写成 2026-06。"},
                initial=row.plan.get(stage, "") if row else "",
            )  # fmt: skip
        for out, why in OPTIONAL.items():
            self.fields[f"out_{out}"] = forms.CharField(
                label=f"不办“{LABELS[out]}”的理由", max_length=500, required=False,
                help_text=f"要办的空着。{why}", initial=row.left_out.get(out, "") if row else "",
            )  # fmt: skip
        if row:
            for name in ("name", "kind", "lead", "others", "basis"):
                self.initial.setdefault(name, getattr(row, name))

    def clean(self) -> dict[str, Any]:
        """At least one step has its month."""
        said = super().clean() or {}
        if not self.errors and not any(said.get(f"plan_{stage}") for stage in PLANNED):
            raise forms.ValidationError("至少写一步哪个月办。")
        return said

    @property
    def row(self) -> Row:
        """What was typed in."""
        said = self.cleaned_data
        plan = {stage.value: said[f"plan_{stage}"] for stage in PLANNED if said[f"plan_{stage}"]}
        out = {stage: said[f"out_{stage}"] for stage in OPTIONAL if said[f"out_{stage}"]}
        name, kind, lead = said["name"], said["kind"], said["lead"]
        return Row(name, kind, lead, "", said["others"], said["basis"], plan, out)


class ProposalForm(forms.Form):
    """A suggestion outside the catalogue (第十条)."""

    name = forms.CharField(label="事项名称", max_length=200, error_messages=MISSING)
    kind = forms.ChoiceField(
        label="类别", choices=[BLANK, *MatterKind.choices], error_messages=MISSING
    )
    others = forms.CharField(label="协办单位", max_length=300, required=False)
    basis = forms.CharField(
        label="依据", widget=forms.Textarea(attrs={"rows": 2}), max_length=2000,
        error_messages=MISSING,
    )  # fmt: skip


class OpinionForm(forms.Form):
    """Opinions of one kind; an empty one is none."""

    text = forms.CharField(
        label="意见", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )
    number = forms.IntegerField(label="条数", min_value=1, max_value=100_000, required=False)
    outcome = forms.ChoiceField(
        label="采纳情况", choices=[("", "还没有定"), *Adoption.choices], required=False
    )
    reason = forms.CharField(
        label="理由", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """An outcome belongs to an opinion and says why."""
        said = super().clean() or {}
        if said.get("outcome") and not said.get("text"):
            self.add_error("text", "先写意见，再写采纳情况。")
        if said.get("outcome") and not said.get("reason"):
            self.add_error("reason", "采纳、不采纳都写明理由。")
        return said


Opinions = forms.formset_factory(OpinionForm, extra=3, max_num=200)


def opinions_of(rows: Any) -> list[Opinion]:
    """The opinions of a formset that say something."""
    filled = [form.cleaned_data for form in rows.forms if form.cleaned_data.get("text")]
    return [
        Opinion(one["text"], one["number"] or 1, one["outcome"], one["reason"]) for one in filled
    ]


class DocumentForm(forms.Form):
    """A document of a stage: its words, or where it stands."""

    title = forms.CharField(label="材料名称", max_length=200, error_messages=MISSING)
    stage = forms.ChoiceField(
        label="属于哪个阶段", choices=[BLANK, *((s.value, s.label) for s in ORDER[1:])],
        error_messages=MISSING,
    )  # fmt: skip
    text = forms.CharField(
        label="文字", required=False, max_length=100_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    url = forms.URLField(
        label="网址", required=False, max_length=500, assume_scheme="https",
        error_messages={"invalid": "写成 https:// 开头的网址。"},
    )  # fmt: skip
    is_public = forms.BooleanField(
        label="向社会公开", required=False, help_text="审核人同意、所在阶段公开以后，公众才看得到。"
    )

    def clean(self) -> dict[str, Any]:
        """It says something."""
        said = super().clean() or {}
        if not self.errors and not said.get("text") and not said.get("url"):
            raise forms.ValidationError("写材料的文字，或者它的网址。")
        return said

    @property
    def paper(self) -> Paper:
        """What was typed in."""
        said = self.cleaned_data
        return Paper(said["stage"], said["title"], said["text"], said["url"], said["is_public"])


class WorkbookForm(forms.Form):
    """A workbook of the catalogue that was filled in outside."""

    file = forms.FileField(
        label="填好的目录表",
        help_text="XLSX、XLS、ET、CSV、DOCX 都可以，不超过 20 MB。",
        error_messages={"required": "请选一个文件。", "empty": "这个文件是空的，请另选一个。"},
    )


class ReasonForm(forms.Form):
    """Why the catalogue is adjusted."""

    reason = forms.CharField(
        label="为什么调整", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=MISSING,
    )  # fmt: skip
