"""What the pages of the shelf ask of a hit: its words with the matches marked, and its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from wellfounded.library.models.source import Grades
from wellfounded.library.withdrawn import withdrawal_of
from wellfounded.web.assessment.words import is_english
from wellfounded.web.shelf.taken_words import method_words, remark_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

    from wellfounded.evidence.search.index.snippet import Snippet
    from wellfounded.library.models import Source, Withdrawal

register = template.Library()


@register.filter
def marked(snippet: Snippet) -> SafeString:
    """The stretch of a passage; everything in it is escaped, and what matched is marked."""
    parts: list[tuple[str, str]] = []
    place = 0
    for start, end in snippet.marks:
        parts.append((snippet.text[place:start], snippet.text[start:end]))
        place = end
    shown = format_html_join("", "{}<mark>{}</mark>", parts)
    return format_html("{}{}", shown, snippet.text[place:])


@register.filter
def at_key(values: Mapping[str, int], key: str) -> int:
    """What stands at a key; 0 when nothing does."""
    return values.get(key, 0)


@register.filter
def spoken(text: str) -> SafeString:
    """Marks a statement of the law that nobody has translated as English, where the screen speaks another language."""
    return mark_safe(' lang="en"' if is_english(text) else "")  # noqa: S308 - a constant, nothing typed


@register.filter
def taken_by(method: str) -> SafeString:
    """What took a text, in the language of the screen."""
    return method_words(method)


@register.filter
def remarked(remark: str) -> str:
    """What it remarked on, in the same."""
    return remark_words(remark)


@register.filter
def withdrawal(source: Source) -> Withdrawal | None:
    """The withdrawal of a source that holds now."""
    return withdrawal_of(source)


@register.filter
def grade(word: str) -> str:
    """A judgement’s word in the language of the screen."""
    return str(dict(Grades.choices).get(word, word))
