"""What staff type in about topics."""

from typing import Any

from django import forms
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.columns.models import Column
from mingzheng.standards.models import Field
from mingzheng.texts.states import ArticleKind
from mingzheng.topics.models import Topic

_DATE = {"required": "写明是哪一天。", "invalid": "写成 2026-12-31。"}


def _day(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, help_text=help_text, widget=widget, required=required, error_messages=_DATE
    )


class TopicForm(forms.Form):
    """设置专题."""

    office = forms.ModelChoiceField(
        Organisation.objects.none(), label="负责单位", to_field_name="code", empty_label=None,
        error_messages={"required": "选负责单位。"},
    )  # fmt: skip
    name = forms.CharField(
        label="名称", max_length=60, error_messages={"required": "写明专题的名称。"}
    )
    slug = forms.SlugField(
        label="网址", max_length=60, help_text="字母、数字和短横，例如 pilot-2026；公开以后不要改",
        error_messages={"required": "写明网址。", "invalid": "只能用字母、数字和短横。"},
    )  # fmt: skip
    purpose = forms.CharField(
        label="目的", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="为什么设、给谁看、做到什么程度",
        error_messages={"required": "写明目的。"},
    )  # fmt: skip
    begins_on = _day("开始日期")
    ends_on = _day("结束日期", "到了这一天自动标明已经结束；没有定的不填", required=False)
    fields_of = forms.ModelMultipleChoiceField(
        Field.objects.none(), label="统计哪些领域", required=False, to_field_name="slug",
        widget=forms.CheckboxSelectMultiple, help_text="都不选就统计全部领域",
    )  # fmt: skip
    picture = forms.FileField(label="题图", required=False, help_text="JPG 或 PNG，可以没有")
    alt = forms.CharField(
        label="题图画的是什么", max_length=300, required=False, help_text="给看不见图片的人听"
    )
    is_open = forms.BooleanField(label="公开", required=False, help_text="不勾只有工作人员看得到")

    def __init__(self, *args: Any, topic: Topic | None, offices: Any, **options: Any) -> None:
        begins = {"begins_on": timezone.localdate()}
        names = ("name", "slug", "purpose", "begins_on", "ends_on", "is_open")
        known = {name: getattr(topic, name) for name in names} if topic else begins
        if topic:
            known |= {"office": topic.organisation.code, "fields_of": list(topic.fields.all())}
        options["initial"] = known
        super().__init__(*args, **options)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]
        shown = Field.objects.filter(is_shown=True).order_by("position")
        self.fields["fields_of"].queryset = shown  # type: ignore[attr-defined]
        if topic:
            del self.fields["office"]


class PartForm(forms.Form):
    """新增子栏目."""

    name = forms.CharField(
        label="名称", max_length=40, error_messages={"required": "写明子栏目的名称。"}
    )
    kind = forms.ChoiceField(
        label="信息种类", required=False, choices=[("", "不限"), *ArticleKind.choices],
        help_text="选了下面任何一项，新公开的会自动进来；都不选就只放手选的",
    )  # fmt: skip
    office = forms.ModelChoiceField(
        Organisation.objects.none(), label="发布机构", required=False, to_field_name="code",
        empty_label="不限",
    )  # fmt: skip
    column = forms.ModelChoiceField(
        Column.objects.none(), label="栏目", required=False, empty_label="不限"
    )
    words = forms.CharField(label="标题里的词", max_length=40, required=False)

    def __init__(self, *args: Any, topic: Topic, **options: Any) -> None:
        super().__init__(*args, **options)
        place = topic.organisation
        offices = Organisation.objects.filter(is_active=True, path__startswith=place.path)
        columns = Column.objects.filter(organisation=place, is_open=True).order_by("path")
        self.fields["office"].queryset = offices.order_by("path")  # type: ignore[attr-defined]
        self.fields["column"].queryset = columns  # type: ignore[attr-defined]
