"""Builders that the tests share: a tiny law, cases from a few words, documents from text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from wellfounded.law.assess import Assessment, assess_under
from wellfounded.law.case_file import (
    Act,
    Answer,
    Case,
    Closing,
    Country,
    Entity,
    FactRecord,
    FactState,
    FindingWord,
    HumanFinding,
    Put,
    Span,
    Value,
)
from wellfounded.law.case_reader import case_from
from wellfounded.law.case_writer import case_as_data
from wellfounded.law.document import parse_document
from wellfounded.law.errors import Code, Problem
from wellfounded.law.fields import Fields
from wellfounded.law.law import Law, resolve
from wellfounded.law.library import LawLibrary, load_library
from wellfounded.law.program import Shape
from wellfounded.law.whatif import with_fact, with_finding

ROOT = Path(__file__).parents[1]
MINI = Path(__file__).parent / "packs" / "mini"
CLAIM = date(2012, 3, 1)
DECISION = date(2013, 3, 1)
ACT = Act("adjudicator-1", date(2013, 2, 1), "Heard and weighed")
PUT = Put(date(2013, 1, 5), "interviewer-1", "line 7", "Denies it")
SHAPE = Shape((("AAA", ("nationality",), True), ("BBB", (), True)), (("BBB", "AAA"),))


@cache
def mini() -> LawLibrary:
    """The tiny law of `tests/packs/mini`."""
    return load_library(MINI)


def real() -> LawLibrary:
    """The law that is shipped."""
    return load_library()


def law_of(
    profile: str = "plain", *, claim: date = CLAIM, decision: date = DECISION, library: LawLibrary | None = None
) -> Law:
    return resolve(library or mini(), profile, claim=claim, decision=decision)


def fields_of(text: str) -> Fields:
    """A mapping read from YAML; what is wrong gathers in its `problems`."""
    document = parse_document(text, "law.yaml")
    return Fields.of(document, (), value=document.data, problems=[])


def codes(problems: tuple[Problem, ...] | list[Problem]) -> list[Code]:
    return [problem.code for problem in problems]


def record(words: str, value: Value = None) -> FactRecord:
    """A fact as written in a few words: `refuted put`, `possible benefit`, `unknown asked`."""
    state, *flags = words.split()
    return FactRecord(
        state=FactState(state),
        value=value,
        answered=Answer.DONT_KNOW if "asked" in flags else None,
        benefit_of_doubt=ACT if "benefit" in flags else None,
        put=PUT if "put" in flags else None,
    )


def found(words: str) -> HumanFinding:
    """A human finding as written: `established`, `not_established put`."""
    word, *flags = words.split()
    return HumanFinding(FindingWord(word), ACT, PUT if "put" in flags else None)


def day(text: str) -> Span:
    return Span(date.fromisoformat(text), date.fromisoformat(text))


def blank(profile: str = "plain", *, closed: bool = False, all_put: bool = False, host: str = "HHH") -> Case:
    """A case with nothing in it: AAA is the nationality, BBB a place from which people are sent to AAA."""
    return Case(
        number="T-1",
        material="fictional",
        profile=profile,
        host=host,
        claim=CLAIM,
        decision=DECISION,
        closing=Closing(DECISION, "adjudicator-1") if closed else None,
        all_points_put=ACT if all_put else None,
        countries={
            "AAA": Country(links=frozenset({"nationality"}), destination=True),
            "BBB": Country(destination=True, routes={"AAA": Entity()}),
        },
    )


def holding(case: Case, entries: Mapping[str, str | FactRecord | HumanFinding]) -> Case:
    """The case with facts and findings: `{"AAA.beaten": "refuted put", "AAA.risk_is_real": found("established")}`."""
    for name, entry in entries.items():
        entity, _, item = name.partition(".")
        if isinstance(entry, HumanFinding):
            case = with_finding(case, (entity, item), finding=entry)
        else:
            case = with_fact(case, (entity, item), record=record(entry) if isinstance(entry, str) else entry)
    return case


def judged(case: Case, *, law: Law | None = None) -> Assessment:
    """The assessment of a case under the tiny law (or another)."""
    return assess_under(case, law or law_of(case.profile, claim=case.claim, decision=case.decision))


def label(case: Case, criterion: str, entity: str = "person") -> str:
    return str(judged(case)[criterion, entity].label)


def case_text(**changes: Any) -> str:
    """The text of a sound case file; a keyword replaces a top-level line, None takes it out."""
    lines: dict[str, Any] = {
        "format": "wellfounded-case/1",
        "case": "T-1",
        "material": "fictional",
        "profile": "plain",
        "host": "HHH",
        "dates": "{claim: 2012-03-01, decision: 2013-03-01}",
        "person": "{facts: {}}",
        "countries": "{AAA: {link: nationality, destination: true}, BBB: {destination: true}}",
    }
    lines |= changes
    return "".join(f"{key}: {value}\n" for key, value in lines.items() if value is not None)


def case_as_json(case: Case) -> str:
    """A case as the text of a JSON file."""
    return json.dumps(case_as_data(case), ensure_ascii=False, indent=2, default=date.isoformat)


def case_of(text: str) -> Case:
    """A case read from text under the tiny law."""
    return case_from(parse_document(text, "case.yaml"), mini())


def closed(case: Case) -> Case:
    return replace(case, closing=Closing(case.decision, "adjudicator-1"))
