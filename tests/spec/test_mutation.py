"""The examples notice when a rule of the base is wronged: a flipped *any*, a dropped *not*, a dropped child."""

from dataclasses import replace

import pytest

from tools.mutate_law import Result, report, run
from tools.spec.equivalent import EQUIVALENT
from tools.spec.example import read_chapters
from tools.spec.kill import Bench
from tools.spec.mutants import DROP, FLIP, NOT, mutants_of
from tools.spec.outcome import convention
from wellfounded.law.criterion import Criterion
from wellfounded.law.library import load_library
from wellfounded.law.rule import AllOf, AnyOf, AtLeast, ForEach, Name, Not

LAW = convention(load_library())
A, B, C = Name("a"), Name("b"), Name("c")


@pytest.fixture(scope="module")
def results() -> list[Result]:
    return list(run())


def wronged(rule: object) -> dict[str, object]:
    """The mutants of a rule, by what was done."""
    criterion: Criterion = replace(LAW.criteria["outside_country"], rule=rule)
    return {mutant.what: mutant.rule for mutant in mutants_of(criterion)}


def test_no_mutant_survives_without_a_reason(results: list[Result]) -> None:
    survivors = [result.mutant.name for result in results if not result.killed and not result.reason]
    assert survivors == []


def test_every_mutant_that_is_called_equivalent_is_made_and_survives(results: list[Result]) -> None:
    assert {result.mutant.name for result in results if not result.killed} == set(EQUIVALENT)


def test_the_article_chooses_the_rules() -> None:
    files = {result.file for result in run(article="33", kinds=(NOT,))}
    assert files == {"base/return.yaml"}


def test_a_law_without_examples_lets_every_mutant_live() -> None:
    bare = Bench(LAW, tuple(replace(chapter, entries=()) for chapter in read_chapters()))
    assert not any(bare.killer(mutant) for mutant in mutants_of(LAW.criteria["exclusion_1d"]))


def test_the_report_names_a_survivor_and_its_reason(results: list[Result]) -> None:
    mutant = mutants_of(LAW.criteria["exclusion_1d"])[0]
    assert f"survives: {mutant.name}" in report([Result("base/exclusion.yaml", mutant, "")])
    equivalent = next(result for result in results if result.reason)
    assert f"(equivalent: {equivalent.reason})" in report([equivalent])


def test_an_all_is_wronged_by_an_any_a_dropped_child_and_a_lost_exception() -> None:
    assert wronged(AllOf((A, B, Not(C)), 1)) == {
        "any for all of (a, b, not c)": AllOf((AnyOf((A, B)), Not(C)), 1),
        "dropped a from all of (a, b, not c)": AllOf((B, Not(C)), 1),
        "dropped b from all of (a, b, not c)": AllOf((A, Not(C)), 1),
        "dropped not c from all of (a, b, not c)": AllOf((A, B), 0),
        "not dropped before c": AllOf((A, B, C), 1),
    }


def test_an_any_is_wronged_by_an_all_and_a_dropped_child() -> None:
    assert wronged(AnyOf((A, B))) == {
        "all for any of (a, b)": AllOf((A, B)),
        "dropped a from any of (a, b)": AnyOf((B,)),
        "dropped b from any of (a, b)": AnyOf((A,)),
    }


def test_at_least_is_wronged_by_its_neighbours() -> None:
    made = wronged(AtLeast(2, (A, B, C)))
    assert made["at least 1 for 2"] == AtLeast(1, (A, B, C))
    assert made["at least 3 for 2"] == AtLeast(3, (A, B, C))
    assert made["dropped a from at least of (a, b, c)"] == AtLeast(2, (B, C))
    assert "dropped a from at least of (a, b)" not in wronged(AtLeast(2, (A, B)))


def test_every_is_wronged_by_some_and_inside_it_goes_on() -> None:
    assert wronged(ForEach("nationality", every=True, part=Not(A))) == {
        "some nationality for every": ForEach("nationality", every=False, part=Not(A)),
        "not dropped before a": ForEach("nationality", every=True, part=A),
    }


def test_a_single_name_cannot_be_wronged() -> None:
    assert wronged(A) == {}


def test_each_mutant_has_its_own_name(results: list[Result]) -> None:
    names = [result.mutant.name for result in results]
    assert len(names) == len(set(names))
    assert {result.mutant.kind for result in results} == {FLIP, NOT, DROP}
