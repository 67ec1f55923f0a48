"""What people type in a round: what is asked, of whom, remarks on rows, a workbook."""

from typing import Any, cast

from django import forms
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import below, in_scope
from mingzheng.catalogue.states import ListKind
from mingzheng.deadlines import almanac
from mingzheng.editions.forms import NoteForm
from mingzheng.powers.exporting import columns_of
from mingzheng.rounds import rules
from mingzheng.rounds.actions.rounds import Terms
from mingzheng.rounds.models import Round
from mingzheng.rounds.queries import CLASSES
from mingzheng.rounds.sheets import HEADS


class _DueField(forms.DateField):
    """A due day that an office can keep: in the future, and a working day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            # A date box takes one form of date only, whatever the language of the page.
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={
                "required": "请填截止日期。",
                "invalid": "请填一个日期，比如 2026-07-31。",
            },
            **options,
        )

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and (problem := rules.due_problem(day, timezone.localdate(), almanac.current())):
            raise forms.ValidationError(problem)
        return day


class RoundForm(forms.Form):
    """What a round asks, and of whom."""

    title = forms.CharField(
        label="名称",
        max_length=100,
        help_text="比如：2026 年公开事项目录填报。",
        error_messages={"required": "请给这一轮起个名称。"},
    )
    due_on = _DueField(label="截止日期", help_text="选一个工作日。到了这天还没有交的算晚。")
    kinds = forms.MultipleChoiceField(
        label="填哪些清单",
        choices=ListKind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "至少选一种清单。"},
    )
    scopes = forms.MultipleChoiceField(
        label="哪些单位填",
        choices=CLASSES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="发起以前，还可以逐个增减。",
    )
    instructions = forms.CharField(
        label="填报要求",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="各单位在填报页和表格的“填表说明”里都看得到。",
    )
    guidance = forms.CharField(
        label="辅导材料",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="辅导课的讲稿、常见问题，贴文字进来。",
    )

    def __init__(self, data: Any = None, *, round_: Round | None = None) -> None:
        initial: dict[str, Any] = {
            "kinds": [ListKind.DISCLOSURE.value],
            "scopes": ["departments", "towns"],
        }
        if round_:
            initial = {name: getattr(round_, name) for name in Terms.__dataclass_fields__}
        super().__init__(data, initial=initial)
        if round_:
            del self.fields["scopes"]

    def terms(self) -> Terms:
        """What was asked, as the actions take it."""
        said = {name: self.cleaned_data[name] for name in Terms.__dataclass_fields__}
        return Terms(**said | {"kinds": tuple(said["kinds"])})

    def offices(self, host: Organisation) -> list[Organisation]:
        """The offices of the chosen classes, at or below the host."""
        return [one for scope in self.cleaned_data["scopes"] for one in in_scope(host, scope)]


class ExtendForm(NoteForm):
    """A later due day for everybody, and why."""

    due_on = _DueField(label="新的截止日期")
    field_order = ("due_on", "note")


class NothingForm(NoteForm):
    """Why an office has nothing to report (零报送)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields["note"]
        note.label, note.help_text = "理由", "比如：本村没有承担涉及公开的事项，由镇里统一报送。"


class OfficeForm(forms.Form):
    """One more office to ask."""

    office = forms.ModelChoiceField(
        Organisation.objects.none(),
        to_field_name="code",
        label="增加一个单位",
        empty_label="请选择",
        error_messages={"required": "请选一个单位。", "invalid_choice": "请从列表里选单位。"},
    )

    def __init__(self, data: Any = None, *, round_: Round) -> None:
        super().__init__(data)
        asked = round_.submissions.values("organisation")
        office: Any = self.fields["office"]
        office.queryset = below(round_.organisation).exclude(pk__in=asked)


class RowNoteForm(forms.Form):
    """A remark on a row, on one column of it or on the whole."""

    code = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    column = forms.ChoiceField(label="哪一列", required=False)
    text = forms.CharField(
        label="意见",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "要写清楚哪里不对、怎么改。"},
    )

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.columns = [("", "整行"), *((name, name) for name in headings(kind))]
        cast(forms.ChoiceField, self.fields["column"]).choices = self.columns


def headings(kind: str) -> list[str]:
    """The headings of the workbook of a list, in order."""
    if kind == ListKind.DISCLOSURE:
        return [head.name for head in HEADS]
    return [column.heading for column in columns_of(kind)]


class WorkbookForm(forms.Form):
    """The filled-in workbook."""

    file = forms.FileField(
        label="填好的表格",
        help_text="XLSX、XLS、ET、CSV、DOCX 都可以，不超过 20 MB。",
        error_messages={"required": "请选一个文件。", "empty": "这个文件是空的，请另选一个。"},
    )
    is_complete = forms.BooleanField(
        label="这份表是这些领域（类型）的全部事项，表里没有的就删去", required=False
    )
