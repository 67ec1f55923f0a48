"""What the keepers of the register type in."""

from django import forms

from mingzheng.laws.states import VersionStatus


class ImportForm(forms.Form):
    """A table of titles."""

    file = forms.FileField(
        label="法规名录表格",
        help_text="要有“标题”一列；“版本日期”“分类”“文号”“效力”有就读。",
        error_messages={"required": "请选一个文件。", "empty": "这个文件是空的，请另选一个。"},
    )
    dry_run = forms.BooleanField(label="先试读，不写进法规库", required=False)


class LawForm(forms.Form):
    """A law that the table does not have."""

    title = forms.CharField(
        label="名称", max_length=300, error_messages={"required": "请填法规名称。"}
    )
    category = forms.CharField(label="类别", max_length=60, required=False)


class AliasForm(forms.Form):
    """Another name of a law."""

    text = forms.CharField(
        label="别名",
        max_length=300,
        help_text="简称、旧名，或者目录里常写错的名称。",
        error_messages={"required": "请填别名。"},
    )


SAID = [
    (VersionStatus.IN_FORCE, "按日期判断：最新的现行有效"),
    (VersionStatus.SUPERSEDED, "已被修订（新文本库里没有）"),
    (VersionStatus.REPEALED, "已经废止"),
]


class VersionForm(forms.Form):
    """One text of a law."""

    version_on = forms.DateField(
        label="文本日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "日期写成 2019-04-03 这样。"},
    )
    number = forms.CharField(label="文号", max_length=100, required=False)
    status = forms.ChoiceField(
        label="效力", choices=SAID, help_text="日期还没有到的，到那天起才算现行有效。"
    )
    note = forms.CharField(label="说明", max_length=200, required=False)


class ReasonForm(forms.Form):
    """Why something that was entered is taken back."""

    reason = forms.CharField(
        label="为什么", max_length=200, error_messages={"required": "写明为什么。"}
    )


class FixForm(VersionForm, ReasonForm):
    """A text put right, and why."""

    field_order = ("version_on", "number", "status", "note", "reason")


class RepealForm(forms.Form):
    """Why a law no longer holds."""

    note = forms.CharField(
        label="根据什么文件废止", max_length=200, error_messages={"required": "写明根据什么文件。"}
    )
    on = forms.DateField(
        label="哪天起废止",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="不填就是今天。",
        error_messages={"invalid": "日期写成 2019-04-03 这样。"},
    )
