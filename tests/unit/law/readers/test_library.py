"""The whole law is read at once, and everything that is wrong with it is told at once."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.factories import mini
from tests.unit.law.readers.refusals import Place, refusal
from wellfounded.law.errors import Code, LawError
from wellfounded.law.library import load_library

TOPIC = "topic: {name}\ntitle: {{en: a, ko: b, zh-Hans: c}}\nfacts: {{}}\n"


def refused(packs: Path) -> set[tuple[str, Code, int, str]]:
    found = refusal(lambda: load_library(packs))
    return {(Path(problem.file).name, problem.code, problem.line, problem.path) for problem in found}


def append(packs: Path, name: str, *, text: str) -> int:
    """Add lines to a file; gives the number of the first."""
    path = packs / name
    old = path.read_text(encoding="utf-8")
    path.write_text(old + text, encoding="utf-8")
    return len(old.splitlines()) + 1


def test_every_file_is_read_and_hashed() -> None:
    library = mini()
    assert library.profile_names() == ("east", "north", "plain", "south")
    assert set(library.topics) == {"harm", "journey"}
    assert set(library.instruments) == {"pact"}
    assert [provision.id for provision in library.provisions] == ["danger", "status"]
    assert library.facts["beaten"] is library.topics["harm"].facts[0]
    files = {path.relative_to(library.folder).as_posix(): path for path in library.folder.rglob("*.yaml")}
    assert library.hashes == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def test_the_same_folder_is_read_once() -> None:
    assert load_library(mini().folder) is mini()


def test_an_empty_folder_lacks_its_two_files(tmp_path: Path) -> None:
    assert refused(tmp_path) == {
        ("sources.yaml", Code.FILE_MISSING, 0, ""),
        ("standards.yaml", Code.FILE_MISSING, 0, ""),
    }


def test_problems_of_several_files_are_told_together(packs: Path) -> None:
    source = append(packs, "sources.yaml", text="  rumour: {kind: rumour, title: R}\n")
    key = append(packs, "base/danger.yaml", text="colour: red\n")
    (packs / "facts/broken.yaml").write_text("topic: [\n", encoding="utf-8")
    assert refused(packs) == {
        ("sources.yaml", Code.WRONG_OPTION, source, "sources.rumour.kind"),
        ("danger.yaml", Code.UNKNOWN_KEY, key, "colour"),
        ("broken.yaml", Code.YAML_BROKEN, 2, ""),
    }


@pytest.mark.parametrize(
    ("copied", "what"),
    [
        ("facts/harm.yaml", ["topic “harm”", "fact “beaten”"]),
        ("base/danger.yaml", ["criterion “harm”", "criterion “danger”"]),
        ("instruments/pact.yaml", ["instrument “pact”"]),
        ("country_facts/AAA.yaml", ["country fact “aaa-beatings”", "country fact “aaa-courts”"]),
    ],
)
def test_what_stands_twice_is_refused_and_never_lost(packs: Path, copied: str, *, what: list[str]) -> None:
    path = packs / copied
    path.with_name("zz.yaml").write_bytes(path.read_bytes())
    with pytest.raises(LawError) as caught:
        load_library(packs)
    assert {problem.code for problem in caught.value.problems} == {Code.LAW_TWICE}
    messages = [problem.message for problem in caught.value.problems]
    assert set(messages) >= {f"The {item} is defined twice." for item in what}


def test_two_topics_of_one_name_are_refused_even_with_different_facts(packs: Path) -> None:
    (packs / "facts/more.yaml").write_text(TOPIC.format(name="harm"), encoding="utf-8")
    (problem,) = refusal(lambda: load_library(packs))
    assert (problem.code, problem.message) == (Code.LAW_TWICE, "The topic “harm” is defined twice.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {(Code.MISSING_KEY, 0, "provision"), (Code.MISSING_KEY, 0, "title"), (Code.MISSING_KEY, 0, "instrument")}),
        ("provision: p\ntitle: P\ninstrument: i\nrevision: x", {(Code.WRONG_TYPE, 4, "revision")}),
        ("provision: p\ntitle: P\ninstrument: i\nvalid_to: x", {(Code.BAD_DATE, 4, "valid_to")}),
        (
            "- p",
            {
                (Code.NOT_A_MAPPING, 1, ""),
                *((Code.MISSING_KEY, 1, key) for key in ("provision", "title", "instrument")),
            },
        ),
    ],
)
def test_a_broken_provision_is_refused(packs: Path, text: str, *, expected: set[Place]) -> None:
    (packs / "base/new.yaml").write_text(text, encoding="utf-8")
    assert refused(packs) == {("new.yaml", *place) for place in expected}
