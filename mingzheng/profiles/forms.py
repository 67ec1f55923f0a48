"""What people type about an office: shape only; whether it may stand, the actions say."""

from typing import Any

from django import forms

from mingzheng.accounts.models import Organisation
from mingzheng.profiles.actions.portraits import ASK_FIRST
from mingzheng.profiles.models import Guide, Officer, Profile, Unit, UnitKind


class _RowForm(forms.ModelForm):
    """A form of one row that writes nothing itself: the action compares old and new."""

    def values(self) -> dict[str, Any]:
        """What was typed, by column."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}  # type: ignore[union-attr]


class ProfileForm(_RowForm):
    """机构职能."""

    class Meta:
        model = Profile
        fields = ("duties",)
        widgets = {"duties": forms.Textarea(attrs={"rows": 12})}
        help_texts = {"duties": "一行一条，照“三定”规定写；地址、电话、办公时间在“机构人员”里改。"}


class GuideForm(_RowForm):
    """政府信息公开指南 (条例第十二条)."""

    class Meta:
        model = Guide
        fields = (
            *("classification", "arrangement", "access", "unit_name", "address", "office_hours"),
            *("phone", "fax", "online", "applying", "complaints"),
        )
        widgets = {
            name: forms.Textarea(attrs={"rows": 4})
            for name in ("classification", "arrangement", "access", "applying", "complaints")
        }
        help_texts = {
            "classification": "本单位的政府信息分哪几类，例如：机构职能、政策文件、规划、预决算。",
            "arrangement": "怎么编号、怎么排列，例如：按索引号、公开时间排列。",
            "access": "在哪里能看到，例如：县政府网站、政务公开专区、公共查阅点。",
            "online": "网址或者电子邮箱。",
            "applying": "向谁申请、怎么提交、多久答复。",
            "complaints": "可以向谁举报、投诉，怎样申请复议、提起诉讼。",
        }


class UnitForm(_RowForm):
    """内设机构、中队或者网格."""

    class Meta:
        model = Unit
        fields = ("kind", "name", "area", "duties", "phone", "position")
        widgets = {"duties": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "area": "管到哪里，例如：和平路 1 号至 35 号。网格和中队要写。",
            "duties": "一行一条。",
            "position": "数字小的排前面。",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [("", "请选择"), *UnitKind.choices]

    def clean(self) -> dict[str, Any]:
        """A grid or a team without an area tells nobody whether it is theirs."""
        said = super().clean() or {}
        if said.get("kind") in ("grid", "team") and not said.get("area"):
            self.add_error("area", "请写管辖的范围，居民靠它找到自己的网格、中队。")
        return said


class OfficerForm(_RowForm):
    """公示人员."""

    class Meta:
        model = Officer
        widgets = {"duties": forms.Textarea(attrs={"rows": 3})}
        fields = (
            *("name", "post", "unit", "duties", "phone"),
            *("is_leader", "is_party_member", "presence", "position"),
        )
        help_texts = {
            "phone": "写办公电话，不写私人手机。",
            "position": "数字小的排前面。",
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.filter(organisation=organisation)
        field.empty_label = "不在任何一个里面"


class RosterForm(forms.Form):
    """The table of a whole roster."""

    file = forms.FileField(label="名册文件", help_text="表格文件：.xlsx、.xls、.et、.csv 都可以。")
    replaces = forms.BooleanField(
        label="我知道：整本名册照表里的换，表里没有的人和单元会撤下",
        error_messages={"required": "请先确认：表里没有的会撤下。"},
    )


class PhotoForm(forms.Form):
    """工作照: a picture, and the word of who is in it."""

    file = forms.FileField(
        label="照片",
        help_text="只放工作照：本人正面、看得清脸，不要证件、合影、生活照。"
        "JPEG 或 PNG，10 MB 以内。会裁成三比四，拍摄的时间、地点自动去掉。",
        error_messages={"required": "请选照片。", "empty": "文件是空的，请换一张。"},
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    has_consent = forms.BooleanField(
        label="本人同意在网上公示这张工作照",
        help_text="照片是个人信息，本人可以随时要求撤下，撤下后照片删除。",
        error_messages={"required": ASK_FIRST},
    )
