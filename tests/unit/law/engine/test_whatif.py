"""What would follow if facts were otherwise."""

import pytest

from tests.cast import beaten_walker, heard_fugitive, long_walker
from tests.factories import blank, closed, found, holding, judged, record
from tests.property.laws import COMMON, law_of_entries
from wellfounded.law import whatif
from wellfounded.law.case_file import Case, FactState
from wellfounded.law.finding import Label
from wellfounded.law.rule import Compare
from wellfounded.law.whatif import (
    Change,
    Flip,
    one_fact_from_flipping,
    rests_on,
    smallest_flip,
    suppose,
    towards_applicant,
    what_if,
    with_fact,
    with_finding,
)


def flip(case: Case, criterion: str, entity: str = "person", *, goal: Label = Label.MET) -> Flip | None:
    assessment = judged(case)
    return smallest_flip(assessment, assessment[criterion, entity], goal=goal)


def changed(found_flip: Flip | None) -> set[tuple[str, bool]]:
    return set() if found_flip is None else {(".".join(change.slot), change.value) for change in found_flip.changes}


@pytest.mark.parametrize(
    "slot", [("person", "own_words"), ("AAA", "beaten"), ("BBB>AAA", "sent_onward"), ("CCC", "fears")]
)
def test_one_fact_is_replaced_and_nothing_else(slot: tuple[str, str]) -> None:
    case = with_fact(beaten_walker(), slot, record=record("refuted"))
    assert case.fact(slot) == record("refuted")
    again = with_fact(case, slot, record=record("possible"))
    assert again.fact(("AAA", "protected")) == beaten_walker().fact(("AAA", "protected"))
    assert beaten_walker().fact(slot) != record("refuted")


def test_one_finding_is_replaced_on_a_way_onward_that_the_case_did_not_have() -> None:
    case = with_finding(blank(), ("CCC>AAA", "onward_danger"), finding=found("conceded"))
    assert case.finding(("CCC>AAA", "onward_danger")) == found("conceded")
    assert case.finding(("CCC>BBB", "onward_danger")) is None


def test_a_supposed_fact_counts_as_put() -> None:
    assessment = judged(heard_fugitive())
    innocent = suppose(assessment, Change(("person", "serious_crime"), value=False))
    assert innocent.fact(("person", "serious_crime")) is not None
    assert judged(innocent)["status", "person"].label == "met"
    guilty = suppose(judged(beaten_walker()), Change(("person", "serious_crime"), value=True))
    assert judged(guilty)["status", "person"].label == "not_met"


def test_a_judgement_can_be_supposed_but_not_a_test_of_a_value() -> None:
    assessment = judged(beaten_walker())
    case = suppose(assessment, Change(("AAA", "risk_is_real"), value=False))
    assert judged(case)["danger", "AAA"].label == "not_met"
    with pytest.raises(ValueError, match="suppose the value itself"):
        suppose(assessment, Change(("person", "days_walked"), value=True, test=Compare("days_walked", "at_least", 3)))


def test_only_what_changes_is_shown() -> None:
    assessment = judged(beaten_walker())
    pairs = what_if(assessment, holding(assessment.case, {"AAA.beaten": "unknown"}))
    names = {(before.criterion.id, before.entity, str(after.label)) for before, after in pairs}
    assert ("danger", "AAA", "open") in names
    assert ("leave", "person", "open") not in names
    assert what_if(assessment, assessment.case) == ()


def test_a_flip_names_the_fewest_facts() -> None:
    assert changed(flip(beaten_walker(), "status")) == {("person.serious_crime", False)}
    assert changed(flip(heard_fugitive(), "status")) == {("person.serious_crime", False)}
    assert changed(flip(blank(), "danger", "AAA", goal=Label.NOT_MET)) <= {
        ("AAA.protected", True),
        ("AAA.risk_is_real", False),
    }
    assert len(changed(flip(blank(), "danger", "AAA"))) == 3


def test_a_flip_tells_what_was_known_before() -> None:
    known = flip(heard_fugitive(), "status")
    assert known is not None
    assert [change.known_before for change in known.changes] == [True]


