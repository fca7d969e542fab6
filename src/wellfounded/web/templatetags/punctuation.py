"""Lists in a template: `{{ names|listed }}`, `{{ reasons|clauses }}`, and the marks alone for a loop or a pair.

Every template knows them without loading them, so that none has a reason to write a comma of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html_join

from wellfounded.cases.punctuation import between_clauses, between_details, between_items

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()
register.simple_tag(between_items, name="between_items")
register.simple_tag(between_details, name="between_details")
register.simple_tag(between_clauses, name="between_clauses")


@register.filter
def listed(items: Iterable[object]) -> SafeString:
    """Things of one kind, one after another."""
    return _joined(between_items(), items)


@register.filter
def clauses(items: Iterable[object]) -> SafeString:
    """Longer parts, one after another."""
    return _joined(between_clauses(), items)


def _joined(mark: str, items: Iterable[object]) -> SafeString:
    return format_html_join(mark, "{}", ((one,) for one in items))
