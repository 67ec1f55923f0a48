"""What staff type in: a catalogue row, what a name means, an approval, an opinion."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.states import AliasScope
from mingzheng.catalogue.rules.ahead import too_far
from mingzheng.catalogue.rules.items import OPTIONAL, Choice, ItemContent
from mingzheng.catalogue.states import Level, ListKind, Mode, Stage
from mingzheng.files.rules.pieces import pieces_of, read_bases
from mingzheng.standards.models import Field
from mingzheng.standards.rules.channels import STANDARD_CHANNELS

OPTIONAL_MARK = "（可选）"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _choice(line: str) -> Choice:
    if line.endswith(OPTIONAL_MARK):
        return Choice(line.removesuffix(OPTIONAL_MARK).strip(), OPTIONAL)
    return Choice(line)


def _elements(text: str) -> tuple[Choice, ...]:
    """One element to a line; a line that lists several is cut as a table's cell would be."""
    typed = (_choice(line) for line in _lines(text))
    cut = (Choice(piece, choice.need) for choice in typed for piece in pieces_of(choice.text))
    return tuple(dict.fromkeys(cut))


def _line(choice: Choice) -> str:
    return choice.text + (OPTIONAL_MARK if choice.need == OPTIONAL else "")


class _Lines(forms.CharField):
    def __init__(self, rows: int, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)


class ItemForm(forms.Form):
    """One row of the statutory table, column by column."""

    mark = forms.CharField(required=False, widget=forms.HiddenInput)  # what the row said at first
    field = forms.ModelChoiceField(
        Field.objects.all(),
        label="领域",
        empty_label="请选择",
        to_field_name="code",
        error_messages={"required": "请选领域。", "invalid_choice": "请从列表里选领域。"},
    )
    level1 = forms.CharField(
        label="一级事项", max_length=300, error_messages={"required": "请填一级事项。"}
    )
    level2 = forms.CharField(label="二级事项", max_length=300, required=False)
    elements = _Lines(
        6,
        label="公开内容（要素）",
        required=False,
        help_text="一行一条；一行里用分号隔开的会拆成几条。可选的，行末写（可选）。",
    )
    bases = _Lines(
        4, label="公开依据", required=False, help_text="一行一部法律、法规或者文件，带文号。"
    )
    limit_text = forms.CharField(
        label="公开时限",
        required=False,
        help_text="从哪天起算、几个工作日，比如：信息形成或变更之日起20个工作日内。",
    )
    subject_text = forms.CharField(
        label="公开主体",
        required=False,
        help_text="写单位名称，几个单位之间用顿号隔开；也可以写一类，比如：各乡镇人民政府。",
    )
    channels = forms.MultipleChoiceField(
        label="公开渠道和载体",
        required=False,
        choices=[(name, name) for name in STANDARD_CHANNELS],
        widget=forms.CheckboxSelectMultiple,
    )
    more_channels = _Lines(
        2, label="其他渠道", required=False, help_text="一行一个。可选的，行末写（可选）。"
    )
    audience_all = forms.BooleanField(label="全社会", required=False)
    audience_some = forms.CharField(
        label="特定群体", required=False, help_text="写明是哪些人，比如：申请人。"
    )
    mode = forms.ChoiceField(
        label="公开方式",
        choices=[(Mode.ACTIVE.value, "主动公开"), (Mode.ON_REQUEST.value, "依申请公开")],
        widget=forms.RadioSelect,
        error_messages={"required": "主动公开和依申请公开要选一个。"},
    )
    levels = forms.MultipleChoiceField(
        label="公开层级",
        required=False,
        choices=Level.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="每一级的责任单位都按这里展开。",
    )
    stages = forms.MultipleChoiceField(
        label="公开环节", required=False, choices=Stage.choices, widget=forms.CheckboxSelectMultiple
    )
    post = forms.CharField(
        label="责任岗位", max_length=100, required=False, help_text="比如：社会救助股。"
    )
    override_text = forms.CharField(
        label="以此为准的期限",
        max_length=200,
        required=False,
        help_text="法律、法规后来另定了期限的，写在这里，和依据一起填。",
    )
    override_source = forms.CharField(label="这个期限的法律依据", max_length=200, required=False)

    GROUPS = (
        ("公开什么", ("field", "level1", "level2", "elements", "bases")),
        ("什么时候公开", ("limit_text", "override_text", "override_source")),
        ("谁来公开", ("subject_text", "post", "levels")),
        ("在哪里公开", ("channels", "more_channels")),
        ("对谁公开、怎么公开", ("audience_all", "audience_some", "mode", "stages")),
    )

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under headings, in the order of the statutory table."""
        return [(title, [self[name] for name in names]) for title, names in self.GROUPS]

    def is_fresh(self, fingerprint: str) -> bool:
        """False, with an error on top, if somebody else changed the row since the form was shown.

        A form without a mark (nothing was shown) is taken as it is.
        """
        if self.cleaned_data["mark"] in ("", fingerprint):
            return True
        self.add_error(
            None,
            "这一行在您打开以后，又有人改过。下面是您填的，没有保存。"
            "请另开一页看看现在的内容，改好后再点一次保存。",
        )
        said = cast("QueryDict", self.data).copy()
        said["mark"] = fingerprint
        self.data = said
        return False

    def clean(self) -> dict[str, Any]:
        """Text and source of an overriding term belong together."""
        data = super().clean() or {}
        if bool(data.get("override_text")) != bool(data.get("override_source")):
            self.add_error("override_source", "另定的期限和它的法律依据要一起填。")
        return data

    def content(self, custom: dict[str, str] | None = None) -> ItemContent:
        """The row as the rules see it; custom columns are kept as they were."""
        data = self.cleaned_data
        more = [_choice(line) for line in _lines(data["more_channels"])]
        known = set(self.optional_channels)
        written = {choice.text for choice in more}
        ticked = [
            Choice(name, OPTIONAL if name in known else "required")
            for name in data["channels"]
            if name not in written
        ]
        return ItemContent(
            field_code=data["field"].code,
            level1=data["level1"],
            level2=data["level2"],
            elements=_elements(data["elements"]),
            bases=read_bases(data["bases"]),
            limit_text=data["limit_text"],
            subject_text=data["subject_text"],
            channels=tuple(ticked + more),
            audience_all=data["audience_all"],
            audience_some=data["audience_some"],
            mode=data["mode"],
            levels=tuple(data["levels"]),
            stages=tuple(data["stages"]),
            post=data["post"],
            override_text=data["override_text"],
            override_source=data["override_source"],
            custom=custom or {},
        )

    optional_channels: tuple[str, ...] = ()

    @classmethod
    def of(cls, content: ItemContent, data: Any = None, *, mark: str = "") -> "ItemForm":
        """The form filled with a row; `mark` is the row's fingerprint, to notice a change."""
        standard = [c for c in content.channels if c.text in STANDARD_CHANNELS]
        others = [c for c in content.channels if c.text not in STANDARD_CHANNELS]
        form = cls(
            data,
            initial={
                "mark": mark,
                "field": content.field_code,
                "level1": content.level1,
                "level2": content.level2,
                "elements": "\n".join(map(_line, content.elements)),
                "bases": "\n".join(content.bases),
                "limit_text": content.limit_text,
                "subject_text": content.subject_text,
                "channels": [c.text for c in standard],
                "more_channels": "\n".join(map(_line, others)),
                "audience_all": content.audience_all,
                "audience_some": content.audience_some,
                "mode": content.mode,
                "levels": list(content.levels),
                "stages": list(content.stages),
                "post": content.post,
                "override_text": content.override_text,
                "override_source": content.override_source,
            },
        )
        form.optional_channels = tuple(c.text for c in standard if c.need == OPTIONAL)
        return form


