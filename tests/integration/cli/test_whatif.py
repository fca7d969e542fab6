from tests.integration.cli.door import CROSSING, wellfounded

REST = "PRK.is_outside=refuted"


def test_a_supposed_fact_shows_what_would_differ() -> None:
    said = wellfounded("whatif", CROSSING, "KOR.fears_return=established")
    assert said.code == 0
    assert "The person fears return (South Korea)" in said.out
    assert "→ met" in said.out


def test_several_facts_and_a_finding_may_be_supposed_together() -> None:
    said = wellfounded(
        "whatif",
        CROSSING,
        "PRK.state_unable=possible",
        "KOR.objective_risk=established",
        "CHN/PRK.onward_removal_real=refuted",
    )
    assert said.code == 0


def test_what_turns_against_the_applicant_is_the_reviewers_to_see() -> None:
    said = wellfounded("whatif", CROSSING, REST)
    assert said.code == 0
    assert "shown to the reviewer (--reviewer)" in said.out
    assert "Outside the country (North Korea)" not in said.out
    reviewer = wellfounded("whatif", CROSSING, REST, "--reviewer")
    assert "These findings rest on what was supposed away" in reviewer.out
    assert "Outside the country (North Korea)" in reviewer.out


def test_flip_says_what_would_be_needed_and_nothing_towards_refusal() -> None:
    said = wellfounded("whatif", CROSSING, "--flip")
    assert said.code == 0
    assert "What would be needed" in said.out
    assert "rest on" not in said.out


def test_the_reviewer_sees_what_findings_rest_on() -> None:
    said = wellfounded("whatif", CROSSING, "--flip", "--reviewer")
    assert said.code == 0
    assert "on what the findings for the applicant rest" in said.out


def test_every_mistake_in_what_is_supposed_is_told_at_once() -> None:
    said = wellfounded(
        "whatif", CROSSING, "is_outside=established", "PRK.departure_date=soon", "PRK.isoutside=refuted", "stateless"
    )
    assert said.code == 2
    assert "4 problems:" in said.beside
    assert "Write one of: PRK.is_outside, KOR.is_outside, CHN.is_outside." in said.beside
    assert "Did you mean “is_outside”?" in said.beside
    assert "“soon” is not a date." in said.beside
    assert "“stateless” is not written as FACT=VALUE." in said.beside


def test_what_a_rule_decides_cannot_be_supposed() -> None:
    said = wellfounded("whatif", CROSSING, "PRK.persecution=established", "PRK.objective_risk=yes")
    assert said.code == 2
    assert "WF-026" in said.beside
    assert "“yes” is not what a person may find." in said.beside


def test_values_are_read_like_in_a_case_file() -> None:
    said = wellfounded(
        "whatif", CROSSING, "PRK.departure_date=2019-11-03", "motives=hunger,political", "PRK.weight_of_reason=central"
    )
    assert said.code == 0


def test_a_profile_that_is_not_there_is_told_once() -> None:
    assert "1 problem:" in wellfounded("whatif", CROSSING, "--profile", "narnia").beside
