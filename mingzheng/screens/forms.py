"""How every form control looks (表单控件): one place, so that no form forgets."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils import timezone

from mingzheng.screens.rules.dates import SERIAL, read_date

CHECKED = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


class StyledBoundField(forms.BoundField):
    """Gives each control its class of the design system unless the form has named one."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """The control's HTML attributes, with the class."""
        control = widget or self.field.widget
        if isinstance(control, CHECKED):
            name = "form-check-input"
        elif isinstance(control, forms.Select):
            name = "form-select"
        else:
            name = "form-control"
        if "class" not in control.attrs and not control.is_hidden:
            attrs = {"class": name, **attrs}
        return dict(super().build_widget_attrs(attrs, widget))


class Renderer(DjangoTemplates):
    """The project's form renderer (settings.FORM_RENDERER)."""

    bound_field_class = StyledBoundField


class DayField(forms.DateField):
    """A day as people write it: 2026-11-20, 2026年11月20日, 2026.11.20, 20261120 (日期)."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value: Any) -> date | None:
        """The day, None for nothing. Raises ValidationError for what names no one day."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        found = read_date(value, today=timezone.localdate(), may_be_future=True)
        if found.day is None or SERIAL.match(value.strip()):  # of a workbook: nobody types it
            said = found.problem or f"看不出是哪一天：{value.strip()}"
            raise ValidationError(f"{said}。请写成 2026-12-31。", code="invalid")
        return found.day
