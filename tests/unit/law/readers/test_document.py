"""YAML is read as data, with lines; what a hand-written file never needs is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml.error import YAMLError

from tests.unit.law.readers.refusals import places, refusal
from wellfounded.law import document
from wellfounded.law.document import MAX_DEPTH, document_from, parse_document, read_document
from wellfounded.law.errors import Code

VALUES: dict[str, Any] = {
    "NO": "NO",
    "yes": "yes",
    "nUlL": "nUlL",
    "true": True,
    "FALSE": False,
    "Null": None,
    "~": None,
    "012": "012",
    "-7": -7,
    "2.50": 2.5,
    "1e3": "1e3",
    "1234567890123456789": "1234567890123456789",
    "2024-02-29": date(2024, 2, 29),
    "2023-02-29": "2023-02-29",
    "'2024-02-29'": "2024-02-29",
    '"true"': "true",
    "[1, [a], {b: c}]": [1, ["a"], {"b": "c"}],
    "[https://x.org/?a=b]": ["https://x.org/?a=b"],
    "! x": "x",
}


@pytest.mark.parametrize("text", VALUES)
def test_a_value_is_read_by_the_core_schema_of_yaml_1_2(text: str) -> None:
    assert parse_document(f"a: {text}\n").data == {"a": VALUES[text]}


@pytest.mark.parametrize(("text", "data"), [("", None), ('{"a": [1, null]}', {"a": [1, None]}), ("|\n  x\n", "x\n")])
def test_a_file_may_be_empty_or_json_or_one_text(text: str, data: Any) -> None:
    assert parse_document(text).data == data


def test_every_path_knows_its_line() -> None:
    found = parse_document("a: 1\nb:\n  - c: 2\n  -\n    d: 3\n")
    assert found.line(("b", 0, "c")) == 3
    assert found.line(("b", 1, "d")) == 5
    assert found.line(("b", 1, "d", "unheard of")) == 5
    assert found.line(()) == 1
    assert parse_document("").line(("a",)) == 0


REFUSED = {
    "a: [1": (Code.YAML_BROKEN, 1, ""),
    "a: b: c": (Code.YAML_BROKEN, 1, ""),
    "a: 1\n\tb: 2": (Code.YAML_BROKEN, 2, ""),
    "%YAML 9.9\n---\na: 1": (Code.YAML_BROKEN, 1, ""),
    "a: \x00": (Code.YAML_BROKEN, 0, ""),
    'a: "\\U00110000"': (Code.YAML_BROKEN, 0, ""),
    'a: "\\UFFFFFFFF"': (Code.YAML_BROKEN, 0, ""),
    'a: 1\nb: "\\ud800"': (Code.YAML_BROKEN, 2, ""),
    "a: &x 1": (Code.YAML_FEATURE, 1, ""),
    "&x a: 1": (Code.YAML_FEATURE, 1, ""),
    "a: 1\nb: !!str 2": (Code.YAML_FEATURE, 2, ""),
    "!!str a: 1": (Code.YAML_FEATURE, 1, ""),
    "a: !x {b: c}": (Code.YAML_FEATURE, 1, ""),
    "a: 1\n---\nb: 2": (Code.YAML_FEATURE, 3, ""),
    "? [a]\n: b": (Code.YAML_FEATURE, 1, ""),
    "a:\n  b: 1\n  b: 2": (Code.KEY_TWICE, 3, "a.b"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_broken_or_hidden_is_refused_at_its_line(text: str) -> None:
    assert places(refusal(lambda: parse_document(text))) == [REFUSED[text]]


def test_an_anchor_and_its_alias_are_both_told() -> None:
    assert places(refusal(lambda: parse_document("a: &x 1\nb: *x\n"))) == [
        (Code.YAML_FEATURE, 1, ""),
        (Code.YAML_FEATURE, 2, ""),
    ]


def test_nesting_ends_somewhere() -> None:
    assert parse_document("[" * MAX_DEPTH + "]" * MAX_DEPTH).data
    (problem,) = refusal(lambda: parse_document("[" * 5000 + "]" * 5000))
    assert problem.code is Code.YAML_FEATURE
    assert str(MAX_DEPTH) in problem.message


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffname: 北\n".encode())
    assert read_document(path).data == {"name": "北"}
    assert read_document(path).file == str(path)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("none.yaml", Code.FILE_MISSING),
        ("", Code.FILE_UNREADABLE),
        ("latin.yaml", Code.FILE_UNREADABLE),
        ("latin.yaml/x", Code.FILE_UNREADABLE),
    ],
)
def test_a_missing_file_a_folder_and_foreign_bytes_are_refused(tmp_path: Path, name: str, *, code: Code) -> None:
    (tmp_path / "latin.yaml").write_bytes("a: é".encode("latin-1"))
    (problem,) = refusal(lambda: read_document(tmp_path / name))
    assert (problem.code, problem.file) == (code, str(tmp_path / name))
    assert ("UTF-8" in problem.message) is (name == "latin.yaml")
    assert ("This is a folder" in problem.message) is (name == "")


def test_a_huge_file_is_not_even_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.yaml"
    path.write_text("a: [", encoding="utf-8")
    monkeypatch.setattr(document, "MAX_BYTES", 3)
    (problem,) = refusal(lambda: read_document(path))
    assert problem.code is Code.FILE_UNREADABLE
    assert "4 bytes" in problem.message


def test_a_parser_that_names_no_line_is_still_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> None:
        raise YAMLError("no reason\nand more")

    monkeypatch.setattr(document, "_events", broken)
    (problem,) = refusal(lambda: parse_document("a", "case.yaml"))
    assert str(problem).startswith("case.yaml: This is not readable as YAML: no reason. ")


def test_bytes_that_came_by_another_way_are_read_alike() -> None:
    assert document_from("name: 한송이".encode(), "sent").data == {"name": "한송이"}
    (problem,) = refusal(lambda: document_from(b"\xff\xfe", "sent"))
    assert (problem.code, problem.file) == (Code.FILE_UNREADABLE, "sent")
