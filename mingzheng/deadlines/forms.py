"""What staff type in: the State Council's yearly notice."""

from typing import Any

from django import forms
from django.utils import timezone

from mingzheng.deadlines import almanac

FIRST_YEAR = 2008  # since then there are these festivals


class NoticeForm(forms.Form):
    """A year's holidays and make-up workdays, a line each."""

    source = forms.CharField(
        label="通知名称和文号",
        max_length=200,
        help_text="比如：国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕7号）。",
    )
    days = forms.CharField(
        label="放假和调休的日子",
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="一行一天，写成：2027-01-01,休,元旦。周末调成上班的写“班”。",
    )

    def clean_days(self) -> tuple[int, almanac.Days]:
        """The year and its special days; the sentence names the line that is wrong."""
        try:
            year, days = almanac.read_csv(self.cleaned_data["days"].replace("，", ","))
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        last = timezone.localdate().year + 1
        if not FIRST_YEAR <= year <= last:
            raise forms.ValidationError(
                f"{year} 年不对，可以录 {FIRST_YEAR} 到 {last} 年；每年的通知在上一年末发布。"
            )
        if missing := almanac.unnamed_festivals(days):
            raise forms.ValidationError(
                f"没有看到{'、'.join(missing)}放假的日子。要把全年的节日写全，期限才算得准。"
            )
        return year, days

    @classmethod
    def lines(cls, days: Any) -> str:
        """Stored days as the lines one types."""
        return "\n".join(
            f"{day.date:%Y-%m-%d},{'班' if day.is_workday else '休'},{day.name}" for day in days
        )
