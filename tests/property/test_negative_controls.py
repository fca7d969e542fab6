"""Each promise is seen to break when what guards it is broken: a check that cannot fail guards nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, find, settings
from hypothesis.errors import NoSuchExample

from tests.factories import blank
from tests.property import promises
from tests.property.caseloads import cohort_differs, random_caseload
from tests.property.claims import learnt, random_case, random_entry, slots_of
from tests.property.dice import Dice
from tests.property.files import differs_when_read_back, files
from tests.property.laws import comparing_law, random_law
from tests.property.promises import program_of
from wellfounded.law import assess, case_writer, cohort, cohort_findings, evaluate, exact, live
from wellfounded.law.case_file import Case
from wellfounded.law.evaluate import FALSE, OPEN, TRUE, UNPUT, UNRAISED, LeafReader
from wellfounded.law.law import Law
from wellfounded.law.program import Leaf, LeafKind, Op

Read = tuple[int, int]
MOST = 400
honest = exact.settle_by_cases


@pytest.fixture(autouse=True)
def forgetful() -> None:
    """No blank record that was kept before a sabotage may hide it, nor one made under it outlive it."""
    evaluate.blank_record.cache_clear()


def broken(
    check: Callable[[Law, Case, Dice], list[str]],
    *,
    record: str = "open",
    most: int = MOST,
    law_by: Callable[[Dice], Law] = random_law,
) -> bool:
    """Whether a promise is seen to break on one of many random laws and cases."""
    for seed in range(most):
        dice = Dice(Random(seed).randbytes(120))  # noqa: S311 - no secret
        law = law_by(dice)
        if check(law, random_case(dice, program_of(law), record=record), dice):
            return True
    return False


def overturned(law: Law, case: Case, dice: Dice) -> list[str]:
    return promises.overturned(law, case, later=learnt(dice, program_of(law), case=case))


def contradicted(law: Law, case: Case, _: Dice) -> list[str]:
    return promises.contradicted_by_completion(law, case, most=16)


def worse_without_put(law: Law, case: Case, _: Dice) -> list[str]:
    return promises.worse_without_put(law, case)


def unput_counts(law: Law, case: Case, _: Dice) -> list[str]:
    return promises.unput_counts_against(law, case)


def half_put_counts(law: Law, case: Case, _: Dice) -> list[str]:
    return promises.half_put_counts_against(law, case)


def changed_by_closing(law: Law, case: Case, _: Dice) -> list[str]:
    return promises.changed_by_closing(law, case)


def unasked_counts(law: Law, case: Case, _: Dice) -> list[str]:
    return promises.unasked_counts_against(law, case)


def blank_counts(law: Law, _: Case, __: Dice) -> list[str]:
    return promises.blank_counts_against(law, blank())


def out_of_order(law: Law, case: Case, dice: Dice) -> list[str]:
    slots = [dice.pick(slots_of(program_of(law))) for _ in range(6)]
    return promises.differs_from_fresh(
        law, case, answers=[(slot, random_entry(dice, law, slot=slot)) for slot in slots]
    )


def diagram_differs(law: Law, case: Case, _: Dice) -> list[str]:
    return promises.diagram_differs(law, case)


def caseload_differs(law: Law, _: Case, dice: Dice) -> list[str]:
    return cohort_differs(random_caseload(dice, program_of(law)))


def reading(
    monkeypatch: pytest.MonkeyPatch, *, instead: Callable[[LeafReader, Leaf, tuple[int, int]], tuple[int, int]]
) -> None:
    """Leaves are read as `instead` has it, given what would be read."""
    as_it_is = LeafReader.read

    def sabotaged(reader: LeafReader, leaf: Leaf) -> Read:
        return instead(reader, leaf, as_it_is(reader, leaf))

    monkeypatch.setattr(LeafReader, "read", sabotaged)


def open_is_no(_: LeafReader, leaf: Leaf, read: Read) -> Read:
    silent = read[0] == OPEN and leaf.kind is not LeafKind.HUMAN
    return (FALSE, 0) if silent else read


def test_an_unknown_that_counts_as_no_is_overturned_by_knowledge(monkeypatch: pytest.MonkeyPatch) -> None:
    reading(monkeypatch, instead=open_is_no)
    assert broken(overturned)


def test_an_unknown_that_counts_as_no_is_contradicted_by_a_completion(monkeypatch: pytest.MonkeyPatch) -> None:
    reading(monkeypatch, instead=open_is_no)
    assert broken(contradicted)


def test_an_unknown_that_counts_as_no_refuses_on_a_blank_record(monkeypatch: pytest.MonkeyPatch) -> None:
    reading(monkeypatch, instead=open_is_no)
    assert broken(blank_counts)


def test_a_digest_in_which_all_silence_is_a_no_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def harsh(reader: LeafReader, leaf: Leaf, read: Read) -> Read:
        return open_is_no(reader, leaf, read) if reader.standing.digest else read

    reading(monkeypatch, instead=harsh)
    assert broken(overturned, record="digest")
    assert not broken(overturned, most=20)


def test_a_digest_that_does_not_say_what_nobody_raised_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    reading(monkeypatch, instead=lambda _, __, read: (read[0], read[1] & ~UNRAISED))
    assert broken(overturned, record="digest")


def test_an_argument_by_cases_that_does_not_say_what_nobody_raised_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    as_it_is = exact._by_cases  # noqa: SLF001 - the part to be sabotaged

    def sabotaged(*given: Any, **named: Any) -> tuple[int, int]:
        value, marks = as_it_is(*given, **named)
        return value, marks & ~UNRAISED

    monkeypatch.setattr(exact, "_by_cases", sabotaged)
    assert broken(contradicted, record="digest", most=900)


def test_a_writer_that_forgets_that_a_record_is_a_digest_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    once = settings(database=None, phases=[Phase.generate])
    with pytest.raises(NoSuchExample):
        find(files(), differs_when_read_back, settings=once)
    as_it_is = case_writer.case_as_data

    def forgetful_writer(case: Case) -> dict[str, Any]:
        data = as_it_is(case)
        return {key: value for key, value in data.items() if value != "digest"}

    monkeypatch.setattr(case_writer, "case_as_data", forgetful_writer)
    assert find(files(), differs_when_read_back, settings=once).digest


def without_gate(reader: LeafReader, leaf: Leaf, read: Read) -> Read:
    """What was found counts, put or not."""
    return reader._plain(leaf, reader.case.fact(leaf.slot)) if read[1] & UNPUT else read  # noqa: SLF001 - the gate is beside it


def test_a_point_that_counts_without_being_put_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    reading(monkeypatch, instead=without_gate)
    assert broken(unput_counts)


def nothing_put_counts(reader: LeafReader, leaf: Leaf, read: Read) -> Read:
    """Without a put, an adverse point counts; with it, it is as if it had never been raised."""
    record = reader.case.fact(leaf.slot)
    return (OPEN, 0) if record is not None and record.put is not None else read


def test_an_adverse_point_that_counts_only_unput_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    reading(monkeypatch, instead=nothing_put_counts)
    assert broken(worse_without_put)


def test_a_closing_that_overrides_what_was_found_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def harsh(reader: LeafReader, leaf: Leaf, read: Read) -> Read:
        return (leaf.closes_to, 0) if reader.standing.closed and leaf.closes_to != OPEN else read

    reading(monkeypatch, instead=harsh)
    assert broken(changed_by_closing)


def test_a_closing_that_ignores_whether_the_person_was_asked_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LeafReader, "_asked", staticmethod(lambda _: True))
    assert broken(unasked_counts)


def test_a_closing_that_forgets_arguments_by_cases_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        assess, "settle_by_cases", lambda evaluation: {} if evaluation.case.closed else honest(evaluation)
    )
    assert broken(changed_by_closing)


def test_knowledge_that_forgets_arguments_by_cases_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def short(evaluation: evaluate.Evaluation) -> dict[int, int]:
        known = sum(len(entity.facts) for _, entity in evaluation.case.entities())
        return honest(evaluation) if known < 4 else {}

    monkeypatch.setattr(assess, "settle_by_cases", short)
    assert broken(overturned)


def test_a_lost_polarity_is_found_out_by_what_was_not_put(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every leaf read as if it helped: then what hurts needs no putting, and silence about it helps."""
    honest_fact = LeafReader._fact  # noqa: SLF001 - the part to be sabotaged

    def blind(reader: LeafReader, leaf: Leaf) -> Read:
        return honest_fact(reader, replace(leaf, helps=1, closes_to=0 if leaf.closes_to != OPEN else OPEN))

    monkeypatch.setattr(LeafReader, "_fact", blind)
    assert broken(unput_counts)
    assert broken(caseload_differs)


