"""The words of a brief and of a country report, in English, and how they are said in another language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from wellfounded.law.country_name import country_name, entity_name
from wellfounded.letters.assessment import wording as assessment


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its code as papers have it, and how one of our English sentences, and a day, is said in it."""

    code: str = "en"
    say: Callable[[str], str] = str
    day: Callable[[date], str] = date.isoformat

    def __call__(self, text: str, **given: str) -> str:
        """A sentence in this language, with what it names."""
        return self.say(text).format(**given)

    def country(self, code: str) -> str:
        """The name of a country."""
        return country_name(code, self._of_names)

    def about(self, entity: str) -> str:
        """The country or way onward that something is about; nothing for the person."""
        return entity_name(entity, self._of_names)

    def words(self) -> dict[str, str]:
        """What the templates say."""
        return {name: self.say(text) for name, text in SAY.items()}

    @property
    def _of_names(self) -> str:
        """The catalogue of countries writes the script with a capital letter."""
        return {"zh-hans": "zh-Hans"}.get(self.code, self.code)


ENGLISH = Tongue()
SAY = {
    "kind": "Screening for refugee protection",
    "paper": "Brief of evidence",
    "report": "Country report",
    "motto": "The program decides nothing. What is only suggested counts for nothing until a person accepts it.",
    "supports": "Speaks for it",
    "rebuts": "Speaks against it",
    "of_facts": "Pinned to facts that it rests on",
    "country_facts": "What is known of the country",
    "facts_above": "Set out above:",
    "bears_on": "Bears on:",
    "said": "Who said what of it",
    "said_lead": "Only what a person confirmed and tied. A statement is quoted as somebody’s, never as true.",
    "missing": "What is missing",
    "bare": "Open, and nothing on the shelf bears on it",
    "bare_lead": "An empty shelf says nothing of the person: it says where to look next.",
    "stale": "Due for review",
    "stale_lead": "A newer source should be looked for. Age alone never weakens a finding for the applicant.",
    "sources": "Sources",
    "nothing": "No criterion of this claim is open or contested.",
    "none": "Nothing.",
}
ACCEPTED = "accepted by {by} on {on}"
PINNED = "pinned to this case by {by} on {on}"
PINNED_TO_FACT = "pinned to “{fact}” by {by} on {on}: {direction}"
WITHDRAWN = "its source was withdrawn from the shelf since: look at it again"
LOST = "these words stand nowhere in the text of today: look at it again"
SUGGESTED = "suggested only, by the words {words}; nobody has accepted it"
UNSOURCED = "source not recorded"
UNDATED = "undated"
UNJUDGED = "reliability not judged"
JUDGED = "reliability: {word}"
GRADES = ("good", "fair", "poor")
PAGE = "page {page}"
PARAGRAPH = "para. {paragraph}"
PLACE = "passage {number}"
DIRECTIONS = {"supports": "for it", "rebuts": "against it"}
DUE = "due for review since {day}"
NO_PASSAGE = "No passage is on the shelf for this fact."
NOT_ACCEPTED = "Nobody has accepted a passage for it yet."
ONE_SIDED_FOR = "Nothing accepted or suggested speaks against it: look for what would."
ONE_SIDED_AGAINST = "Nothing accepted or suggested speaks for it: look for what would."
SINGLE_SOURCE = "Everything here comes from one source."
HEAD = {
    "profile": "Law",
    "known": "Country information known on",
    "shelf": "Shelf",
    "country": "Country",
    "on": "As it stood on",
    "carried": "Country facts carried by a passage",
}
CARRIED = "{carried} of {all}"
OPEN_SHELF = "the open shelf of the office"
WHOLE_SHELF = "the whole shelf of the office, what is restricted as well"
PUBLISHED = "published {day}"
PERIOD = "about {first} to {last}"
PERIOD_SINCE = "about the time since {first}"
PERIOD_UNTIL = "about the time until {last}"
THROUGH = "through {name}"
LABELS = (
    assessment.MET,
    assessment.NOT_MET,
    assessment.NOT_ESTABLISHED,
    assessment.CONCEDED,
    assessment.OPEN,
    assessment.CONTRADICTED,
    assessment.MUST_BE_PUT,
    assessment.LEFT_TO_PERSON,
    assessment.LAW_NOT_READ,
)


def messages() -> Iterator[str]:
    """Every sentence that a brief may say, for the catalogues of other languages."""
    yield from (*SAY.values(), *HEAD.values(), *DIRECTIONS.values(), *GRADES, *LABELS, *assessment.MATERIAL.values())
    yield from (ACCEPTED, PINNED, PINNED_TO_FACT, WITHDRAWN, LOST, SUGGESTED, UNSOURCED, UNDATED, UNJUDGED, JUDGED)
    yield from (PAGE, PARAGRAPH, PLACE, DUE, NO_PASSAGE, NOT_ACCEPTED, ONE_SIDED_FOR, ONE_SIDED_AGAINST)
    yield from (SINGLE_SOURCE, CARRIED, OPEN_SHELF, WHOLE_SHELF, PUBLISHED, PERIOD, PERIOD_SINCE, PERIOD_UNTIL, THROUGH)
