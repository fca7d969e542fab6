"""Exactly one version of the law answers, laid over what it extends; an unread transition leaves findings open."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.factories import law_of, mini
from tests.unit.law.readers.refusals import places, refusal
from wellfounded.law.errors import Code, LawError
from wellfounded.law.law import Law, resolve
from wellfounded.law.library import load_library
from wellfounded.law.rule import AnyOf, Name
from wellfounded.law.truth import Truth

UNREAD = "transition: {checked: unchecked, cite: [{source: ruling, at: x, checked: unchecked}]}"
CITE = "cite: [{source: ruling, at: x, checked: unchecked}]"


def law(profile: str, claim: str, *, decision: str = "", packs: Path | None = None) -> Law:
    library = mini() if packs is None else load_library(packs)
    days = date.fromisoformat(claim), date.fromisoformat(decision or claim)
    return resolve(library, profile, claim=days[0], decision=days[1])


@pytest.mark.parametrize(
    ("profile", "claim", "decision", "versions"),
    [
        ("plain", "1900-01-01", "", ["plain first"]),
        ("north", "2000-01-01", "", ["plain first", "north 2000"]),
        ("north", "2009-12-31", "", ["plain first", "north 2000"]),
        ("north", "2009-12-31", "2015-01-01", ["plain first", "north 2000"]),
        ("north", "2010-01-01", "", ["plain first", "north 2010"]),
        ("south", "2001-01-01", "2005-01-01", ["plain first", "north 2000", "south 2005"]),
    ],
)
def test_the_dates_choose_the_version_and_each_extends_another(
    profile: str, claim: str, *, decision: str, versions: list[str]
) -> None:
    found = law(profile, claim, decision=decision)
    assert [f"{version.id} {version.version}" for version in found.versions] == versions
    assert found.profile is found.versions[-1]


def test_a_profile_is_laid_over_the_base_and_its_parents() -> None:
    found = law("south", "2011-01-01")
    base = AnyOf((Name("beaten"), Name("detained")))
    assert found.criteria["harm"].rule == AnyOf((base, Name("fears")))
    assert (found.criteria["harm"].origin, found.criteria["marked"].origin) == ("north", "south")
    assert found.criteria["marked"].evaluative
    assert found.roles["past_fact"].standard.id == "chance"
    assert found.roles["risk"].standard.id == "chance"
    assert found.facts is mini().facts


def test_whose_law_a_criterion_is_can_be_said() -> None:
    found = law("north", "2011-01-01")
    assert found.set_by(found.criteria["harm"]) == "The North (River Act)"
    assert found.set_by(found.criteria["danger"]) == "Convention base; national law not encoded"
    assert [goal.id for goal in found.goals()] == ["status", "no_return", "leave", "either_way", "northern_gate"]


@pytest.mark.parametrize(
    ("profile", "criterion", "admits"),
    [("plain", "harm", True), ("plain", "marked", False), ("north", "marked", True), ("plain", "unprotected", False)],
)
def test_a_doubtful_fact_goes_forward_where_the_standard_lets_it(profile: str, criterion: str, *, admits: bool) -> None:
    found = law_of(profile)
    assert found.admits_possible(found.criteria[criterion]) is admits


def test_a_role_that_nobody_filled_has_no_standard() -> None:
    found = law_of()
    assert found.standard_of(found.criteria["exclusion"]) is None


def test_the_law_says_whether_the_host_is_bound() -> None:
    found = law_of()
    bound = found.binding("HHH", "pact", article="3", day=date(2010, 1, 1))
    assert bound is not None
    assert bound.truth is Truth.TRUE
    assert found.binding("HHH", "unheard_of", article="3", day=date(2010, 1, 1)) is None


@pytest.mark.parametrize(
    ("profile", "claim", "code", "mend"),
    [
        ("noth", "2001-01-01", Code.PROFILE_UNKNOWN, "Did you mean “north”?"),
        ("atlantis", "2001-01-01", Code.PROFILE_UNKNOWN, "Known profiles: east, north, plain, south."),
        ("north", "1999-12-31", Code.NO_VERSION, "Check the claim date, or use the profile unhcr."),
        ("south", "2004-12-31", Code.NO_VERSION, "Check the claim date, or use the profile unhcr."),
    ],
)
def test_law_that_does_not_answer_is_refused(profile: str, claim: str, *, code: Code, mend: str) -> None:
    (problem,) = refusal(lambda: law(profile, claim))
    assert (problem.code, problem.mend) == (code, mend)


def test_the_versions_that_are_encoded_are_told_when_none_answers() -> None:
    (problem,) = refusal(lambda: law("north", "1999-12-31"))
    assert "2000: 2000-01-01 to 2009-12-31; 2010: 2010-01-01 to today" in problem.message


def test_two_versions_for_one_day_are_refused(packs: Path) -> None:
    path = packs / "profiles/north/2000.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2009-12-31", "2010-01-01"), encoding="utf-8")
    (problem,) = refusal(lambda: law("north", "2010-01-01", packs=packs))
    assert problem.code is Code.TWO_VERSIONS
    assert "profiles/north/2000.yaml, profiles/north/2010.yaml" in problem.message
    assert law("north", "2010-01-02", packs=packs).profile.version == "2010"


def test_a_profile_cannot_extend_itself_by_any_way(packs: Path) -> None:
    path = packs / "profiles/plain/base.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("extends: base", "extends: south"), encoding="utf-8")
    with pytest.raises(LawError) as caught:
        law("south", "2011-01-01", packs=packs)
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == (Code.LAW_CIRCLE, "profiles/plain/base.yaml")


def test_all_wrong_entries_of_a_profile_and_its_parent_are_told_at_once(packs: Path) -> None:
    for name in ("north/2010", "south/2005"):
        path = packs / f"profiles/{name}.yaml"
        path.write_text(re.sub("rule: .*", "rule: {maybe: x}", path.read_text(encoding="utf-8")), encoding="utf-8")
    found = refusal(lambda: law("south", "2011-01-01", packs=packs))
    assert [problem.file for problem in found] == ["profiles/north/2010.yaml"] * 2 + ["profiles/south/2005.yaml"]
    assert places(found)[0][0::2] == (Code.LAW_RULE, "criteria.harm.rule")
    assert len(refusal(lambda: law("south", "2011-01-01", packs=packs))) == 3


CHANGED_2010 = {"harm", "marked", "northern_gate", "unwritten"}
PENDING: dict[tuple[str, str, str], set[str]] = {
    ("north", "2009-01-01", "2009-12-31"): set(),
    ("north", "2009-01-01", "2010-01-01"): CHANGED_2010,
    ("north", "2010-01-01", "2012-01-01"): set(),
    ("south", "2009-01-01", "2010-01-01"): CHANGED_2010,
    ("east", "2004-01-01", "2006-01-01"): set(),
}


@pytest.mark.parametrize("days", PENDING)
def test_what_an_unread_transition_may_change_is_open_for_pending_claims(days: tuple[str, str, str]) -> None:
    found = law(days[0], days[1], decision=days[2])
    assert found.unread_transition == PENDING[days]
    marked = {name for name, item in found.criteria.items() if item.transition_open}
    assert marked == PENDING[days] & found.criteria.keys()


def test_a_person_s_question_is_open_when_only_its_words_changed(packs: Path) -> None:
    path = packs / "profiles/north/2010.yaml"
    words = f"  risk_is_real: {{text: Another question., {CITE}}}\n  danger: {{text: Same rule., {CITE}}}\n"
    path.write_text(path.read_text(encoding="utf-8") + words, encoding="utf-8")
    found = law("north", "2009-01-01", decision="2010-01-01", packs=packs)
    assert "risk_is_real" in found.unread_transition
    assert "danger" not in found.unread_transition


def test_every_unread_version_of_a_long_wait_counts(packs: Path) -> None:
    third = f"profile: north\nversion: '2020'\ntitle: N\nextends: plain\nvalid_from: 2020-01-01\n{UNREAD}\n"
    third += f"criteria:\n  leave: {{{CITE}, rule: serious_crime}}\n"
    (packs / "profiles/north/2020.yaml").write_text(third, encoding="utf-8")
    short = law("north", "2009-01-01", decision="2019-01-01", packs=packs).unread_transition
    long = law("north", "2009-01-01", decision="2021-01-01", packs=packs).unread_transition
    assert "leave" not in short
    assert long == short | {"leave"}


def test_an_unread_version_of_what_is_extended_counts_too(packs: Path) -> None:
    later = f"profile: plain\nversion: second\ntitle: P\nvalid_from: 2020-01-01\n{UNREAD}\n"
    later += f"criteria:\n  marked: {{{CITE}, rule: fears}}\n"
    (packs / "profiles/plain/later.yaml").write_text(later, encoding="utf-8")
    first = packs / "profiles/plain/base.yaml"
    text = first.read_text(encoding="utf-8").replace("extends: base", "extends: base\nvalid_to: 2019-12-31")
    first.write_text(text, encoding="utf-8")
    assert "marked" in law("east", "2019-01-01", decision="2021-01-01", packs=packs).unread_transition
    assert not law("east", "2021-01-01", decision="2022-01-01", packs=packs).unread_transition
