"""What people write by hand is read with its type, and every slip is noted without stopping."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.factories import fields_of
from tests.unit.law.readers.refusals import places
from wellfounded.law.errors import Code
from wellfounded.law.fields import Fields, did_you_mean

OPTIONS = {"red", "green"}


def got(kind: str, fields: Fields) -> Any:
    readers: dict[str, Callable[[], Any]] = {
        "text": lambda: fields.text("a"),
        "whole": lambda: fields.whole("a", 7),
        "flag": lambda: fields.flag("a"),
        "day": lambda: fields.day("a"),
        "option": lambda: fields.option("a", OPTIONS, default="red"),
        "words": lambda: fields.words("a"),
        "items": lambda: [item.values for item in fields.items("a")],
        "children": lambda: {name: child.values for name, child in fields.children("a").items()},
    }
    return readers[kind]()


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "' x '", "x"),
        ("text", "3", "3"),
        ("text", "2024-05-31", "2024-05-31"),
        ("text", "null", ""),
        ("whole", "3", 3),
        ("whole", "null", 7),
        ("flag", "true", True),
        ("flag", "null", False),
        ("day", "2024-05-31", date(2024, 5, 31)),
        ("day", "'2024-05-31'", date(2024, 5, 31)),
        ("day", "null", None),
        ("option", "green", "green"),
        ("option", "null", "red"),
        ("words", "one", ("one",)),
        ("words", "[one, 2]", ("one", "2")),
        ("words", "null", ()),
        ("items", "[{b: 1}, null]", [{"b": 1}, {}]),
        ("items", "null", []),
        ("children", "{b: {c: 1}, d: null}", {"b": {"c": 1}, "d": {}}),
    ],
)
def test_a_sound_value_is_read_without_a_remark(kind: str, text: str, value: Any) -> None:
    fields = fields_of(f"a: {text}")
    assert got(kind, fields) == value
    assert not fields.problems


@pytest.mark.parametrize(
    ("kind", "text", "value", "code"),
    [
        ("text", "[x]", "", Code.WRONG_TYPE),
        ("text", "true", "", Code.WRONG_TYPE),
        ("whole", "many", 7, Code.WRONG_TYPE),
        ("whole", "true", 7, Code.WRONG_TYPE),
        ("whole", "1.5", 7, Code.WRONG_TYPE),
        ("flag", "yes", False, Code.WRONG_TYPE),
        ("flag", "1", False, Code.WRONG_TYPE),
        ("day", "2024-02-30", None, Code.BAD_DATE),
        ("day", "[x]", None, Code.BAD_DATE),
        ("option", "blue", "red", Code.WRONG_OPTION),
        ("words", "3", (), Code.WRONG_TYPE),
        ("words", "[[x]]", (), Code.WRONG_TYPE),
        ("items", "{b: 1}", [], Code.WRONG_TYPE),
        ("children", "[b]", {}, Code.NOT_A_MAPPING),
    ],
)
def test_a_slip_is_noted_where_it_stands_and_read_as_the_default(
    kind: str, text: str, *, value: Any, code: Code
) -> None:
    fields = fields_of(f"z: 1\na: {text}")
    assert got(kind, fields) == value
    assert places(fields.problems) == [(code, 2, "a")]


@pytest.mark.parametrize("line", ["a:", "a: ''", "b: 1"])
@pytest.mark.parametrize("kind", ["text", "day", "option"])
def test_what_is_required_may_be_neither_absent_nor_blank(kind: str, line: str) -> None:
    fields = fields_of(line)
    readers: dict[str, Callable[[], Any]] = {
        "text": lambda: fields.text("a", required=True),
        "day": lambda: fields.day("a", required=True),
        "option": lambda: fields.option("a", OPTIONS, required=True),
    }
    readers[kind]()
    assert places(fields.problems) == [(Code.MISSING_KEY, 1, "a")]


def test_every_unknown_key_is_noted_with_what_was_perhaps_meant() -> None:
    fields = fields_of("titel: x\nzzz: y\ntitle: z")
    fields.only({"title", "text"})
    assert places(fields.problems) == [(Code.UNKNOWN_KEY, 1, "titel"), (Code.UNKNOWN_KEY, 2, "zzz")]
    assert [problem.mend for problem in fields.problems] == ["Did you mean “title”?", "Known here: text, title."]


def test_a_key_that_is_refused_elsewhere_is_offered_to_nobody() -> None:
    fields = fields_of("name: x\nzzz: y")
    fields.only({"title"}, beside={"name"})
    assert [(problem.path, problem.mend) for problem in fields.problems] == [("zzz", "Known here: title.")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- x", "a list"),
        ("x", "a text"),
        ("true", "true or false"),
        ("1", "a number"),
        ("1.5", "a number"),
        ("2024-01-01", "a day"),
    ],
)
def test_what_stands_in_place_of_lines_is_named(text: str, words: str) -> None:
    (problem,) = fields_of(text).problems
    assert problem.code is Code.NOT_A_MAPPING
    assert words in problem.message


@pytest.mark.parametrize(("value", "words"), [(None, "nothing"), ({}, "a set of lines"), (1j, "something else")])
def test_any_value_can_be_named(value: object, words: str) -> None:
    fields = fields_of("a: 1")
    fields.wrong("a", "a list", value=value)
    assert fields.problems[0].message == f"“a” should be a list, not {words}."


def test_a_word_far_from_all_others_suggests_none() -> None:
    assert did_you_mean("persecution", ["persecuted"]) == "Did you mean “persecuted”?"
    assert did_you_mean("persecution", ["x"]) == ""
