"""What people type on the desk pages: shape only; whether it may stand, the actions say."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.rules import TEXT_LIMITS
from mingzheng.accounts.states import Kind, Level
from mingzheng.posts.roles import ROLES

Result = TypeVar("Result")


def posted(request: HttpRequest) -> Any:
    """What a POST brought, be it nothing at all; None for a GET, so that a form stays quiet."""
    return request.POST if request.method == "POST" else None


class DeskForm(forms.Form):
    """A form in our words and look, that takes the sentences of an action as its own errors."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            select = isinstance(field, forms.ChoiceField)
            if not isinstance(field, forms.BooleanField):
                field.widget.attrs["class"] = "form-select" if select else "form-control"
            verb = "选" if select or isinstance(field, forms.FileField) else "填"
            field.error_messages["required"] = f"请{verb}{field.label}。"
            field.error_messages["invalid_choice"] = f"请从列表里选{field.label}。"

    def attempt(self, deed: Callable[[], Result]) -> Result | None:
        """Do the deed; a ValidationError becomes errors of the fields, and None comes back."""
        try:
            return deed()
        except ValidationError as wrong:
            for name, messages in wrong.message_dict.items():
                self.add_error(name if name in self.fields else None, messages)
            return None


def _text(label: str, name: str = "", help_text: str = "", **options: Any) -> forms.CharField:
    limit = TEXT_LIMITS.get(name)
    field = forms.CharField(label=label, help_text=help_text, required=False, **options)
    if limit:
        field.widget.attrs["maxlength"] = limit
    return field


class OrganisationForm(DeskForm):
    """What is said about an organisation."""

    code = forms.CharField(
        label="机构编码", help_text="命令行和留痕里用它：字母、数字、横线，不超过 32 位。"
    )
    name = forms.CharField(label="全称", help_text="和公章一致，例如：云溪县民政局。")
    short_name = _text("简称", "short_name", "列表里用，例如：民政局。")
    level = forms.ChoiceField(label="层级", choices=Level)
    kind = forms.ChoiceField(label="类别", choices=Kind)
    function = _text(
        "职能", "function", "对应“县级民政部门”这类写法，例如：民政。有几个用顿号分开。"
    )
    credit_code = _text("统一社会信用代码", help_text="18 位，末位会自动核对。")
    area_code = _text("行政区划代码", help_text="6 位、9 位或 12 位数字。")
    address = _text("地址", "address")
    phone = _text("电话", "phone")
    office_hours = _text("办公时间", "office_hours")
    position = forms.IntegerField(
        label="排序",
        min_value=0,
        max_value=100_000,
        initial=0,
        help_text="数字小的排前面。",
        error_messages={"invalid": "排序要填整数。"},
    )


def _options(organisations: Iterable[Organisation]) -> list[tuple[str, str]]:
    # Ideographic spaces show the depth: an option cannot be indented in any other way.
    return [
        ("", "请选择"),
        *((one.code, f"{'　' * one.depth}{one.name}") for one in organisations),
    ]


class PlaceForm(DeskForm):
    """Any form that asks for an organisation out of those one may use."""

    organisation = forms.ChoiceField(label="机构")

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = {one.code: one for one in organisations}
        self.fields["organisation"].choices = _options(organisations)  # type: ignore[attr-defined]

    def clean_organisation(self) -> Organisation:
        """The organisation itself."""
        return self._known[self.cleaned_data["organisation"]]


class MoveForm(PlaceForm):
    """Where an organisation goes."""

    note = _text("说明", help_text="例如批文号。")
    organisation = forms.ChoiceField(label="新的上级")


class ReasonForm(DeskForm):
    """A deed that has to be explained."""

    reason = forms.CharField(label="原因", help_text="会写进留痕。", max_length=200)


class ConfirmForm(DeskForm):
    """A deed that only has to be confirmed; takes no reason."""

    reason = forms.CharField(required=False, widget=forms.HiddenInput)


class ImportForm(DeskForm):
    """A CSV of organisations."""

    file = forms.FileField(
        label="机构表", help_text="CSV 文件，UTF-8 或 GB18030 编码，不超过 5 MB。"
    )
    dry_run = forms.BooleanField(label="只检查，先不导入", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].error_messages["empty"] = "这个文件是空的。"
        self.fields["file"].widget.attrs["accept"] = ".csv,text/csv"


class PersonForm(PlaceForm):
    """Somebody new."""

    field_order = ("username", "name", "organisation")
    username = forms.CharField(label="工号", max_length=32, help_text="登录时用，一人一个。")
    name = forms.CharField(label="姓名", max_length=50)
    organisation = forms.ChoiceField(label="所在机构")


class PersonChangeForm(PersonForm):
    """Name and home organisation; a staff number never changes, the trace knows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["username"]


class GrantForm(PlaceForm):
    """A role, and where it holds."""

    field_order = ("role", "organisation", "reason")
    role = forms.ChoiceField(
        label="岗位",
        choices=[(one.name, f"{one.label}：{one.description}") for one in ROLES.values()],
    )
    reason = forms.CharField(label="原因", help_text="例如任职文件号，会写进留痕。", max_length=200)
    organisation = forms.ChoiceField(
        label="在哪个机构", help_text="对这个机构和它下面的机构都有效。"
    )
