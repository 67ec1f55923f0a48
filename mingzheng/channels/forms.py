"""What a system administrator fills in about a channel."""

from typing import Any

from django import forms

from mingzheng.accounts.models import Organisation
from mingzheng.channels.adapters import adapter_of
from mingzheng.channels.models import Channel
from mingzheng.channels.states import SOCIAL, Medium, Scope

CHOSEN = ("scope", "carries_records", "is_on")
KEPT = "已经填过，不再显示。要换才填，留空不变。"


class StartForm(forms.Form):
    """新设渠道: whose, and which."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="单位", to_field_name="code", empty_label="请选择",
        help_text="下级单位没有自己的账号时，用上级单位的。",
        error_messages={"required": "请选单位。"},
    )  # fmt: skip
    medium = forms.ChoiceField(
        label="渠道", choices=Medium, error_messages={"required": "请选渠道。"}
    )

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = offices  # type: ignore[attr-defined]


class ChannelForm(forms.Form):
    """One channel: a field for each setting of its adapter. A secret is never filled in for you."""

    scope = forms.ChoiceField(label="发哪些", choices=Scope)
    carries_records = forms.BooleanField(
        label="也发许可和处罚公示", required=False,
        help_text="一批公示的合成一条，写明几条，链接到列表；个人的不写姓名。",
    )  # fmt: skip
    is_on = forms.BooleanField(
        label="启用", required=False, help_text="不启用时什么都不发，要发的显示“未配置”。"
    )

    def __init__(self, *args: Any, medium: str, channel: Channel | None, **kwargs: Any) -> None:
        kept = channel.values if channel else {}
        first = {"scope": Scope.REQUIRED, "is_on": False} | kept
        if channel:
            first |= {name: getattr(channel, name) for name in CHOSEN}
        kwargs["initial"] = first
        super().__init__(*args, **kwargs)
        self.names: list[str] = []
        for one in adapter_of(medium).settings:
            has = bool(channel and one.name in channel.sealed_names)
            self.fields[one.name] = forms.CharField(
                label=one.label,
                max_length=500,
                required=one.is_required and not has,
                initial=kept.get(one.name, one.start),
                help_text=KEPT if has else one.help,
                widget=_box(one.name, one.is_secret),
                error_messages={"required": f"请填{one.label}。"},
            )
            self.names.append(one.name)
        if medium not in SOCIAL:  # mail and messages go to those who asked for them
            del self.fields["carries_records"]
        self.order_fields([*self.names, *CHOSEN])

    @property
    def given(self) -> dict[str, str]:
        """The settings alone, without scope and switch."""
        return {name: self.cleaned_data[name] for name in self.names}


def _box(name: str, is_secret: bool) -> forms.Widget:
    if is_secret:
        return forms.PasswordInput(render_value=False, attrs={"autocomplete": "new-password"})
    return forms.Textarea(attrs={"rows": 3}) if name == "template" else forms.TextInput()