class OpenForm(forms.Form):
    """For whom the next edition is opened (one's own office unless said), and why."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), to_field_name="code", required=False
    )
    summary = forms.CharField(max_length=500, required=False)
    kind = forms.ChoiceField(choices=ListKind.choices, required=False)

    def clean_kind(self) -> str:
        """The disclosure catalogue unless another list is named."""
        return self.cleaned_data["kind"] or ListKind.DISCLOSURE


class NoteForm(forms.Form):
    """An opinion (意见) that goes with a step."""

    note = _Lines(4, label="意见", required=False)

    def __init__(self, *args: Any, required: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = required
        self.fields["note"].error_messages["required"] = "要写明原因，至少一句话。"


class ApproveForm(NoteForm):
    """The approval (批复): its number and the day from which the edition holds."""

    approval_number = forms.CharField(
        label="批复文号",
        max_length=60,
        help_text="比如：云政公开〔2026〕3号。",
        error_messages={"required": "请填批复文号。"},
    )
    effective_on = forms.DateField(
        label="施行日期",
        initial=timezone.localdate,
        # A date box takes one form of date only, whatever the language of the page.
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="填今天，批复后马上施行；填以后的日期，到那天自动施行。",
        error_messages={"required": "请填施行日期。", "invalid": "请填一个日期，比如 2026-12-01。"},
    )
    field_order = ("approval_number", "effective_on", "note")

    def clean_effective_on(self) -> Any:
        """An edition was not in force before it was approved, and does not wait for ever."""
        day = self.cleaned_data["effective_on"]
        if day < timezone.localdate():
            raise forms.ValidationError("施行日期不能早于今天。")
        if far := too_far(day, timezone.localdate(), "施行日期"):
            raise forms.ValidationError(far)
        return day


class ReasonForm(forms.Form):
    """Why a row goes."""

    reason = _Lines(
        3,
        label="删除理由",
        error_messages={"required": "要写明理由，公开的变更记录里会用到。"},
        help_text="比如：已并入“耕地地力保护补贴”。",
    )


class NameForm(forms.Form):
    """What one 公开主体 means: these offices, or a class of them."""

    text = forms.CharField(max_length=200)
    scope = forms.ChoiceField(choices=AliasScope.choices, required=False)

    def __init__(self, data: Any = None, *, offices: Iterable[Organisation]) -> None:
        super().__init__(data)
        self.offices = {office.code: office for office in offices}

    @property
    def said(self) -> QueryDict:
        """What was posted, as it came."""
        return cast("QueryDict", self.data)

    def clean(self) -> dict[str, Any]:
        """Offices or a class, never both, never neither; the offices as organisations."""
        data = super().clean() or {}
        # Several boxes and a list that may say "none" share the name.
        codes = dict.fromkeys(
            code for code in cast("QueryDict", self.data).getlist("office") if code
        )
        if unknown := [code for code in codes if code not in self.offices]:
            raise forms.ValidationError(f"本县没有编码为“{unknown[0]}”的单位，请从列表里选。")
        if bool(codes) == bool(data.get("scope")):
            raise forms.ValidationError("请选它是哪些单位，或者选一类单位，二选一。")
        return {**data, "offices": [self.offices[code] for code in codes]}
