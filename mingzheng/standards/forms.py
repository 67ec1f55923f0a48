"""What the openness office types in about a field."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from mingzheng.accounts.models import Organisation
from mingzheng.standards.models import Field, StandardItem
from mingzheng.standards.queries import FieldNames


class FieldForm(forms.ModelForm):
    """A field: names, lead office, whether residents see it."""

    aliases = forms.CharField(
        label="别名", required=False, help_text="几个别名之间用分号隔开，导入时都认得。"
    )

    class Meta:
        model = Field
        fields = (
            "list_name",
            "short_name",
            "glyph",
            "slug",
            "guideline_title",
            "aliases",
            "lead",
            "is_shown",
        )
        help_texts = {
            "glyph": "一个字，印在领域的方块里。",
            "slug": "网址里用的英文名，比如 social-assistance。定了就不能改，网址才不会失效。",
            "is_shown": "不对外显示的领域，公众查不到它的事项。",
        }
        error_messages = {
            "list_name": {"unique": "已经有叫这个名称的领域。"},
            "slug": {
                "unique": "已经有领域用这个网址名。",
                "invalid": "网址名只能有小写英文字母、数字和短横线。",
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead: Any = self.fields["lead"]
        lead.queryset = Organisation.objects.filter(is_active=True).order_by("path")
        lead.empty_label = "还没有定"
        if self.instance.pk:
            self.initial["aliases"] = "；".join(self.instance.aliases)
            self.fields["slug"].disabled = True

    def clean_slug(self) -> str:
        """An address of its own: these two words are pages of the desk already."""
        slug: str = self.cleaned_data["slug"].lower()
        if slug in ("new", "suggestions"):
            raise forms.ValidationError("这个网址名系统自己要用，请换一个。")
        return slug

    def clean_aliases(self) -> list[str]:
        """The aliases as a list; a name that an import would take for another field is refused."""
        text = self.cleaned_data["aliases"].replace("；", ";")
        aliases = [alias.strip() for alias in text.split(";") if alias.strip()]
        known = FieldNames()
        for alias in aliases:
            other = known.named(alias)
            if other and other.pk != self.instance.pk:
                raise forms.ValidationError(f"“{alias}”已经是“{other.list_name}”的名称。")
        return aliases


class ConfirmForm(forms.Form):
    """Which suggestions were checked, and against which official text."""

    # Not a model's choice: that asks the database for any number, and SQLite refuses large ones.
    row = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": "还没有选。先勾上核对过的行。",
            "invalid_choice": "有的行刚才已经有人核实了，请刷新后再选。",
        },
        label="核对过的行",
    )
    note = forms.CharField(
        label="对照了哪个文件",
        max_length=200,
        help_text="写全称，带文号。留痕里查得到。",
        error_messages={"required": "要写明对照了哪个文件，带文号。"},
    )

    def __init__(self, data: Any = None, *, rows: QuerySet[StandardItem]) -> None:
        super().__init__(data)
        row: Any = self.fields["row"]
        row.choices = [(key, key) for key in rows.values_list("pk", flat=True)]
        self.rows = rows

    def clean_row(self) -> QuerySet[StandardItem]:
        """The chosen rows themselves."""
        return self.rows.filter(pk__in=self.cleaned_data["row"])
