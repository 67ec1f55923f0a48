"""What residents and officials type about errors on pages."""

from django import forms

from mingzheng.accounts.models import Organisation
from mingzheng.errata.models import LONGEST
from mingzheng.errata.states import Fault


class ReportForm(forms.Form):
    """我为政府网站找错; `website` is for machines: people do not see it."""

    page = forms.CharField(
        label="哪一页",
        max_length=300,
        help_text="网页的地址；从那一页点“找错”进来的已经填好。",
        error_messages={"required": "请写哪一页有错。"},
    )
    fault = forms.ChoiceField(
        label="错在哪里", choices=Fault, error_messages={"required": "请选错在哪里。"}
    )
    text = forms.CharField(
        label="怎么错的",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写原文是什么、应该是什么，500 字以内。",
        error_messages={"required": "请写怎么错的。", "max_length": "最多 500 个字，请写短一些。"},
    )
    contact = forms.CharField(
        label="联系方式",
        max_length=100,
        required=False,
        help_text="可以不填。填了只用来核实这一条，不公开。",
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_website(self) -> str:
        """A machine fills in everything it finds."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError("没有提交成功，请刷新这一页再填。")
        return ""


class AnswerForm(forms.Form):
    """答复."""

    reply = forms.CharField(
        label="答复",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写明核实的结果：改了什么，或者为什么不用改。提交的人凭查询码能看到。",
        error_messages={"required": "请写答复。"},
    )


class DaysForm(forms.Form):
    """答复期限."""

    workdays = forms.IntegerField(
        label="几个工作日内答复",
        min_value=1,
        max_value=LONGEST,
        help_text=f"1 到 {LONGEST}；改了以后新提交的按它算，以前的不变。",
        error_messages={
            "required": "写一个数字。",
            "invalid": "写一个数字。",
            "min_value": "最短 1 个工作日。",
            "max_value": f"最长 {LONGEST} 个工作日。",
        },
    )


class HandOverForm(forms.Form):
    """转办."""

    office = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="转给哪个单位",
        to_field_name="code",
        empty_label="请选择",
        error_messages={"required": "请选单位。"},
    )

    def __init__(self, *args: object, offices: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]
