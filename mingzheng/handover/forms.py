"""What staff type in: something to hand over, the items it is, a reason, a key to issue."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Item
from mingzheng.handover.actions.keys import MOST_PER_MINUTE
from mingzheng.handover.models import PER_MINUTE
from mingzheng.handover.rules.parcels import Parcel, Sitting
from mingzheng.handover.states import HandoverKind, MeetingType
from mingzheng.processes.states import Ground
from mingzheng.screens.forms import DayField
from mingzheng.texts.states import ArticleKind, Disclosure

_DATE = {"required": "写明是哪一天。"}


def _day(label: str, help_text: str = "", *, required: bool = True) -> DayField:
    return DayField(label=label, help_text=help_text, error_messages=_DATE, required=required)


def _area(label: str, rows: int, help_text: str = "", **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, help_text=help_text, required=False, **more)


def _line(label: str, longest: int, help_text: str = "", **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, help_text=help_text, **more)


def grouped(items: Sequence[Item]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The items by field, as a select shows them."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for item in items:
        words = f"{item.name}（{item.override_text or item.limit_text or '没有写时限'}）"
        groups.setdefault(item.field.list_name, []).append((item.code, words))
    return list(groups.items())


class ParcelForm(forms.Form):
    """移交公文: what was formed, whether it is open, which item it is."""

    source_id = forms.CharField(widget=forms.HiddenInput, max_length=100)
    title = _line("标题", 300, error_messages={"required": "写明标题。"})
    document_number = _line(
        "发文字号", 100, "例如：云政发〔2026〕3号；没有可以不填", required=False
    )
    dated_on = _day("成文日期", required=False)
    formed_on = _day("形成日期", "公开期限从这一天起算")
    article_kind = forms.ChoiceField(
        label="信息种类", choices=[c for c in ArticleKind.choices if c[0] != "meeting"],
        initial=ArticleKind.NOTICE,
    )  # fmt: skip
    item = forms.ChoiceField(
        label="公开事项", required=False, help_text="不清楚可以先不选，移交以后再对"
    )
    disclosure = forms.ChoiceField(
        label="公开属性", choices=Disclosure.choices, initial=Disclosure.ACTIVE,
        widget=forms.RadioSelect,
        help_text="不是主动公开的，下面四项都要写，送政务公开办审核",
    )  # fmt: skip
    ground = forms.ChoiceField(
        label="不公开的情形", required=False,
        choices=[("", "主动公开的不选"), *((one.value, one.words) for one in Ground)],
    )  # fmt: skip
    basis = _line("依据", 500, "写到条，例如：《政府信息公开条例》第十六条第二款", required=False)
    reason = _area("理由", 2, "公开了会怎样", max_length=500)
    next_review_on = _day("下次复核日期", "一年以内", required=False)
    body = _area("正文", 10, "从 Word 粘贴就行；附了文件的可以不写")
    file = forms.FileField(label="文件", required=False, help_text="正文或者附件，DOCX、PDF 等")
    field_order: tuple[str, ...] = ()

    def __init__(self, *args: Any, items: Sequence[Item], **options: Any) -> None:
        super().__init__(*args, **options)
        box = self.fields["item"]
        box.choices = [("", "以后再对"), *grouped(items)]  # type: ignore[attr-defined]
        self.fields["source_id"].initial = uuid4().hex
        self.fields["formed_on"].initial = f"{timezone.localdate():%Y-%m-%d}"

    def parcel(self) -> Parcel:
        """What was typed in, as the rules see it."""
        said = self.cleaned_data
        names = (
            *("source_id", "title", "document_number", "dated_on", "formed_on", "disclosure"),
            *("ground", "basis", "reason", "next_review_on", "body"),
        )
        return Parcel(
            **{name: said[name] for name in names},
            kind=HandoverKind.DOCUMENT,
            article_kind=said["article_kind"],
            items=(said["item"],) if said["item"] else (),
        )

    def show(self, faults: Sequence[tuple[str, str]]) -> None:
        """Put each sentence beside its field."""
        for name, sentence in faults:
            field = OWN_NAMES.get(name, name.removeprefix("meeting."))
            self.add_error(field if field in self.fields else None, sentence)


OWN_NAMES = {"items": "item", "files": "file", "meeting.held_on": "formed_on"}


class MeetingForm(ParcelForm):
    """移交会议: when, what was talked about, what was decided, who was invited to listen."""

    type = forms.ChoiceField(label="会议种类", choices=MeetingType.choices)
    session = _line("会议届次", 60, "例如：县政府第 18 次常务会议", required=False)
    topics = _area("议题", 5, "一行一个", max_length=6000)
    decisions = _area("议定事项", 5, "一行一个；不公开的不写", max_length=6000)
    attendees = _line("参加人员", 300, "概括地写，例如：县长、副县长，各部门负责人", required=False)
    is_open = forms.BooleanField(
        label="邀请了利益相关方、公众代表列席", required=False,
        help_text="国办发〔2016〕80号：涉及公众利益的议题，请代表列席",
    )  # fmt: skip
    guests = _line("列席代表", 300, "概括地写，例如：居民代表 3 人、企业代表 2 人", required=False)
    field_order = (
        *("source_id", "title", "formed_on", "type", "session", "topics", "decisions"),
        *("attendees", "is_open", "guests", "item", "disclosure"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("article_kind", "document_number", "dated_on"):
            del self.fields[name]
        self.fields["formed_on"].label = "开会日期"
        self.fields["body"].help_text = "不写就按议题和议定事项自动写"

    def parcel(self) -> Parcel:
        """The same with the meeting."""
        said = self.cleaned_data
        blank = {"article_kind": "meeting", "document_number": "", "dated_on": None}
        self.cleaned_data = said | blank
        one = super().parcel()
        sitting = Sitting(
            said["type"], said["formed_on"], said["session"], _lines(said["topics"]),
            _lines(said["decisions"]), said["attendees"], said["is_open"], said["guests"],
        )  # fmt: skip
        return Parcel(**(vars(one) | {"kind": HandoverKind.MEETING.value, "meeting": sitting}))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class ItemsForm(forms.Form):
    """对公开事项."""

    item = forms.ChoiceField(
        label="公开事项",
        help_text="选了以后，按这一项的公开时限算最晚哪天公开；一件对几项的，一次选一项。",
        error_messages={"required": "选一个公开事项。", "invalid_choice": "没有这一项，刷新再选。"},
    )

    def __init__(self, *args: Any, items: Sequence[Item], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"].choices = [("", "请选择"), *grouped(items)]  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """An opinion that goes with a step."""

    note = _area("意见", 3, max_length=500)

    def __init__(self, *args: Any, required: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["note"].required = required
        self.fields["note"].error_messages["required"] = "写明理由，至少一句话。"


class KeyForm(forms.Form):
    """发放密钥."""

    office = forms.ModelChoiceField(
        Organisation.objects.none(), label="单位", to_field_name="code", empty_label="请选择",
        help_text="密钥能替这个单位和它下级的单位移交",
        error_messages={"required": "选一个单位。"},
    )  # fmt: skip
    system = _line(
        "系统名称", 60, "例如：县政府办公文系统", error_messages={"required": "写明系统名称。"}
    )
    per_minute = forms.IntegerField(
        label="每分钟最多几次", min_value=1, max_value=MOST_PER_MINUTE, initial=PER_MINUTE,
        error_messages={"required": "写一个数字。", "invalid": "写一个数字。"},
    )  # fmt: skip

    def __init__(self, *args: Any, offices: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]
