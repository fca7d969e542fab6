"""The law behind a finding, and what is known of its country, with dates and how far each was checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.law.case_file import Direction
from wellfounded.law.citation import Checked
from wellfounded.web.assessment import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from wellfounded.law.assess import Assessment
    from wellfounded.law.citation import Citation
    from wellfounded.law.country_fact import CountryFact
    from wellfounded.law.criterion import Criterion
    from wellfounded.law.finding import Finding


@dataclass(frozen=True, slots=True)
class CitationShown:
    """A pinpoint, and how far it was checked. `against` marks contrary authority."""

    text: str
    checked: str
    unchecked: bool
    against: bool
    note: str


@dataclass(frozen=True, slots=True)
class LawShown:
    """What the law asks, by which standard, and who loses when it stays open."""

    text: str
    citations: tuple[CitationShown, ...]
    standard: str
    standard_id: str
    standard_text: str
    standard_law: tuple[CitationShown, ...]
    burden: str
    set_by: str
    note: str


@dataclass(frozen=True, slots=True)
class CountryFactShown:
    """One statement on a country. `due` says that a newer source should be looked for; the statement still counts."""

    id: str
    statement: str
    direction: str
    published: date | None
    period_from: date | None
    period_to: date | None
    due: date | None
    law: tuple[CitationShown, ...]
    bears_on: tuple[str, ...] = ()


def law_of(assessment: Assessment, criterion: Criterion) -> LawShown:
    role = assessment.law.standard_of(criterion)
    return LawShown(
        text=criterion.text,
        citations=cited(criterion.cite),
        standard=words.titled(role.standard.title) if role else "",
        standard_id=role.standard.id if role else "",
        standard_text=role.standard.text if role else "",
        standard_law=cited(role.cite) if role else (),
        burden=str(words.BURDENS[criterion.burden]),
        set_by=assessment.law.set_by(criterion),
        note=" ".join((criterion.note or criterion.untranslatable).split()),
    )


def cited(citations: Iterable[Citation]) -> tuple[CitationShown, ...]:
    return tuple(
        CitationShown(
            text=one.brief,
            checked=str(words.CHECKED[one.checked]),
            unchecked=one.checked is Checked.UNCHECKED,
            against=one.against,
            note=one.note,
        )
        for one in citations
    )


def country_facts_of(assessment: Assessment, finding: Finding) -> tuple[CountryFactShown, ...]:
    """What bears on one finding."""
    return tuple(_shown(assessment, fact) for fact in assessment.country_facts(finding))


def country_facts_by_place(assessment: Assessment) -> dict[str, tuple[CountryFactShown, ...]]:
    """Everything that bears on some finding of the case, by country, with the titles of what it bears on."""
    titles: dict[str, list[str]] = {}
    found: dict[str, CountryFact] = {}
    for finding in assessment.findings.values():
        for fact in assessment.country_facts(finding):
            found[fact.id] = fact
            titles.setdefault(fact.id, []).append(words.titled(finding.criterion.title))
    places: dict[str, list[CountryFactShown]] = {}
    for fact in _in_order(assessment, found):
        bears_on = tuple(dict.fromkeys(titles[fact.id]))
        places.setdefault(words.about(fact.country), []).append(_shown(assessment, fact, bears_on=bears_on))
    return {place: tuple(facts) for place, facts in places.items()}


def _in_order(assessment: Assessment, found: dict[str, CountryFact]) -> Iterator[CountryFact]:
    """In the order of the library, which keeps what belongs together together."""
    return (fact for fact in assessment.law.library.country_facts if fact.id in found)


def _shown(assessment: Assessment, fact: CountryFact, *, bears_on: tuple[str, ...] = ()) -> CountryFactShown:
    return CountryFactShown(
        id=fact.id,
        statement=fact.statement,
        direction=str(words.DIRECTIONS[Direction(fact.direction)]),
        published=fact.published,
        period_from=fact.period_from,
        period_to=fact.period_to,
        due=fact.review_after if fact.due_for_review(assessment.case.decision) else None,
        law=cited(fact.cite),
        bears_on=bears_on,
    )
