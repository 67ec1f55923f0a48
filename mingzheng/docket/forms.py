"""What staff type in about dues."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.catalogue.models import Item
from mingzheng.deadlines.rules.limits import PUBLISH_WORKDAYS, in_plain_words
from mingzheng.dues.queries.matching import limit_of
from mingzheng.dues.rules.clauses import triggered

_DATE = {"required": "写明是哪一天。", "invalid": "写成 2026-12-31。"}
STRICTEST = "不清楚，按最早到期的一种"


def _day(label: str, help_text: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, widget=widget, error_messages=_DATE)


class NewForm(forms.Form):
    """What was made: which item wants it public, its title, its day."""

    item = forms.ChoiceField(
        label="公开事项",
        help_text="只列出要登记的事项；定期公开的每一期会自动列出来。",
        error_messages={
            "required": "选一个公开事项。",
            "invalid_choice": "本单位现行目录里没有这一项，刷新后再选。",
        },
    )
    what = forms.CharField(
        label="公开什么",
        max_length=200,
        help_text="文件、名单、决定的标题。公开以前，只有本单位和政务公开办看得到。",
        error_messages={"required": "写明要公开的是什么。"},
    )
    happened_on = _day("哪天形成", "公开时限从这一天起算：形成、变更、作出决定或者活动的那一天。")
    reference = forms.CharField(
        label="文号或来源", max_length=200, required=False, help_text="没有可以不填。"
    )

    def __init__(self, *args: Any, items: Sequence[Item], chosen: str, **options: Any) -> None:
        super().__init__(*args, **options)
        limits = {item.code: triggered(limit_of(item)) for item in items}
        groups: dict[str, list[tuple[str, str]]] = {}
        for item in items:
            if limits[item.code]:
                words = f"{item.name}（{item.override_text or item.limit_text or '没有写时限'}）"
                groups.setdefault(item.field.list_name, []).append((item.code, words))
        box = self.fields["item"]
        box.choices = [("", "请选择"), *groups.items()]  # type: ignore[attr-defined]
        box.initial = chosen
        self.fields["happened_on"].initial = f"{timezone.localdate():%Y-%m-%d}"
        self._offer(limits.get(chosen, []))

    def _offer(self, parts: Sequence[tuple[int, Any]]) -> None:
        """Where the limit has several parts, let the clerk say which is meant."""
        if len(parts) < 2:
            return
        self.fields["clause"] = forms.TypedChoiceField(
            label="用哪一种期限",
            choices=[("", STRICTEST), *((at, in_plain_words(one)) for at, one in parts)],
            coerce=int,
            empty_value=None,
            required=False,
            help_text="这个事项的公开时限写了几种。",
        )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="原因",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text="例如：本季度没有发生。写进留痕，不对外公布。",
        error_messages={"required": "写明原因，至少一句话。"},
    )


class ElsewhereForm(forms.Form):
    """What is out elsewhere: its title, where, since when."""

    title = forms.CharField(
        label="公开的标题", max_length=200, error_messages={"required": "写明标题。"}
    )
    address = forms.CharField(
        label="网址或地点",
        max_length=500,
        help_text="例如：https://… 的网址，或者“柳溪镇政务公开栏”。会对外公布。",
        error_messages={"required": "写明在哪里，让人找得到。"},
    )
    on = _day("哪天公开", "今天或者以前的一天。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = f"{timezone.localdate():%Y-%m-%d}"


class PromptForm(forms.Form):
    """How many working days 及时 is for an office."""

    office = forms.ChoiceField(label="单位", help_text="也管它下面的单位。")
    workdays = forms.IntegerField(
        label="几个工作日",
        min_value=1,
        max_value=PUBLISH_WORKDAYS,
        required=False,
        help_text=f"1 到 {PUBLISH_WORKDAYS}；空着就是不规定。",
        error_messages={
            "min_value": "最短 1 个工作日。",
            "max_value": f"最长 {PUBLISH_WORKDAYS} 个工作日（《政府信息公开条例》第二十六条）。",
            "invalid": "写一个数字。",
        },
    )

    def __init__(self, *args: Any, offices: Sequence[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["office"].choices = [(one.code, one.name) for one in offices]  # type: ignore[attr-defined]
