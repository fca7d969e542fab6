"""How fields are written into a page: each tells the browser to keep nothing of what is typed into it.

A form says it already, and Chromium heeds that. Firefox asks each text box and each list by itself, and otherwise
writes what stands in them into the file of its session (seen with Firefox 153, `test_seized_firefox`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms import BoundField, Select, Textarea, TextInput
from django.forms.renderers import DjangoTemplates

if TYPE_CHECKING:
    from django.forms import Widget


ASKED = (TextInput, Textarea, Select)
"""What holds words or a choice from a list; boxes to tick, and files, go by their form."""


class UnrememberedField(BoundField):
    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        asked = widget or self.field.widget
        if isinstance(asked, ASKED) and "autocomplete" not in asked.attrs:
            built.setdefault("autocomplete", "off")
        return built


class FieldRenderer(DjangoTemplates):
    bound_field_class = UnrememberedField