def test_a_flip_may_be_a_test_of_a_value() -> None:
    walked_less = holding(long_walker(), {"person.days_walked": record("established put", 1.0)})
    found_flip = flip(walked_less, "leave")
    assert found_flip is not None
    assert [change.test for change in found_flip.changes] == [Compare("days_walked", "more_than", 3)]


def test_there_is_no_flip_past_a_treaty_or_where_nothing_leads() -> None:
    assert flip(blank(host="NNN"), "no_return", "AAA") is None
    assert flip(blank(host="XXX"), "no_return", "AAA") is None


def test_what_holds_already_needs_no_change() -> None:
    assert changed(flip(beaten_walker(), "danger", "AAA")) == set()


def test_a_finding_for_the_applicant_rests_on_its_facts() -> None:
    assessment = judged(beaten_walker())
    finding = assessment["danger", "AAA"]
    assert towards_applicant(finding) is Label.MET
    assert len(changed(rests_on(assessment, finding))) == 1
    assert towards_applicant(assessment["exclusion", "person"]) is Label.NOT_MET
    against = judged(holding(blank(), {"person.serious_crime": "refuted"}))
    assert changed(rests_on(against, against["exclusion", "person"])) == {("person.serious_crime", True)}


def test_a_finding_may_be_one_fact_from_flipping(monkeypatch: pytest.MonkeyPatch) -> None:
    assessment = judged(beaten_walker())
    assert one_fact_from_flipping(assessment, assessment["danger", "AAA"])
    assert not one_fact_from_flipping(assessment, assessment["status", "person"])
    out = judged(closed(holding(blank(all_put=True), {"AAA.beaten": "refuted", "AAA.detained": "refuted"})))
    assert not one_fact_from_flipping(out, out["danger", "AAA"])
    monkeypatch.setattr(whatif, "FLIP_LIMIT", 2)
    assert not one_fact_from_flipping(assessment, assessment["danger", "AAA"])


def test_a_state_that_is_supposed_is_signed_as_supposed() -> None:
    fact = suppose(judged(blank()), Change(("AAA", "beaten"), value=True)).fact(("AAA", "beaten"))
    assert fact is not None
    assert (fact.state, fact.act.by) == (FactState.ESTABLISHED, "what-if")


def test_a_large_diagram_counts_every_doubtful_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    helped = holding(blank(), {"AAA.detained": "established", "AAA.fears": "established"})
    assert changed(flip(helped, "either_way")) == set()
    monkeypatch.setattr(whatif, "EITHER_WAY_LIMIT", 0)
    assert len(changed(flip(helped, "either_way"))) == 1


def test_every_doubtful_fact_may_be_left_open_or_changed() -> None:
    entry = {**COMMON, "scope": "person"}
    both = {"all": [{"any": ["serious_crime", {"not": "serious_crime"}]}, {"not": "crime_hinted"}]}
    one = {"any": [both, {"all": ["crime_hinted", "serious_crime", {"fact": "days_walked", "at_least": 3}]}]}
    law = law_of_entries({"goal": {**entry, "goal": True, "rule": one}})
    assessment = judged(blank(all_put=True), law=law)
    towards = smallest_flip(assessment, assessment["goal", "person"], goal=Label.MET)
    assert changed(towards) == {("person.crime_hinted", False)}
    away = smallest_flip(assessment, assessment["goal", "person"], goal=Label.NOT_MET)
    assert len(changed(away)) == 2


def test_what_holds_whichever_way_two_facts_go_needs_no_change() -> None:
    ways = [{"any": [fact, {"not": fact}]} for fact in ("serious_crime", "crime_hinted")]
    law = law_of_entries({"goal": {**COMMON, "scope": "person", "goal": True, "rule": {"all": ways}}})
    assessment = judged(blank(all_put=True), law=law)
    assert smallest_flip(assessment, assessment["goal", "person"], goal=Label.MET) == Flip(Label.MET, ())
    assert smallest_flip(assessment, assessment["goal", "person"], goal=Label.NOT_MET) is None


def test_no_fact_changes_what_was_conceded() -> None:
    conceded = holding(blank(), {"AAA.harm": found("conceded")})
    assert flip(conceded, "harm", "AAA", goal=Label.NOT_MET) is None
    assert changed(flip(conceded, "harm", "AAA")) == set()
    assert ("AAA.beaten", True) not in changed(flip(conceded, "danger", "AAA"))
