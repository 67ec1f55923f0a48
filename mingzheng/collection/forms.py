"""What staff send in: a workbook and what to know about it."""

from typing import Any

from django import forms

from mingzheng.collection.states import BatchKind
from mingzheng.screens import import_desk
from mingzheng.standards.models import Field


class UploadForm(import_desk.UploadForm):
    """A catalogue workbook."""

    field_order = ("file", "kind", "organisation")
    file = import_desk.a_file("目录表格", "XLSX、XLS、ET、CSV、DOCX 或者网页表格，不超过 20 MB。")
    kind = forms.ChoiceField(label="是什么表", choices=BatchKind.choices, required=False)
    field = forms.ModelChoiceField(
        Field.objects.all(),
        label="领域",
        required=False,
        to_field_name="code",
        empty_label="表格里写了，自动认",
        help_text="表格标题或工作表名里有领域名称的，不用选。",
    )
    is_complete = forms.BooleanField(
        label="这份表是这些领域（类型）的全部事项，表里没有的就删去",
        required=False,
    )
    published = forms.CharField(
        label="公布的各类事项数",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="公布过各类有多少项的，写在这里核对，一行一类，比如：行政许可 11。",
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["organisation"].label = "编制单位"

    def clean_kind(self) -> str:
        """A form without the choice is about a catalogue, as it was before there were others."""
        return self.cleaned_data["kind"] or BatchKind.CATALOGUE
