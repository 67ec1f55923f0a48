"""What staff type in: the steps of a power, and what a judgement needs."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from mingzheng.processes.rules.grounds import REVIEW_AGAIN_DAYS, wrong_with
from mingzheng.processes.rules.steps import LONGEST, MOST_STEPS, UNITS, StepContent, read_next
from mingzheng.processes.states import Attribute, Ground
from mingzheng.standards.models import Field


class StepForm(forms.Form):
    """One step; an empty one is no step."""

    number = forms.IntegerField(label="序号", min_value=1, max_value=MOST_STEPS, required=False)
    name = forms.CharField(label="环节名称", max_length=LONGEST["name"], required=False)
    post = forms.CharField(label="岗位", max_length=LONGEST["post"], required=False)
    limit = forms.IntegerField(label="时限", min_value=0, max_value=999, required=False)
    unit = forms.ChoiceField(label="单位", choices=[("", "—"), *UNITS.items()], required=False)
    input = forms.CharField(label="输入", required=False)
    output = forms.CharField(label="输出", required=False)
    next = forms.CharField(
        label="下一环节", required=False, help_text="序号；分岔写“齐全：3；不齐：2”；到头写“结束”。"
    )
    information = forms.CharField(
        label="产生的信息",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="一行一条。",
    )

    def clean(self) -> dict[str, Any]:
        """A step that says something says its number and name."""
        said = super().clean() or {}
        if any(said.values()) and not (said.get("number") and said.get("name")):
            raise forms.ValidationError("写了内容的环节，序号和名称都要填。")
        most = LONGEST["information"]
        for name in map(str.strip, said.get("information", "").splitlines()):
            if len(name) > most:
                words = f"“{name[:20]}…”太长：一条最多 {most} 个字，现在 {len(name)} 个。"
                self.add_error("information", words)
        return said


class BaseSteps(forms.BaseFormSet):
    """All steps of a power."""

    def clean(self) -> None:
        """Numbers are used once, and 下一环节 leads to steps that are there."""
        if any(self.errors):
            return
        numbers = [form.cleaned_data["number"] for form in self._filled()]
        if len(set(numbers)) < len(numbers):
            raise forms.ValidationError("环节序号有重复。")
        for form in self._filled():
            said = form.cleaned_data
            nexts, _, unknown = read_next(said["next"], self._names())
            unknown += [str(one.to) for one in nexts if one.to not in numbers]
            if unknown:
                words = f"“{said['name']}”的下一环节“{unknown[0]}”没有。"
                raise forms.ValidationError(f"{words}写这一页上有的序号，到头的写“结束”。")

    def _filled(self) -> list[Any]:
        return [form for form in self.forms if form.cleaned_data.get("number")]

    def _names(self) -> dict[str, int]:
        return {f.cleaned_data["name"]: f.cleaned_data["number"] for f in self._filled()}

    def steps(self, before: list[StepContent]) -> list[StepContent]:
        """What was typed in, as plain values; what was suggested for a name before stays."""
        kept = {name: suggested for step in before for name, suggested in step.information}
        found = []
        for form in self._filled():
            said = form.cleaned_data
            nexts, is_end, _ = read_next(said["next"], self._names())
            names = [n.strip() for n in said["information"].splitlines() if n.strip()]
            found.append(
                StepContent(
                    said["number"],
                    said["name"],
                    said["post"],
                    said["limit"],
                    said["unit"],
                    said["input"],
                    said["output"],
                    nexts,
                    is_end,
                    tuple((name, kept.get(name, "")) for name in dict.fromkeys(names)),
                )
            )
        return found


Steps = forms.formset_factory(StepForm, formset=BaseSteps, extra=3)


def initial_of(steps: list[StepContent]) -> list[dict[str, Any]]:
    """The steps as the forms want them."""
    return [
        {
            "number": step.number,
            "name": step.name,
            "post": step.post,
            "limit": step.limit,
            "unit": step.unit,
            "input": step.input,
            "output": step.output,
            "next": step.next_text,
            "information": "\n".join(name for name, _ in step.information),
        }
        for step in steps
    ]


class OpenForm(forms.Form):
    """主动公开: which catalogue item it is, or in which field a new one is added."""

    item_code = forms.ChoiceField(label="对到公开事项目录里的一项", required=False)
    field = forms.ModelChoiceField(
        Field.objects.all(),
        label="目录里没有的，新增到这个领域",
        required=False,
        to_field_name="code",
        empty_label="不新增",
    )

    def __init__(self, *args: Any, items: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        choices: Any = self.fields["item_code"]
        choices.choices = [("", "请选择"), *((i.code, f"{i.code} {i.name}") for i in items)]

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        said = super().clean() or {}
        if bool(said.get("item_code")) == bool(said.get("field")):
            raise forms.ValidationError("选目录里的一项，或者选一个领域新增，二者选一。")
        return said


class ProposeForm(forms.Form):
    """依申请公开 or 不予公开: ground, basis, reason, and when to look again."""

    attribute = forms.ChoiceField(
        label="公开属性",
        choices=[(one.value, one.label) for one in Attribute if one != Attribute.ACTIVE],
        widget=forms.RadioSelect,
        error_messages={"required": "选依申请公开，或者不予公开。"},
    )
    ground = forms.ChoiceField(
        label="哪一种情形",
        choices=[("", "请选择"), *((g.value, g.words) for g in Ground)],
        error_messages={"required": "选是条例第十四条到第十六条的哪一种情形。"},
        help_text="《政府信息公开条例》第十四条、第十五条、第十六条。",
    )
    basis = forms.CharField(
        label="法律依据",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "写明法律依据，到条。"},
    )
    reason = forms.CharField(
        label="理由",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="公开了会怎样，为什么不能隐去一部分再公开。",
        error_messages={"required": "说明理由。"},
    )
    next_review_on = forms.DateField(
        label="下次复核日期",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "定一个日期再看能不能公开。", "invalid": "写成 2026-12-31。"},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        day = timezone.localdate() + timedelta(days=REVIEW_AGAIN_DAYS - 1)
        self.fields["next_review_on"].initial = f"{day:%Y-%m-%d}"

    def clean(self) -> dict[str, Any]:
        """The law's own questions, in the words of the rule."""
        said = super().clean() or {}
        if self.errors:
            return said
        attribute, ground, basis = said["attribute"], said["ground"], said["basis"]
        day, today = said["next_review_on"], timezone.localdate()
        if wrong := wrong_with(attribute, ground, basis, said["reason"], day, today):
            raise forms.ValidationError(wrong)
        return said


class NoteForm(forms.Form):
    """An opinion that goes with a step."""

    note = forms.CharField(label="意见", widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def __init__(self, *args: Any, required: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["note"].required = required
        self.fields["note"].error_messages["required"] = "写明理由，至少一句话。"