def test_a_live_evaluation_that_stops_half_way_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "propagate", lambda *_: 0)
    assert broken(out_of_order)


@pytest.mark.parametrize("value", [FALSE, TRUE])
def test_a_wrong_negation_is_found_out_by_the_diagram(monkeypatch: pytest.MonkeyPatch, value: int) -> None:
    plain = evaluate.plain_value

    def sabotaged(node: Any, values: list[int]) -> int:
        return value if node.op is Op.NOT else plain(node, values)

    monkeypatch.setattr(evaluate, "plain_value", sabotaged)
    assert broken(diagram_differs)


def test_a_caseload_that_ignores_arguments_by_cases_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cohort_findings, "settled_by_cases", lambda *_, **__: ())
    assert broken(caseload_differs)


def test_a_caseload_in_which_everything_counts_as_put_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    as_it_is = cohort.leaf_planes

    def sabotaged(leaf: Leaf, cells: Any, *, measured: Any, standing: evaluate.Standing) -> Any:
        everything = replace(cells, put=~np.zeros(1, dtype=np.uint8))
        return as_it_is(leaf, everything, measured=measured, standing=standing)

    monkeypatch.setattr(cohort, "leaf_planes", sabotaged)
    assert broken(caseload_differs)


def test_a_comparison_of_which_only_one_fact_must_be_put_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LeafReader, "_others", lambda *_: ())
    assert broken(half_put_counts, law_by=comparing_law)


def test_a_caseload_that_looks_at_one_fact_of_a_comparison_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cohort._Cells, "both", lambda one, _: one)  # noqa: SLF001 - the part to be sabotaged
    assert broken(caseload_differs, law_by=comparing_law)


def test_without_sabotage_nothing_is_found_out() -> None:
    checks = (overturned, contradicted, worse_without_put, unput_counts, unasked_counts, changed_by_closing)
    assert not any(broken(check, most=20) for check in (*checks, out_of_order, diagram_differs, caseload_differs))
    assert not any(broken(check, record="digest", most=20) for check in (overturned, contradicted, out_of_order))
