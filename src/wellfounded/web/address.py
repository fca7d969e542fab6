"""The address of a page of a case, by its name."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def address_of(route: str, number: str) -> str:
    """Empty while the page is not built yet."""
    try:
        return reverse(route, args=[number])
    except NoReverseMatch:
        return ""
