"""The schema of the case file holds what the catalogue and the criteria say."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.factories import case_text, mini
from wellfounded.law.case_schema import case_schema
from wellfounded.law.document import parse_document


def schema() -> dict[str, Any]:
    return case_schema(mini())


def accepts(facts: dict[str, Any]) -> bool:
    case = parse_document(case_text(dates=None, person=None)).data
    return Draft202012Validator(schema()).is_valid(
        case | {"dates": {"claim": "2012-03-01"}, "person": {"facts": facts}}
    )


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("serious_crime", ["refuted", {"state": "possible"}], ["yes", 3, {"value": 3}]),
        ("departure_date", [1991, "1991-04", "1991-04-05", {"value": 1991}, "unknown"], ["spring", [1991]]),
        ("days_walked", [3, 2.5, {"value": 1}], ["many", {"value": "many"}]),
        ("paper", ["permit", {"value": "nothing"}], ["visa", ["permit", "nothing"]]),
        ("motives", ["hunger", ["hunger", "work"]], ["gold", ["hunger", "gold"]]),
        ("own_words", ["anything", 3], [["x"], True]),
    ],
)
def test_each_type_of_fact_takes_its_values(name: str, good: list[Any], *, bad: list[Any]) -> None:
    assert all(accepts({name: value}) for value in good)
    assert not any(accepts({name: value}) for value in bad)


def test_facts_and_criteria_stand_where_they_belong() -> None:
    person = schema()["properties"]["person"]["properties"]
    country = schema()["properties"]["countries"]["additionalProperties"]["properties"]
    route = country["routes"]["additionalProperties"]["properties"]
    assert "serious_crime" in person["facts"]["properties"]
    assert "beaten" in country["facts"]["properties"]
    assert list(route["facts"]["properties"]) == ["sent_onward"]
    assert list(route["findings"]["properties"]) == ["onward_danger"]
    assert "northern_gate" in person["findings"]["properties"]
    assert "beaten" not in person["facts"]["properties"]


def test_profiles_are_those_of_the_library() -> None:
    assert schema()["properties"]["profile"] == {"enum": ["east", "north", "plain", "south"]}
