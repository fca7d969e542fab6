"""What stands between the words of a list, in the language that is spoken now: the one place that decides it.

Chinese parts the items of a list by 、 as in the patterns of Unicode’s CLDR, what belongs to one thing by ， and longer
parts by ； without a space. Korean writes all three as English does.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language


def _here(mark: str, chinese: str) -> str:
    return chinese if (get_language() or "").startswith("zh") else mark


def between_items() -> str:
    return _here(", ", "、")


def between_details() -> str:
    return _here(", ", "，")


def between_clauses() -> str:
    return _here("; ", "；")


def listed(items: Iterable[object]) -> str:
    """Things of one kind: names, numbers, roles."""
    return between_items().join(map(str, items))


def detailed(parts: Iterable[object]) -> str:
    """What is said of one thing, such as who and when. Parts that are blank are left out."""
    return between_details().join(str(part) for part in parts if part)


def clauses(parts: Iterable[object]) -> str:
    """Parts that are sentences, or hold commas themselves."""
    return between_clauses().join(map(str, parts))
