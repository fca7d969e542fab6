"""Random cases as a file may hold them: every field that the format knows."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

from tests.factories import mini
from wellfounded.law.case_file import (
    PERSON,
    Act,
    Answer,
    Case,
    Closing,
    Country,
    Credibility,
    Direction,
    Entity,
    Evidence,
    FactRecord,
    FactState,
    FindingWord,
    HumanFinding,
    Indicator,
    Put,
    Span,
    Value,
    Weight,
)
from wellfounded.law.case_reader import case_from, scope_of
from wellfounded.law.case_writer import case_as_yaml
from wellfounded.law.catalogue import FactDefinition, FactType
from wellfounded.law.document import parse_document
from wellfounded.law.fact_reader import DISTORTING, INDICATORS, KINDS, RESULTS

T = TypeVar("T")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=12).map(str.strip)
SAID = WORDS.filter(bool)
DAYS = st.dates(date(1950, 1, 1), date(2030, 12, 31))
ACTS = st.builds(Act, SAID, st.none() | DAYS, SAID)
LOOSE_ACTS = st.builds(Act, WORDS, st.none() | DAYS, WORDS)
PUTS = st.builds(Put, st.none() | DAYS, SAID, WORDS, WORDS)
EVIDENCE = st.builds(
    Evidence,
    SAID,
    WORDS,
    st.none() | DAYS,
    st.sampled_from(Direction),
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(Weight),
    WORDS,
)
INDICATED = st.builds(Indicator, st.sampled_from(sorted(INDICATORS)), st.sampled_from(Direction), WORDS)
CREDIBILITY = st.builds(
    Credibility,
    st.sampled_from(sorted(RESULTS)),
    st.lists(INDICATED, max_size=2).map(tuple),
    st.lists(st.sampled_from(sorted(DISTORTING)), max_size=2).map(tuple),
    WORDS,
)
FINDINGS = st.builds(
    HumanFinding,
    st.sampled_from(FindingWord),
    ACTS,
    st.none() | PUTS,
    st.lists(SAID, max_size=2).map(tuple),
    WORDS,
)
SPANS = st.one_of(
    DAYS.map(lambda day: Span(day, day)),
    st.integers(1950, 2030).map(lambda year: Span(date(year, 1, 1), date(year, 12, 31), str(year))),
    st.integers(1950, 2030).map(lambda year: Span(date(year, 4, 1), date(year, 4, 30), f"{year}-04")),
)


def values(fact: FactDefinition) -> st.SearchStrategy[Value]:
    """A value of a fact that takes one."""
    if fact.type is FactType.DATE:
        return SPANS
    if fact.type is FactType.QUANTITY:
        return st.integers(-9999, 9999).map(lambda number: number / 4)
    if fact.type is FactType.TEXT:
        return SAID.filter(lambda text: text not in set(FactState))
    options = st.sampled_from(sorted(fact.options or {}))
    return (
        options if fact.type is FactType.CHOICE else st.lists(options, min_size=1, max_size=3, unique=True).map(tuple)
    )


@st.composite
def records(draw: st.DrawFn, fact: FactDefinition) -> FactRecord:
    state = draw(st.sampled_from(FactState))
    valued = fact.type is not FactType.YES_NO and (state.settled or draw(st.booleans()))
    return FactRecord(
        state=state,
        value=draw(values(fact)) if valued else None,
        answered=draw(st.none() | st.sampled_from(Answer)),
        act=draw(LOOSE_ACTS),
        benefit_of_doubt=draw(st.none() | ACTS),
        put=draw(st.none() | PUTS),
        evidence=tuple(draw(st.lists(EVIDENCE, max_size=2))),
        credibility=draw(st.none() | CREDIBILITY),
    )


@st.composite
def held(draw: st.DrawFn, name: str) -> Entity:
    """What may stand under the person, a country or a route."""
    facts = [fact for fact in mini().facts.values() if fact.scope is scope_of(name)]
    criteria = [
        item.id for provision in mini().provisions for item in provision.criteria if item.scope is scope_of(name)
    ]
    chosen = draw(st.lists(st.sampled_from(facts), max_size=3, unique_by=lambda fact: fact.id))
    found = draw(st.lists(st.sampled_from(criteria), max_size=2, unique=True))
    return Entity({fact.id: draw(records(fact)) for fact in chosen}, {item: draw(FINDINGS) for item in found})


@st.composite
def files(draw: st.DrawFn) -> Case:
    claim, later = draw(st.tuples(DAYS, DAYS).map(sorted))
    closing = draw(st.none() | st.builds(Closing, DAYS, SAID))
    here, there = draw(held("AAA")), draw(held("BBB"))
    return Case(
        number=draw(SAID),
        material=draw(st.sampled_from(["fictional", "published", "real"])),
        profile=draw(st.sampled_from(mini().profile_names())),
        host=draw(st.sampled_from(["", "HHH"])),
        claim=claim,
        decision=later,
        known=draw(st.none() | DAYS),
        closing=closing,
        digest=closing is None and draw(st.booleans()),
        all_points_put=draw(st.none() | ACTS),
        title=draw(WORDS),
        person=draw(held(PERSON)),
        countries={
            "AAA": Country(here.facts, here.findings, frozenset(draw(st.sets(LINKS))), draw(st.booleans())),
            "BBB": Country(there.facts, there.findings, routes={"AAA": draw(held("BBB>AAA"))}),
        },
        exhibits=draw(st.dictionaries(SAID, NOTES, max_size=2)),
        history=tuple(draw(st.lists(NOTES, max_size=2))),
        published=draw(NOTES | st.just({})),
        file="case.yaml",
    )


def differs_when_read_back(case: Case) -> bool:
    """Whether a case that is written as YAML reads back as another one."""
    return case_from(parse_document(case_as_yaml(case), case.file), mini()) != case


LINKS = st.sampled_from(["nationality", "former_residence"])
NOTES = st.dictionaries(st.sampled_from(["on", "by", "what"]), SAID, min_size=1, max_size=2)
