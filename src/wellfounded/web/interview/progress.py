"""The right side of the interview: how far each topic is, what to put, what differs, and every other question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.cases.asking import text_of
from wellfounded.cases.inconsistencies import Inconsistency, inconsistencies
from wellfounded.cases.models import InterviewLine
from wellfounded.cases.models.interview import LineKind
from wellfounded.law.catalogue import AskedOf, Sensitivity
from wellfounded.law.country_name import entity_name
from wellfounded.law.library import load_library
from wellfounded.web.assessment.words import titled
from wellfounded.web.evidence.fact_choices import places_of
from wellfounded.web.interview.place import place_text, screen_language

if TYPE_CHECKING:
    from wellfounded.cases.models import Case
    from wellfounded.cases.questions import Question, Questions
    from wellfounded.law.case_file import Slot
    from wellfounded.law.catalogue import FactDefinition


@dataclass(frozen=True, slots=True)
class Choice:
    """A question that may be picked."""

    place: str
    title: str
    text: str
    about: str
    sensitive: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class TopicProgress:
    """A topic with the questions asked in this case and those still open."""

    id: str
    title: str
    asked: int
    open: tuple[Choice, ...]

    @property
    def whole(self) -> int:
        return self.asked + len(self.open)


@dataclass(frozen=True, slots=True)
class ToPut:
    """Something to put to the applicant. `differs` is given where the record does not agree with itself."""

    place: str
    title: str
    differs: Inconsistency | None = None


def topics_of(case: Case, questions: Questions) -> list[TopicProgress]:
    """Every topic in which something was asked or is open, in the order of the catalogue."""
    library, screen = load_library(), screen_language()
    asked = _asked(case)
    still = [one for one in (*questions.questions, *questions.sensitive) if one.slot not in asked]
    found = [
        TopicProgress(
            name,
            topic.title[screen],
            sum(library.facts[slot[1]].topic == name for slot in asked if slot[1] in library.facts),
            tuple(_choice(one) for one in still if library.facts[one.slot[1]].topic == name),
        )
        for name, topic in library.topics.items()
    ]
    return [topic for topic in sorted(found, key=lambda one: library.topics[one.id].order) if topic.whole]


def to_put(case: Case, questions: Questions) -> list[ToPut]:
    """Adverse points that were not put, and differences that wait for the applicant's word."""
    differences = {one.slot: one for one in inconsistencies(case) if not one.put}
    points = [ToPut(place_text(one.slot), _titled(one), differences.pop(one.slot, None)) for one in questions.to_put]
    screen = screen_language()
    return points + [
        ToPut(place_text(slot), _with(titled(one.title), entity_name(slot[0], screen)), one)
        for slot, one in differences.items()
    ]


def searched(case: Case, words: str, *, everybody: bool = False) -> list[Choice]:
    """Every question of the catalogue in which all the words stand: of an applicant, or of `everybody`."""
    wanted, asked = words.casefold().split(), _asked(case)
    places = [slot for slot, fact in places_of(case) if everybody or fact.asked_of is AskedOf.APPLICANT]
    found = [_from_catalogue(slot, asked=slot in asked) for slot in places]
    return [one for one in found if all(word in f"{one.title} {one.text} {one.about}".casefold() for word in wanted)]


def _asked(case: Case) -> frozenset[Slot]:
    lines = InterviewLine.objects.filter(interview__case=case, kind=LineKind.QUESTION).exclude(item="")
    return frozenset(lines.values_list("entity", "item"))


def _choice(question: Question) -> Choice:
    place = place_text(question.slot)
    return Choice(place, titled(question.title), question.text, question.about, question.sensitive, question.asked)


def _from_catalogue(slot: Slot, *, asked: bool) -> Choice:
    fact: FactDefinition = load_library().facts[slot[1]]
    screen = screen_language()
    hurts = fact.sensitivity is Sensitivity.HIGH
    return Choice(
        place_text(slot), titled(fact.title), text_of(slot, screen), entity_name(slot[0], screen), hurts, asked
    )


def _titled(question: Question) -> str:
    return _with(titled(question.title), question.about)


def _with(title: str, about: str) -> str:
    return f"{title} ({about})" if about else title
