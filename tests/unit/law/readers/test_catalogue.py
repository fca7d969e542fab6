"""Every fact has a meaning, a question in three languages, and options where it is a choice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.factories import fields_of, mini
from tests.unit.law.readers.refusals import Place, places
from wellfounded.law.catalogue import AskedOf, FactType, Sensitivity, read_topic
from wellfounded.law.criterion import Scope
from wellfounded.law.errors import Code

WORDS = "{en: a, ko: b, zh-Hans: c}"
FACT = {
    "title": "T",
    "meaning": "M",
    "scope": "person",
    "type": "yes_no",
    "asked_of": "applicant",
    "ask": WORDS,
}


def topic_text(**changes: str | None) -> str:
    lines = {key: value for key, value in (FACT | changes).items() if value is not None}
    return f"topic: t\ntitle: {WORDS}\nfacts:\n  f:\n" + "".join(f"    {key}: {lines[key]}\n" for key in lines)


def refused(**changes: str | None) -> list[Place]:
    fields = fields_of(topic_text(**changes))
    read_topic(fields)
    return places(fields.problems)


def test_a_topic_and_its_fact_are_read_whole() -> None:
    more = {"sensitivity": "high", "effort": "5", "only_if": "[g]", "scope": "route", "asked_of": "officer"}
    fields = fields_of(topic_text(type="quantity", unit="days", **more))
    topic = read_topic(fields)
    (fact,) = topic.facts
    assert (topic.id, topic.order, topic.title["ko"]) == ("t", 500, "b")
    assert (fact.id, fact.topic, fact.title, fact.meaning) == ("f", "t", "T", "M")
    assert (fact.scope, fact.type, fact.asked_of) == (Scope.ROUTE, FactType.QUANTITY, AskedOf.OFFICER)
    assert (fact.sensitivity, fact.effort, fact.only_if, fact.unit) == (Sensitivity.HIGH, 5, ("g",), "days")
    assert not fields.problems


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_a_choice_has_options_in_every_language(kind: str) -> None:
    fields = fields_of(topic_text(type=kind, options=f"{{x: {WORDS}}}"))
    assert read_topic(fields).facts[0].options == {"x": {"en": "a", "ko": "b", "zh-Hans": "c"}}
    assert not fields.problems


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": None}, [(Code.MISSING_KEY, 4, "facts.f.title")]),
        ({"meaning": None}, [(Code.MISSING_KEY, 4, "facts.f.meaning")]),
        ({"scope": "world"}, [(Code.WRONG_OPTION, 7, "facts.f.scope")]),
        ({"type": None}, [(Code.MISSING_KEY, 4, "facts.f.type")]),
        ({"type": "quantity"}, [(Code.MISSING_KEY, 4, "facts.f.unit")]),
        ({"type": "choice"}, [(Code.LAW_QUESTION, 4, "facts.f.options")]),
        ({"type": "choices", "options": "{}"}, [(Code.LAW_QUESTION, 11, "facts.f.options")]),
        ({"asked_of": "nobody"}, [(Code.WRONG_OPTION, 9, "facts.f.asked_of")]),
        ({"effort": "0"}, [(Code.WRONG_VALUE, 11, "facts.f.effort")]),
        ({"effort": "6"}, [(Code.WRONG_VALUE, 11, "facts.f.effort")]),
        ({"effort": "hard"}, [(Code.WRONG_TYPE, 11, "facts.f.effort")]),
        ({"sensitivity": "extreme"}, [(Code.WRONG_OPTION, 11, "facts.f.sensitivity")]),
        ({"colour": "red"}, [(Code.UNKNOWN_KEY, 11, "facts.f.colour")]),
        ({"ask": "{en: a, zh-Hans: c}"}, [(Code.LAW_QUESTION, 10, "facts.f.ask.ko")]),
        (
            {"ask": None},
            [(Code.LAW_QUESTION, 4, f"facts.f.ask.{language}") for language in ("en", "ko", "zh-Hans")],
        ),
    ],
)
def test_a_fact_that_could_not_be_asked_is_refused(changes: dict[str, str | None], expected: list[Place]) -> None:
    assert refused(**changes) == expected


def test_a_question_names_the_country_and_falls_back_on_english_and_the_title() -> None:
    fact = mini().facts["beaten"]
    assert fact.question("en", "Atlantis") == "Were you beaten in Atlantis?"
    assert fact.question("fr", "Atlantis") == "Were you beaten in Atlantis?"
    assert replace(fact, ask={}).question("fr") == "Was beaten"
