"""Where each fact and criterion stands in the manual."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from tools.spec.example import Chapter
from wellfounded.law.library import LawLibrary

FACTS = "docs/reference/facts.md"
NAMED = re.compile(r"  \((?:fact|criterion) (\w+)\)")


@dataclass(frozen=True, slots=True)
class Links:
    """`places` maps an id to its page; a criterion that a profile sets has its own place, under “profile id”."""

    places: Mapping[str, str]

    @classmethod
    def of(cls, library: LawLibrary, chapters: tuple[Chapter, ...]) -> "Links":
        """The places of all facts, and of all criteria that have examples."""
        places = dict.fromkeys(library.facts, FACTS)
        for chapter in chapters:
            for entry in chapter.entries:
                own = f"{chapter.profile} {entry.criterion}" if chapter.profile else entry.criterion
                places[own] = page_of(chapter)
                places.setdefault(entry.criterion, page_of(chapter))
        return cls(places)

    def to(self, name: str, *, page: str, text: str = "", profile: str = "") -> str:
        """A link to a fact or criterion, from `page`; only its name where it stands nowhere."""
        place = self.places.get(f"{profile} {name}") or self.places.get(name)
        words = text or f"`{name}`"
        if place is None:
            return words
        target = "" if place == page else posixpath.relpath(place, posixpath.dirname(page))
        return f"[{words}]({target}#{name})"

    def in_words(self, line: str, *, page: str, profile: str = "") -> str:
        """A line of a rule in words, with each id that it names made a link."""
        return NAMED.sub(lambda found: f" ({self.to(found[1], page=page, profile=profile)})", line)


def page_of(chapter: Chapter) -> str:
    """The page of a chapter."""
    folder = "law/profiles" if chapter.profile else "law"
    return f"docs/reference/{folder}/{chapter.topic}.md"
