"""What to ask next in an interview, and why: read off the record, in any order the officer likes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.cases.models.interview import LineKind
from wellfounded.cases.screening import screen
from wellfounded.law import interview as guided
from wellfounded.law.assess import assess_under
from wellfounded.law.catalogue import LANGUAGES
from wellfounded.law.country_name import country_name, entity_name
from wellfounded.law.interview import answers_for, as_answered
from wellfounded.law.questions import Ask, OpenPoint, open_points

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wellfounded.cases.models import Case, Interview
    from wellfounded.law.assess import Assessment
    from wellfounded.law.case_file import Answer, Slot


@dataclass(frozen=True, slots=True)
class Question:
    """One open point, as a screen shows it. `why` leads from the conclusion down to it, by titles."""

    ask: Ask
    slot: Slot
    title: str
    text: str
    about: str
    topic: str
    why: tuple[str, ...]
    answers: tuple[Answer, ...]
    options: Mapping[str, str]
    sensitive: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class Questions:
    """What is open for an interview.

    `sensitive` questions may hurt: they are never the next one, and the officer chooses one with a reason. `to_put` are
    adverse points, for the end. `others` is for the officer at the desk: what to look up and what a person finds.
    """

    narrative_first: bool
    next: Question | None
    questions: tuple[Question, ...]
    sensitive: tuple[Question, ...]
    to_put: tuple[Question, ...]
    others: tuple[Question, ...]


def next_questions(
    case: Case, interview: Interview, *, language: str = "en", skip: frozenset[Slot] = frozenset()
) -> Questions:
    """The next question and everything else that is open, with the answers counted as if they were found.

    What is in `skip` is not the next one; it stays open.
    """
    assessment = screen(case)
    asked = _asked(case)
    points = open_points(assess_under(as_answered(assessment.case), assessment.law).evaluation)
    told = language_of(language)
    shown = [_question(assessment, point, asked=asked, language=told) for point in points]
    plain = [question for question in shown if question.ask is Ask.QUESTION and not question.sensitive]
    following = _next(assessment, interview, skip=_not_now(points, asked) | skip)
    return Questions(
        narrative_first=not interview.lines.filter(kind=LineKind.NARRATIVE).exists() and interview.number == 1,
        next=next((question for question in plain if following is not None and question.slot == following.slot), None),
        questions=tuple(plain),
        sensitive=tuple(question for question in shown if question.ask is Ask.QUESTION and question.sensitive),
        to_put=tuple(question for question in shown if question.ask is Ask.PUT),
        others=tuple(question for question in shown if question.ask in {Ask.LOOK_UP, Ask.FIND}),
    )


def why(case: Case, slot: Slot) -> tuple[str, ...]:
    """The titles that lead from a conclusion down to a point; none when nothing open hangs on it."""
    assessment = screen(case)
    points = open_points(assess_under(as_answered(assessment.case), assessment.law).evaluation)
    return next((_titles(assessment, point) for point in points if point.slot == slot), ())


def language_of(code: str) -> str:
    """The language of the catalogue for a code of a screen or an interview; English where it has none."""
    known = {language.casefold(): language for language in LANGUAGES}
    return known.get(code.casefold(), known.get(code.partition("-")[0].casefold(), "en"))


def _asked(case: Case) -> frozenset[Slot]:
    """What was asked or put in any interview of the case."""
    lines = [line for interview in case.interviews.all() for line in interview.lines.all()]
    return frozenset((line.entity, line.item) for line in lines if line.kind in {LineKind.QUESTION, LineKind.PUT})


def _not_now(points: tuple[OpenPoint, ...], asked: frozenset[Slot]) -> frozenset[Slot]:
    return asked | {point.slot for point in points if point.sensitive or point.ask is not Ask.QUESTION}


def _next(assessment: Assessment, interview: Interview, *, skip: frozenset[Slot]) -> OpenPoint | None:
    """The next question in the block that the interview is in."""
    lines = list(interview.lines.filter(kind=LineKind.QUESTION).exclude(item=""))
    fact = assessment.law.facts.get(lines[-1].item) if lines else None
    country = "" if not lines or ">" in lines[-1].entity or lines[-1].entity == "person" else lines[-1].entity
    state = guided.Interview(
        law=assessment.law,
        case=assessment.case,
        interviewer=interview.officer.username,
        on=timezone.localdate(),
        topic=fact.topic if fact is not None else "",
        country=country,
        passed_over=set(skip),
        lines=len(lines),
    )
    return state.next()


def _question(assessment: Assessment, point: OpenPoint, *, asked: frozenset[Slot], language: str) -> Question:
    fact = point.definition
    country = country_name(point.country, language) if point.country else ""
    options = (fact.options if fact is not None else None) or {}
    return Question(
        ask=point.ask,
        slot=point.slot,
        title=fact.title if fact is not None else assessment.law.criteria[point.slot[1]].title,
        text=fact.question(language, country) if fact is not None else "",
        about=entity_name(point.slot[0], language),
        topic=assessment.law.library.topics[fact.topic].title[language] if fact is not None else "",
        why=_titles(assessment, point),
        answers=answers_for(fact.type) if fact is not None else (),
        options={name: words[language] for name, words in options.items()},
        sensitive=point.sensitive,
        asked=point.slot in asked,
    )


def _titles(assessment: Assessment, point: OpenPoint) -> tuple[str, ...]:
    return tuple(assessment.law.criteria[name].title for _entity, name in point.path)
