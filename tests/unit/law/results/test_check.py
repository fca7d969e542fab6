import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import MINI, mini
from wellfounded.law.check import all_citations, check_library, check_terms, law_of_version
from wellfounded.law.citation import Checked
from wellfounded.law.errors import Code, Problem
from wellfounded.law.library import LawLibrary, load_library

Amend = Callable[[str, str, str], LawLibrary]
MARKED = "rule: {at_least: 2, of: [beaten, detained, fears]}"


@pytest.fixture
def amended(tmp_path: Path) -> Amend:
    """The tiny law with one text replaced in one of its files."""

    def amend(file: str, old: str, new: str) -> LawLibrary:
        shutil.copytree(MINI, tmp_path / "packs")
        path = tmp_path / "packs" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_library(tmp_path / "packs")

    return amend


def of_code(library: LawLibrary, code: Code) -> list[Problem]:
    return [problem for problem in check_library(library).problems if problem.code is code]


def test_a_role_without_a_standard_is_named_for_each_version() -> None:
    missing = of_code(mini(), Code.LAW_CITATION)
    assert "plain first sets no standard of proof for “protection”." in [problem.message for problem in missing]
    assert not any("“risk”" in problem.message for problem in missing)


def test_a_fact_on_which_nothing_depends_is_named() -> None:
    assert [problem.message for problem in of_code(mini(), Code.LAW_UNREACHABLE)] == [
        "Nothing depends on the fact “own_words”."
    ]


def test_a_fact_that_only_opens_another_question_is_used() -> None:
    assert not any("crime_hinted" in problem.message for problem in check_library(mini()).problems)


def test_a_fact_that_is_only_weighed_is_used(amended: Amend) -> None:
    law = amended("base/danger.yaml", "considers: [beaten, harm]", "considers: [beaten, harm, own_words]")
    assert not of_code(law, Code.LAW_UNREACHABLE)


@pytest.mark.parametrize(
    ("file", "old", "new", "name"),
    [
        ("base/status.yaml", "favours: state", "favours: applicant", "exclusion"),
        ("base/danger.yaml", "favours: applicant", "favours: state", "harm"),
    ],
    ids=["under-unless", "plain"],
)
def test_a_criterion_that_is_used_against_its_own_side_is_named(
    file: str, old: str, new: str, name: str, amended: Amend
) -> None:
    found = of_code(amended(file, old, new), Code.LAW_DIRECTION)
    assert all(f"“{name}” says that it favours" in problem.message for problem in found)
    assert file in [problem.file for problem in found]


def test_the_tiny_law_uses_every_criterion_on_its_own_side() -> None:
    assert not of_code(mini(), Code.LAW_DIRECTION)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (MARKED, "rule: no_such_thing", Code.LAW_NAME),
        (MARKED, "rule: {fact: no_such_fact, is: permit}", Code.LAW_NAME),
        (MARKED, "rule: marked", Code.LAW_CIRCLE),
        (MARKED, "rule: {all: [sent_onward]}", Code.WRONG_SCOPE),
        (MARKED, "rule: {all: [inherited]}", Code.LAW_RULE),
    ],
    ids=["name", "fact", "circle", "scope", "inherited-in-base"],
)
def test_a_rule_that_cannot_be_compiled_is_told_once(old: str, new: str, code: Code, amended: Amend) -> None:
    (problem,) = of_code(amended("base/danger.yaml", old, new), code)
    assert problem.file == "base/danger.yaml"


def test_a_profile_that_extends_nothing_known_is_told(amended: Amend) -> None:
    law = amended("profiles/south/2005.yaml", "extends: north", "extends: nowhere")
    assert [problem.message for problem in of_code(law, Code.PROFILE_UNKNOWN)] == ["There is no profile “nowhere”."]
    assert not any(cited.by == "south: marked" for cited in all_citations(law))


def test_a_version_without_a_first_day_is_read_as_of_today() -> None:
    plain = next(profile for profile in mini().profiles if profile.id == "plain")
    assert law_of_version(mini(), plain).profile is plain


@pytest.mark.parametrize(
    ("by", "pinpoint"),
    [
        ("harm", "art. 1"),
        ("north: northern_gate", "para 2"),
        ("plain: standard of risk", "para 9"),
        ("standard likely", "para 1"),
        ("aaa-courts", "para 4"),
        ("instrument pact", "status list"),
    ],
)
def test_every_place_that_may_cite_is_listed(by: str, pinpoint: str) -> None:
    assert (by, pinpoint) in [(cited.by, cited.citation.at) for cited in all_citations(mini())]


def test_citations_are_counted_by_how_far_they_were_checked() -> None:
    report = check_library(mini())
    counts = report.counts()
    assert sum(counts.values()) == len(report.citations)
    assert len(report.to_check()) == counts[Checked.UNCHECKED]
    assert {cited.citation.checked for cited in report.to_check()} == {Checked.UNCHECKED}


def texts(folder: Path, **held: str) -> Path:
    """A folder of official texts."""
    folder = folder / "texts"
    folder.mkdir()
    for name, text in held.items():
        stem, _, ending = name.rpartition("_")
        (folder / f"{stem}.{ending}").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "text", ["There was a real risk.", "a REAL\n   Risk", "ａ ｒｅａｌ risk"], ids=["plain", "case-and-line", "width"]
)
def test_a_term_that_stands_in_one_of_its_sources_is_found(text: str, tmp_path: Path) -> None:
    folder = texts(tmp_path, pact_txt="Nothing of it.", ruling_md=text)
    assert check_terms(mini(), folder) == ((), ())


def test_a_term_that_stands_in_none_of_them_is_a_problem(tmp_path: Path) -> None:
    problems, missing = check_terms(mini(), texts(tmp_path, pact_txt="a real chance", guide_txt="real risk"))
    assert {problem.code for problem in problems} == {Code.QUOTE_NOT_FOUND}
    assert problems[0].message == "“risk_is_real” quotes “real risk”, which does not stand in pact."
    assert missing == ("ruling",)  # a profile cites only the ruling for it


def test_a_source_of_which_no_text_is_held_is_missing(tmp_path: Path) -> None:
    problems, missing = check_terms(mini(), texts(tmp_path, pact_pdf="real risk"))
    assert (problems, missing) == ((), ("pact", "ruling"))


def test_a_term_of_a_profile_is_looked_for_too(amended: Amend, tmp_path: Path) -> None:
    law = amended("profiles/south/2005.yaml", "    rule: fears", "    rule: fears\n    terms: [afraid]")
    problems, _ = check_terms(law, texts(tmp_path, ruling_txt="‘Afraid’ is not said of a real risk"))
    assert problems == ()
