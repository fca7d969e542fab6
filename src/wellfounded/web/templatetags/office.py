"""Small questions that the components ask of a form field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.forms import CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext as _

from wellfounded.audit.words import words_of
from wellfounded.cases.punctuation import listed
from wellfounded.identity.dates.partial_date import PartialDate
from wellfounded.web.assessment.facts import named_source
from wellfounded.web.assessment.words import of_law
from wellfounded.web.date_words import date_words
from wellfounded.web.likeness_words import birth_words
from wellfounded.web.list_words import where_words

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
    return listed(value) if isinstance(value, list) else str(value)


@register.filter
def birth(when: PartialDate | str) -> str:
    """A birth date as the screen tells it. What a list writes, and nobody can read as a date, stands as it is."""
    return date_words(when) if isinstance(when, PartialDate) else birth_words(when)


@register.filter
def list_place(where: str) -> str:
    """Which entry of a list it is."""
    return where_words(where)


@register.filter
def headed(label: object) -> str:
    """What stands before a colon; a question asks for none."""
    return str(label) if str(label).endswith(("?", "？")) else _("%(label)s:") % {"label": label}


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
