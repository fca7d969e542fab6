"""Speakers across documents: whose names may be one, by the core `identity`. Only a person says that they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.statement import Kind
from wellfounded.identity.names.compare import Verdict, compare_names
from wellfounded.library.models.statement import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from wellfounded.library.models import ShelfStatement

MOST = 5
BODIES = frozenset({Kind.ORGANISATION, Kind.STATE, Kind.MEDIA, Kind.GROUP})
_SAID = {Verdict.LIKELY: 2, Verdict.POSSIBLE: 1}
SMALL = frozenset({"of", "for", "and", "in", "on", "to"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SameSpeaker:
    """A confirmed statement whose speaker may be the same; `likely` names agree well, others only may."""

    statement: ShelfStatement
    likely: bool


def may_be_same(one: ShelfStatement, among: QuerySet[ShelfStatement]) -> list[SameSpeaker]:
    """Speakers of other confirmed statements that may be this one, each once, the likeliest first.

    What a person said of the two already is not asked again. `among` are those that the reader may see.
    """
    if one.standing != Standing.CONFIRMED or not one.speaker:
        return []
    others = among.filter(standing=Standing.CONFIRMED).exclude(pk=one.pk).exclude(speaker="")
    found: dict[tuple[int | None, str], tuple[int, ShelfStatement]] = {}
    for other in others:
        likeness = _likeness(one, other)
        key = other.voice_id, other.speaker
        if likeness and not _said(one, other) and (key not in found or likeness > found[key][0]):
            found[key] = likeness, other
    ordered = sorted(found.values(), key=lambda pair: (-pair[0], pair[1].pk))[:MOST]
    return [SameSpeaker(other, likely=likeness == max(_SAID.values())) for likeness, other in ordered]


def same_voice(one: ShelfStatement, among: QuerySet[ShelfStatement]) -> QuerySet[ShelfStatement]:
    """The other statements of the same speaker, as persons said, among those that the reader may see."""
    return among.filter(voice=one.voice_id).exclude(pk=one.pk) if one.voice_id else among.none()


def _said(one: ShelfStatement, other: ShelfStatement) -> bool:
    return (one.voice_id is not None and one.voice_id == other.voice_id) or other.pk in one.not_same


def _likeness(one: ShelfStatement, other: ShelfStatement) -> int:
    """2 for names that likely are one, 1 for names that may be, 0 for others; a body is no person."""
    if (one.kind in BODIES) is not (other.kind in BODIES):
        return 0
    if one.kind in BODIES:
        return _bodies_alike(one, other)
    return _SAID.get(compare_names(one.speaker, other.speaker).verdict, 0)


def _bodies_alike(one: ShelfStatement, other: ShelfStatement) -> int:
    """The same words, or the same State; an abbreviation may be one."""
    left, right = (_words(said.speaker) for said in (one, other))
    if left == right:
        return 2
    if one.kind == other.kind == Kind.STATE:
        return 2 if one.state and one.state == other.state else 0
    return 1 if "".join(right) in _short(left) or "".join(left) in _short(right) else 0


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(name.casefold()) if word != "the"]


def _short(words: Sequence[str]) -> set[str]:
    """The first letters of a name of several words, with and without the small ones between."""
    great = [word for word in words if word not in SMALL]
    return {"".join(word[0] for word in chosen) for chosen in (words, great) if len(chosen) > 1}
