"""Small questions that the components ask of a form field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.forms import CheckboxInput, CheckboxSelectMultiple, RadioSelect

if TYPE_CHECKING:
    from django.forms import BoundField

register = template.Library()


@register.filter
def is_group(field: BoundField) -> bool:
    """Several choices under one legend."""
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


@register.filter
def is_tick(field: BoundField) -> bool:
    """One box, with its label beside it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def as_words(value: object) -> str:
    """A list as words with commas; anything else as it is."""
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
