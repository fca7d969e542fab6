from dataclasses import replace

import pytest

from tests.factories import ACT, DECISION, PUT, SHAPE, blank, law_of
from tests.property.claims import entered, full_entries, slots_of
from wellfounded.law import law_diff
from wellfounded.law.assess import assess_under
from wellfounded.law.case_file import Case, FindingWord, HumanFinding
from wellfounded.law.compile import compile_law
from wellfounded.law.finding import Label
from wellfounded.law.law import Law
from wellfounded.law.law_diff import Difference, Place, Witness, compare_laws, rules_changed
from wellfounded.law.rule import AllOf, AnyOf, Name, Not

PLACE = Place("HHH", DECISION)
LABELS = {True: Label.MET, False: Label.NOT_MET}


def ruled(criterion: str, rule: object) -> Law:
    """The tiny law with another rule for one criterion."""
    law = law_of()
    return replace(law, criteria=law.criteria | {criterion: replace(law.criteria[criterion], rule=rule)})


def compared(before: Law, after: Law, *, all_criteria: bool = True) -> dict[tuple[str, str], Difference]:
    found = compare_laws(before, after, place=PLACE, shape=SHAPE, all_criteria=all_criteria)
    return {(item.criterion, item.entity): item for item in found}


def as_witnessed(law: Law, witness: Witness) -> Case:
    """The case that a witness describes: its facts as given, every other one refuted."""
    case, held = blank(all_put=True), {slot: value for (slot, _), value in witness.facts}
    for slot in slots_of(compile_law(law, SHAPE)):
        fact = law.facts.get(slot[1])
        if fact is None:
            word = FindingWord.ESTABLISHED if held.get(slot) else FindingWord.NOT_ESTABLISHED
            case = entered(case, slot, entry=HumanFinding(word, ACT, PUT))
        elif fact.type == "yes_no":
            yes, no = full_entries(law, slot)
            case = entered(case, slot, entry=yes if held.get(slot) else no)
    return case


def test_a_law_equals_itself() -> None:
    assert not any(item.changed for item in compared(law_of(), law_of()).values())


def test_a_rule_in_other_words_is_proved_equal() -> None:
    other = ruled("harm", Not(Not(AnyOf((Name("detained"), Name("beaten"))))))
    differences = compared(law_of(), other)
    assert rules_changed(law_of(), other) == ("harm",)
    assert all(item.proved and not item.changed for item in differences.values())


FAILING = ("crossed", "protected", "detained")
NEVER = ruled("harm", AnyOf(()))
NARROWER = ruled("harm", Name("beaten"))


@pytest.mark.parametrize("key", [("harm", "AAA"), ("danger", "AAA"), ("inclusion", "person"), ("status", "person")])
def test_a_witness_really_differs_when_assessed(key: tuple[str, str]) -> None:
    witness = compared(law_of(), NARROWER)[key].witness
    assert witness is not None
    for law, answer in ((law_of(), witness.before), (NARROWER, witness.after)):
        assert assess_under(as_witnessed(law, witness), law)[key].label is LABELS[answer]


@pytest.mark.parametrize("key", [("harm", "AAA"), ("danger", "AAA"), ("inclusion", "person"), ("status", "person")])
def test_no_fact_can_be_left_out_of_a_witness(key: tuple[str, str]) -> None:
    witness = compared(law_of(), NARROWER)[key].witness
    assert witness is not None
    for kept in (fact for fact in witness.facts if fact[1]):
        shorter = replace(witness, facts=tuple(fact for fact in witness.facts if fact is not kept))
        labels = {assess_under(as_witnessed(law, shorter), law)[key].label for law in (law_of(), NARROWER)}
        assert len(labels) == 1


def test_the_witness_of_a_narrower_rule_is_what_it_leaves_out() -> None:
    harm = compared(law_of(), NARROWER)["harm", "AAA"]
    facts = (((("AAA", "beaten"), None), False), ((("AAA", "detained"), None), True))
    assert harm.witness == Witness(facts, before=True, after=False)
    assert harm.share == pytest.approx(0.25)


def test_a_witness_holds_the_fewest_facts_though_it_names_more_that_fail() -> None:
    pair, alone = AllOf((Name("beaten"), Name("detained"))), AllOf((Name("fears"), *map(Not, map(Name, FAILING))))
    witness = compared(NEVER, ruled("harm", AnyOf((pair, alone))))["harm", "AAA"].witness
    assert witness is not None
    assert [slot for (slot, _), value in witness.facts if value] == [("AAA", "fears")]


def test_of_witnesses_with_as_many_facts_the_one_that_leaves_most_unasked_is_given() -> None:
    other = AllOf((Name("detained"), Not(Name("fears"))))
    witness = compared(NEVER, ruled("harm", AnyOf((Name("beaten"), other))))["harm", "AAA"].witness
    assert witness == Witness((((("AAA", "beaten"), None), True),), before=False, after=True)


def test_only_what_depends_on_the_changed_rule_changes() -> None:
    changed = {name for (name, _), item in compared(law_of(), NARROWER).items() if item.changed}
    assert changed == {"harm", "same_harm", "danger", "inclusion", "status", "no_return", "onward_danger"}


def test_a_rule_turned_round_differs_whatever_the_facts() -> None:
    harm = compared(ruled("harm", Name("beaten")), ruled("harm", Not(Name("beaten"))))["harm", "AAA"]
    assert (harm.share, harm.witness) == (1.0, Witness((), before=False, after=True))


def test_conclusions_only_are_compared_unless_all_are_wanted() -> None:
    names = {name for name, _ in compared(law_of(), NARROWER, all_criteria=False)}
    assert names == {goal.id for goal in law_of().goals()}


def test_the_changed_ones_come_first() -> None:
    changed = [item.changed for item in compare_laws(law_of(), NARROWER, place=PLACE, shape=SHAPE)]
    assert changed == sorted(changed, reverse=True)


def test_a_criterion_that_only_one_law_has_appears_or_vanishes() -> None:
    plain, north = law_of(), law_of("north")
    gate = ("northern_gate", "person")
    there, back = compared(plain, north)[gate], compared(north, plain)[gate]
    assert (there.changed, there.appeared, there.vanished) == (True, True, False)
    assert (back.changed, back.appeared, back.vanished) == (True, False, True)


def test_treaties_count_as_recorded_at_the_place() -> None:
    bound = compare_laws(law_of(), NARROWER, place=Place("HHH", DECISION), shape=SHAPE)
    free = compare_laws(law_of(), NARROWER, place=Place("NNN", DECISION), shape=SHAPE)
    changed = [{item.criterion for item in found if item.changed} for found in (bound, free)]
    assert changed == [{"status", "no_return"}, {"status"}]


@pytest.mark.parametrize("after", [law_of(), NARROWER], ids=["equal", "changed"])
def test_what_is_too_large_is_told_by_the_rules_and_not_as_proved(after: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(law_diff, "DIFF_LIMIT", 3)
    status = compared(law_of(), after)["status", "person"]
    assert (status.proved, status.changed, status.witness) == (False, after is NARROWER, None)


def test_rules_changed_names_other_rules_standards_and_criteria() -> None:
    south = ("harm", "marked", "northern_gate", "risk_is_real", "unwritten")  # the last by its standard alone
    assert rules_changed(law_of(), law_of("south")) == south
    assert "leave" not in rules_changed(law_of(), law_of("north"))
