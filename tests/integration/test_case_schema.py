"""The published JSON Schema and the reader agree on every example, and on broken ones."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from wellfounded.law.agreement_run import is_case_file
from wellfounded.law.case_reader import case_from
from wellfounded.law.case_schema import case_schema
from wellfounded.law.document import Document, read_document
from wellfounded.law.errors import InputError
from wellfounded.law.library import load_library

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path for path in (ROOT / "examples").rglob("*.yaml") if is_case_file(path))
PUBLISHED = ROOT / "docs" / "reference" / "case.schema.json"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(case_schema(load_library()))


def as_json(value: Any) -> Any:
    return json.loads(json.dumps(value, default=date.isoformat))


def accepted_by_reader(data: Any) -> bool:
    try:
        case_from(Document("example", data, {}), load_library())
    except InputError:
        return False
    return True


def test_the_schema_itself_is_valid() -> None:
    Draft202012Validator.check_schema(case_schema(load_library()))


def test_the_published_schema_is_fresh() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == case_schema(load_library()), "Run: make docs"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_passes_the_schema(path: Path, validator: Draft202012Validator) -> None:
    errors = [error.message for error in validator.iter_errors(as_json(read_document(path).data))]
    assert errors == []


BROKEN: dict[str, tuple[tuple[str, ...], Any]] = {
    "unknown fact": (("person", "facts", "is_hungry"), "established"),
    "fact of a country at the person": (("person", "facts", "is_outside"), "established"),
    "yes is not a state": (("person", "facts", "stateless"), "yes"),
    "a name": (("name",), "Somebody"),
    "a day that cannot be read": (("dates", "claim"), "last spring"),
    "an unsigned finding": (("person", "findings", "inclusion"), {"finding": "established"}),
    "an unknown profile": (("profile",), "atlantis"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_schema_and_the_reader_refuse_the_same(name: str, validator: Draft202012Validator) -> None:
    way, value = BROKEN[name]
    data: Any = {
        "format": "wellfounded-case/1",
        "case": "T-1",
        "material": "fictional",
        "profile": "unhcr",
        "dates": {"claim": "2024-01-01"},
        "person": {"facts": {}, "findings": {}},
    }
    assert accepted_by_reader(data)
    assert validator.is_valid(data)
    place = data
    for key in way[:-1]:
        place = place[key]
    place[way[-1]] = value
    assert not accepted_by_reader(data)
    assert not validator.is_valid(data)
