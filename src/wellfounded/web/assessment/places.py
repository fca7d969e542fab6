"""Addresses: of a finding, and of what an evidence item points to (a line, a page, a country fact)."""

from __future__ import annotations

import re

from django.urls import NoReverseMatch, reverse

_INTERVIEW = re.compile(r"interview-(\d+)")
_NUMBER = re.compile(r"\d+")


def slug_of(entity: str) -> str:
    """An entity as a part of an address: the arrow of a way onward becomes a hyphen."""
    return entity.replace(">", "-")


def entity_of(slug: str) -> str:
    return slug.replace("-", ">")


def finding_address(number: str, criterion: str, *, entity: str) -> str:
    return reverse("assessment_finding", args=[number, slug_of(entity), criterion])


def country_fact_address(number: str, fact: str) -> str:
    return f"{reverse('assessment_country', args=[number])}#{fact}"


def evidence_address(number: str, source: str, *, at: str, exhibits: frozenset[str]) -> str:
    """Where the evidence can be read: the line of an interview, the page of an exhibit. Empty when it is elsewhere."""
    first = _NUMBER.search(at)
    if found := _INTERVIEW.fullmatch(source):
        there = _reversed("interview_record", number, int(found[1])) or _reversed("interview", number, int(found[1]))
        return f"{there}#line-{first[0]}" if there and first else there
    if source in exhibits:
        page = int(first[0]) if first and at.startswith("page") else 1
        return _reversed("exhibit_page", number, source, page) or _reversed("exhibit", number, source)
    return ""


def fact_address(number: str, fact: str, *, entity: str) -> str:
    """The page on which a fact is found; empty while there is none."""
    return _reversed("fact", number, slug_of(entity), fact)


def _reversed(route: str, *args: object) -> str:
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return ""
