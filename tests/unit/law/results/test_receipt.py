import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import beaten_walker, believed_in_part, heard_fugitive, long_walker, walker
from tests.factories import judged, mini
from wellfounded.law.case_file import Case
from wellfounded.law.errors import Code, InputError
from wellfounded.law.receipt import make_receipt, seal_of, verify_receipt

Receipt = dict[str, Any]
PEOPLE = (walker, beaten_walker, believed_in_part, heard_fugitive, long_walker)


def receipt_of(case: Case) -> Receipt:
    """A receipt as it comes back from its file."""
    read: Receipt = json.loads(json.dumps(make_receipt(judged(case))))
    return read


def sealed(receipt: Receipt) -> Receipt:
    return receipt | {"seal": seal_of(receipt)}


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.__name__)
def test_a_receipt_reproduces_from_its_file(person: Callable[[], Case]) -> None:
    assert verify_receipt(receipt_of(person()), mini()) == ()


def test_a_receipt_holds_what_a_person_found_and_why() -> None:
    found = receipt_of(beaten_walker())["findings"]["AAA risk_is_real"]
    assert found == {
        "label": "met",
        "marks": 0,
        "human": {"finding": "established", "by": "adjudicator-1", "reason": "Heard and weighed"},
    }


def test_the_reasons_go_down_to_the_facts() -> None:
    reasons = json.dumps(receipt_of(beaten_walker())["reasons"]["AAA no_return"])
    assert '"of": "AAA beaten"' in reasons
    assert '"kind": "treaty"' in reasons


@pytest.mark.parametrize("key", ["format", "engine", "law", "case", "findings", "reasons", "as_of", "profile"])
def test_a_change_after_the_seal_is_seen_wherever_it_is(key: str) -> None:
    receipt = receipt_of(beaten_walker())
    damaged = receipt | {key: receipt[key] if key == "format" else "otherwise", "seal": "0" if key == "format" else ""}
    (problem,) = verify_receipt(damaged, mini(), file="r.json")
    assert (problem.code, problem.file) == (Code.RECEIPT_BROKEN, "r.json")
    assert "seal" in problem.message


@pytest.mark.parametrize("law", [{"base/danger.yaml": "0" * 64}, {"base/new.yaml": "1" * 64}], ids=["other", "gone"])
def test_a_law_file_that_is_not_the_one_used_is_named(law: dict[str, str]) -> None:
    receipt = receipt_of(beaten_walker())
    (problem,) = verify_receipt(sealed(receipt | {"law": receipt["law"] | law}), mini())
    assert problem.code is Code.RECEIPT_DIFFERS
    assert next(iter(law)) in problem.message


def test_a_law_file_that_was_added_since_is_named() -> None:
    receipt = receipt_of(beaten_walker())
    del receipt["law"]["standards.yaml"]
    (problem,) = verify_receipt(sealed(receipt), mini())
    assert "standards.yaml" in problem.message


def test_another_engine_is_named_with_both_versions() -> None:
    (problem,) = verify_receipt(sealed(receipt_of(walker()) | {"engine": "0.0.1"}), mini())
    assert "0.0.1" in problem.message
    assert receipt_of(walker())["engine"] in problem.message


def test_a_finding_that_comes_out_otherwise_is_told_with_both_labels() -> None:
    receipt = receipt_of(beaten_walker())
    receipt["findings"]["AAA harm"]["label"] = "not_met"
    (problem,) = verify_receipt(sealed(receipt), mini())
    assert "“AAA harm” was not_met and now comes out met" in problem.message


def test_a_finding_that_is_gone_or_new_is_told() -> None:
    receipt = receipt_of(beaten_walker())
    receipt["findings"]["AAA old"] = receipt["findings"].pop("AAA harm")
    said = [problem.message for problem in verify_receipt(sealed(receipt), mini())]
    assert said == [
        "“AAA harm” was absent and now comes out met.",
        "“AAA old” was met and now comes out absent.",
    ]


def test_other_reasons_for_the_same_findings_are_told() -> None:
    receipt = receipt_of(beaten_walker())
    receipt["reasons"]["AAA no_return"]["title"] = "Another title"
    (problem,) = verify_receipt(sealed(receipt), mini())
    assert "their reasons differ" in problem.message


def test_a_changed_fact_shows_in_the_findings() -> None:
    receipt = receipt_of(beaten_walker())
    receipt["case"]["countries"]["AAA"]["facts"]["protected"] = "unknown"
    problems = verify_receipt(sealed(receipt), mini())
    assert {problem.code for problem in problems} == {Code.RECEIPT_DIFFERS}
    assert any("AAA danger" in problem.message for problem in problems)


@pytest.mark.parametrize("thing", [None, [], "receipt", {}, {"format": "wellfounded-case/1"}])
def test_what_is_no_receipt_is_refused(thing: Any) -> None:
    with pytest.raises(InputError) as caught:
        verify_receipt(thing, mini(), file="r.json")
    assert [problem.code for problem in caught.value.problems] == [Code.RECEIPT_BROKEN]


@pytest.mark.parametrize("key", ["case", "as_of", "law", "findings", "reasons", "engine", "profile"])
def test_a_sealed_receipt_without_one_of_its_parts_is_refused(key: str) -> None:
    receipt = receipt_of(walker())
    del receipt[key]
    with pytest.raises(InputError) as caught:
        verify_receipt(sealed(receipt), mini())
    assert key in caught.value.problems[0].message


def test_a_sealed_receipt_of_no_day_is_refused() -> None:
    with pytest.raises(InputError):
        verify_receipt(sealed(receipt_of(walker()) | {"as_of": "yesterday"}), mini())
