"""The state of the law packs, as the page about the program shows it: which profiles, and how far each was checked."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from wellfounded.law.check import law_of_version
from wellfounded.law.citation import Checked
from wellfounded.law.library import load_library

if TYPE_CHECKING:
    from datetime import date

    from wellfounded.law.library import LawLibrary
    from wellfounded.law.profile import Profile


@dataclass(frozen=True, slots=True)
class PackState:
    """One version of a profile, and its citations by how far they were checked."""

    title: str
    version: str
    valid_from: date | None
    valid_to: date | None
    read: int
    quoted: int
    unchecked: int


@cache
def pack_states() -> tuple[PackState, ...]:
    library = load_library()
    return tuple(_state(profile, library) for profile in library.profiles)


def profile_title(name: str, claim: date | None) -> str:
    """What the law of a case is called, in English: the version of its claim's day, else the last one."""
    titles = [one.title for one in load_library().profiles if one.id == name and _in_force(one, claim)]
    titles += [one.title for one in reversed(load_library().profiles) if one.id == name]
    return next(iter(titles), name)


def _in_force(profile: Profile, day: date | None) -> bool:
    begun = day is not None and (profile.valid_from is None or profile.valid_from <= day)
    return begun and (day is None or profile.valid_to is None or day <= profile.valid_to)


@cache
def packs_hash() -> str:
    """One hash over all packs: two offices with the same one apply the same law."""
    lines = "".join(f"{name}:{value}\n" for name, value in sorted(load_library().hashes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _state(profile: Profile, library: LawLibrary) -> PackState:
    criteria = law_of_version(library, profile).criteria.values()
    cites = Counter(citation.checked for criterion in criteria for citation in criterion.cite)
    return PackState(
        title=profile.title,
        version=profile.version,
        valid_from=profile.valid_from,
        valid_to=profile.valid_to,
        read=cites[Checked.READ],
        quoted=cites[Checked.QUOTED],
        unchecked=cites[Checked.UNCHECKED],
    )
