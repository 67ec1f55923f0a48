"""What staff send in: a file of old articles, whose they are and where they go."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingzheng.columns.models import Column
from mingzheng.columns.queries import open_for
from mingzheng.screens import import_desk

NO_COLUMN = "这个单位没有在用的这个栏目。可以用的：{}。"


class UploadForm(import_desk.UploadForm):
    """The file, the office, the column of the office or of an office above it."""

    field_order = ("file", "organisation", "column")
    file = import_desk.a_file(
        "旧稿文件", "CSV、网页（.html）、Word（.docx），或者装着它们的 ZIP，不超过 20 MB。"
    )
    column = forms.ChoiceField(
        label="放进哪个栏目", help_text="先是这个单位自己的栏目；它没有的，用上级政府的。"
    )

    def __init__(self, *args: Any, organisations: Any, **options: Any) -> None:
        super().__init__(*args, organisations=organisations, **options)
        known = Column.objects.filter(organisation__in=organisations, is_open=True)
        rows = known.order_by("position", "pk").values_list("slug", "name")
        names: dict[str, str] = {}
        for slug, name in rows:
            names.setdefault(slug, name)
        column: Any = self.fields["column"]
        column.choices = list(names.items())

    def clean(self) -> dict[str, Any]:
        """The column that the chosen office may write into."""
        said = super().clean() or {}
        if office := said.get("organisation"):
            open_ones = open_for(office)
            found = next((one for one in open_ones if one.slug == said.get("column")), None)
            if found is None and said.get("column"):
                names = "、".join(dict.fromkeys(one.name for one in open_ones)) or "还没有栏目"
                raise ValidationError({"column": NO_COLUMN.format(names)})
            said["into"] = found
        return said
