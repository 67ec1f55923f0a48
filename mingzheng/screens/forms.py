"""How every form control looks (表单控件): one place, so that no form forgets."""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates

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
