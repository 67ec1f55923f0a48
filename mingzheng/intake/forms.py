"""What staff send in: a table of permits or penalties."""

from django import forms

from mingzheng.publicity.states import RecordKind
from mingzheng.screens import import_desk


class UploadForm(import_desk.UploadForm):
    """The file, what it is, whose it is."""

    field_order = ("kind", "file", "organisation")
    kind = forms.ChoiceField(label="是什么表", choices=RecordKind.choices)
    file = import_desk.a_file("公示表", "XLSX、XLS、ET、CSV 都可以，不超过 20 MB。文件加密存放。")
