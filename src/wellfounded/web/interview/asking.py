"""A question as the page shows it: in the applicant's language and in that of the screen, with all it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wellfounded.cases.asking import reason_needed, text_of
from wellfounded.cases.models import InterviewLine
from wellfounded.cases.models.interview import LineKind
from wellfounded.cases.questions import language_of, why
from wellfounded.cases.slots import definition_of
from wellfounded.law.case_file import Answer
from wellfounded.law.catalogue import FactType, Sensitivity
from wellfounded.law.country_name import entity_name
from wellfounded.law.interview import SAID, answers_for
from wellfounded.law.library import load_library
from wellfounded.web.assessment.words import titled
from wellfounded.web.interview.place import place_text, screen_language

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from wellfounded.cases.models import Case, Interview
    from wellfounded.law.case_file import Slot
    from wellfounded.web.choices import Choice

ANSWERS: dict[Answer, Promise] = {
    Answer.YES: _("Yes"),
    Answer.NO: _("No"),
    Answer.VALUE: _("Says this:"),
    Answer.DONT_KNOW: _("Does not know"),
    Answer.CANNOT_SAY: _("Cannot say it"),
    Answer.WONT_SAY: _("Does not want to say it"),
}


@dataclass(frozen=True, slots=True)
class Asking:
    """`own` is the question in the applicant's language, `beside` in that of the screen; empty when they are one.

    `reason` is the sentence that asks for a reason, empty when none is needed.
    """

    slot: Slot
    place: str
    title: str
    meaning: str
    about: str
    topic: str
    own: str
    own_language: str
    beside: str
    screen_language: str
    kind: FactType
    unit: str
    options: tuple[Choice, ...]
    sensitive: bool
    reason: str
    case: Case

    @property
    def why(self) -> tuple[str, ...]:
        """Looked up when the page shows it: a save does not wait for it."""
        return why(self.case, self.slot)

    @property
    def asked(self) -> int:
        """How often it was asked in this case; looked up when the page shows it."""
        lines = InterviewLine.objects.filter(interview__case=self.case, kind=LineKind.QUESTION)
        return lines.filter(entity=self.slot[0], item=self.slot[1]).count()

    @property
    def in_screen_language(self) -> str:
        return self.beside or self.own

    @property
    def translated(self) -> bool:
        """Whether the catalogue has the question in the applicant's language."""
        return self.own_language != "en" or not self.beside


def asking_of(case: Case, interview: Interview, *, slot: Slot) -> Asking:
    definition, screen = definition_of(slot[1]), screen_language()
    own_language = language_of(interview.language or screen)
    own, beside = text_of(slot, own_language), text_of(slot, screen)
    return Asking(
        slot=slot,
        place=place_text(slot),
        title=titled(definition.title),
        meaning=definition.meaning,
        about=entity_name(slot[0], screen),
        topic=load_library().topics[definition.topic].title[screen],
        own=own,
        own_language=own_language,
        beside="" if own_language == screen else beside,
        screen_language=screen,
        kind=definition.type,
        unit=definition.unit,
        options=options_of(slot),
        sensitive=definition.sensitivity is Sensitivity.HIGH,
        reason=reason_needed(case, slot),
        case=case,
    )


def options_of(slot: Slot) -> tuple[Choice, ...]:
    """The values that a fact offers, in the language of the screen."""
    options, screen = definition_of(slot[1]).options or {}, screen_language()
    return tuple((name, words[screen]) for name, words in options.items())


def plain_answers(kind: FactType) -> list[Choice]:
    """Yes and no, or that a value is said."""
    return [(str(one), ANSWERS[one]) for one in answers_for(kind) if one in SAID]


def other_answers() -> list[Choice]:
    """The three that are never a “no”."""
    return [(str(one), label) for one, label in ANSWERS.items() if one not in SAID]
