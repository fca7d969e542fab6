"""The examples notice when a rule of a profile is wronged, in every version of it: old law decides old claims."""

from dataclasses import replace
from datetime import date

import pytest

from tests.spec.wronged_versions import Wronged, unseen, wronged
from tools.spec.equivalent import EQUIVALENT_IN_VERSIONS
from tools.spec.example import Chapter, read_chapters
from tools.spec.mutants import DROP, FLIP, NOT
from wellfounded.law.finding import Label
from wellfounded.law.law import Law, resolve
from wellfounded.law.library import load_library
from wellfounded.law.truth import Truth

LIBRARY = load_library()
CHAPTERS = read_chapters()


@pytest.fixture(scope="module")
def results() -> list[Wronged]:
    return list(wronged(LIBRARY, CHAPTERS))


def only(label: Label) -> tuple[Chapter, ...]:
    """The chapters with nothing but the examples of one finding."""
    return tuple(
        replace(
            chapter,
            entries=tuple(
                replace(entry, examples=tuple(item for item in entry.examples if item.finding is label))
                for entry in chapter.entries
            ),
        )
        for chapter in CHAPTERS
    )


def _bound(law: Law, instrument: str, *, article: str, day: date) -> bool:
    binding = law.binding(law.profile.host, instrument, article=article, day=day)
    return binding is not None and binding.truth is Truth.TRUE


def test_no_mutant_of_a_version_survives_without_a_reason(results: list[Wronged]) -> None:
    survivors = [result.name for result in results if not result.killer and result.name not in EQUIVALENT_IN_VERSIONS]
    assert survivors == []


def test_every_mutant_of_a_version_that_is_called_equivalent_is_made_and_survives(results: list[Wronged]) -> None:
    assert {result.name for result in results if not result.killer} == set(EQUIVALENT_IN_VERSIONS)


def test_every_rule_of_every_version_has_an_example() -> None:
    assert unseen(LIBRARY, CHAPTERS) == []


def test_a_version_without_examples_is_noticed() -> None:
    bare = tuple(chapter for chapter in CHAPTERS if chapter.topic not in {"usa", "usa-1980"})
    assert "usa 1980: us_persecutor" in unseen(LIBRARY, bare)


def test_examples_that_are_all_met_let_a_dropped_limit_live() -> None:
    limit = "dropped danger_to_security from all of (security_concern_recorded, danger_to_security)"
    survivors = {result.name for result in wronged(LIBRARY, only(Label.MET), profiles=("uk",)) if not result.killer}
    assert f"uk 2006: danger_exception: {limit}" in survivors


def test_each_version_is_wronged_by_itself(results: list[Wronged]) -> None:
    versions = {f"{result.version.id} {result.version.version}" for result in results}
    assert {"uk 2006", "uk 2022", "usa 1980", "usa 2005", "rok 2019", "rok 2021", "eu 2026"} <= versions
    assert {result.mutant.kind for result in results} == {FLIP, NOT, DROP}


def test_a_reason_excuses_one_mutant_and_no_other(results: list[Wronged]) -> None:
    excused = [result.name for result in results if result.name in EQUIVALENT_IN_VERSIONS]
    assert len(excused) == len(set(excused))


@pytest.mark.parametrize(
    ("profile", "convention", "protocol"),
    [("australia", True, True), ("uk", True, True), ("usa", False, True)],
)
def test_what_is_called_equivalent_rests_on_the_record_of_treaties(
    profile: str, *, convention: bool, protocol: bool
) -> None:
    for version in (item for item in LIBRARY.profiles if item.id == profile and "art33_bars" in item.entries):
        for day in (version.valid_from, date(2024, 6, 1)):
            assert day is not None
            law = resolve(LIBRARY, profile, claim=day, decision=day)
            assert _bound(law, "csr51", article="33", day=day) is convention
            assert _bound(law, "psr67", article="I", day=day) is protocol
