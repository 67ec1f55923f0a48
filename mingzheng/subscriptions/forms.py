"""What residents type to follow something."""

from typing import Any

from django import forms

from mingzheng.channels.states import Medium
from mingzheng.columns.models import Column
from mingzheng.subscriptions.models import BY
from mingzheng.subscriptions.rules.addresses import tidy
from mingzheng.subscriptions.rules.matching import is_word
from mingzheng.subscriptions.rules.pace import MOST_INTERESTS
from mingzheng.subscriptions.states import Follow, Pace


class AskForm(forms.Form):
    """订阅; `website` is for machines: people do not see it."""

    column = forms.MultipleChoiceField(
        label="刚才看的栏目", required=False, widget=forms.CheckboxSelectMultiple
    )
    field = forms.MultipleChoiceField(
        label="领域", required=False, widget=forms.CheckboxSelectMultiple
    )
    series = forms.MultipleChoiceField(
        label="许可和处罚公示", required=False, widget=forms.CheckboxSelectMultiple
    )
    topic = forms.MultipleChoiceField(
        label="政策主题", required=False, widget=forms.CheckboxSelectMultiple
    )
    office = forms.ChoiceField(label="单位", required=False)
    word = forms.CharField(
        label="标题里有这个词的",
        max_length=20,
        required=False,
        help_text="例如“低保”“学区”，2 到 20 个字，可以不填。",
    )
    medium = forms.ChoiceField(label="用什么收", widget=forms.RadioSelect)
    address = forms.CharField(
        label="电子邮箱或手机号码",
        max_length=120,
        help_text="加密存放，只用来推送您订阅的信息；退订以后马上删除。",
        error_messages={"required": "请填收信的地址。"},
        widget=forms.TextInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    pace = forms.ChoiceField(
        label="多久一次", choices=Pace, initial=Pace.DAILY, widget=forms.RadioSelect
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, choices: dict, column: Column | None, media: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        mine = [(str(column.pk), f"{column.organisation.label}：{column.name}")] if column else []
        self.labels = {Follow.COLUMN: dict(mine)}
        for name, rows in {Follow.COLUMN: mine, **choices}.items():
            self.labels[name] = dict(rows)
            empty = [("", "不按单位")] if name == Follow.OFFICE else []
            self.fields[name].choices = empty + rows  # type: ignore[attr-defined]
            if not rows:
                del self.fields[name]
        by = [(value, label) for value, label in BY if value in media]
        self.fields["medium"].choices = by  # type: ignore[attr-defined]
        self.fields["medium"].initial = by[0][0] if by else None
        if len(by) == 1:
            label = "电子邮箱" if by[0][0] == Medium.EMAIL else "手机号码"
            self.fields["address"].label = label
            self.fields["medium"].widget = forms.HiddenInput()

    def clean_website(self) -> str:
        """A machine fills in everything it finds."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError("没有提交成功，请刷新这一页再填。")
        return ""

    def clean_word(self) -> str:
        """One character would follow everything."""
        word = " ".join(self.cleaned_data["word"].split())
        if word and not is_word(word):
            raise forms.ValidationError("这个词太短，至少写 2 个字。")
        return word

    def clean(self) -> dict[str, Any]:
        """The address fits the way it is told; something is followed."""
        said = super().clean() or {}
        if "address" in said and "medium" in said:
            address = tidy(said["medium"], said["address"])
            if address is None:
                is_mail = said["medium"] == Medium.EMAIL
                sample = "name@example.cn" if is_mail else "11 位手机号码"
                self.add_error("address", f"地址不对，要写成 {sample} 的样子。")
            said["address"] = address
        if not self.errors and not self.wanted(said):
            self.add_error(None, "还没有选订阅什么，至少选一样。")
        if not self.errors and len(self.wanted(said)) > MOST_INTERESTS:
            self.add_error(None, f"最多选 {MOST_INTERESTS} 样。")
        return said

    def wanted(self, said: dict[str, Any]) -> list[tuple[str, str, str]]:
        """What was chosen, as kind, value and label."""
        rows = [
            (str(kind), value, self.labels[kind][value][:100])
            for kind in (Follow.COLUMN, Follow.FIELD, Follow.SERIES, Follow.TOPIC)
            for value in said.get(kind, [])
        ]
        if office := said.get("office"):
            rows.append((str(Follow.OFFICE), office, self.labels[Follow.OFFICE][office]))
        if word := said.get("word"):
            rows.append((str(Follow.WORD), word, f"“{word}”"))
        return rows


class CodeForm(forms.Form):
    """短信确认码."""

    code = forms.RegexField(
        r"^\s*\d{6}\s*$",
        label="短信里的确认码",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": "请填确认码。", "invalid": "确认码是 6 位数字。"},
    )


class MineForm(forms.Form):
    """我的订阅: what to keep, how often."""

    keep = forms.MultipleChoiceField(
        label="继续订阅这些", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="去掉勾选的不再推送；全部去掉就是退订。",
    )  # fmt: skip
    pace = forms.ChoiceField(label="多久一次", choices=Pace, widget=forms.RadioSelect)

    def __init__(self, *args: Any, rows: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(row.pk), str(row)) for row in rows]
        self.fields["keep"].choices = choices  # type: ignore[attr-defined]
