"""Small questions that the components ask of a form field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.forms import CheckboxInput, CheckboxSelectMultiple, RadioSelect

from wellfounded.audit.words import words_of
from wellfounded.web.assessment.facts import named_source
from wellfounded.web.assessment.words import of_law

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
def first_box(field: BoundField) -> str:
    """Where a link to the field leads: the field, or the first of its choices."""
    return f"{field.auto_id}_0" if is_group(field) else field.auto_id


@register.filter
def described_by(field: BoundField) -> str:
    """What else is read with a group: its hint and what is wrong with it."""
    hint = f"{field.auto_id}_helptext" if field.help_text else ""
    wrong = f"{field.auto_id}_error" if field.errors else ""
    return f"{hint} {wrong}".strip()


@register.filter
def as_words(value: object) -> str:
    """A list as words with commas; anything else as it is."""
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)


@register.filter
def law(text: str) -> str:
    """What the law says, marked as English where it is not translated."""
    return of_law(text)


@register.filter
def source(name: str) -> str:
    """Where evidence comes from: a country fact by what it says."""
    return named_source(name)


@register.filter
def event_words(event: str) -> str:
    """An entry of the log in words."""
    return words_of(event)
