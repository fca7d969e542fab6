"""100,000 histories of an office never reach a forbidden recipient; CI runs a tenth, and each guard is missed if gone.

`WELLFOUNDED_HISTORIES=whole` runs all of them, as `make gate` does.
"""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.property import outflow
from tests.property.outflow import Histories
from wellfounded.cases import export_policy
from wellfounded.cases.export_policy import Why

SEED = 6
COUNT = 100_000 if os.environ.get("WELLFOUNDED_HISTORIES") == "whole" else 10_000


def test_no_history_reaches_a_forbidden_recipient() -> None:
    run = Histories(SEED).run(COUNT)
    assert run.wrongs == []
    assert run.left > COUNT // 20
    assert run.extracts > COUNT // 1000
    assert run.many > COUNT // 1000
    assert run.stopped > run.left


# From here on a guard is taken away, and the histories must find what then leaves.


def without(*whys: Why) -> Any:
    return lambda wanted, abouts: [one for one in export_policy.refusals(wanted, abouts) if one.why not in whys]


@pytest.mark.parametrize(
    ("gone", "wrong"),
    [
        (Why.FEARED, "a feared State"),
        (Why.NO_KEY, "unsealed"),
        (Why.NO_CONSENT, "no consent"),
        (Why.RETURNS, "not an extract"),
        (Why.SECOND_PERSON, "one person alone"),
        (Why.SAME_PERSON, "one person alone"),
        (Why.NOT_INFORMED, "nobody told"),
        (Why.EXTRACT_LEFT, "a second extract"),
        (Why.SECOND_PERSON, "many by one person alone"),
        (Why.SAME_PERSON, "many by one person alone"),
        (Why.SAME_PERSON, "many to one alone"),
        (Why.SECOND_PERSON, "on one word"),
        (Why.SAME_PERSON, "on one word"),
    ],
)
def test_a_guard_that_is_gone_is_missed(gone: Why, wrong: str) -> None:
    # Whoever agrees also says who was told, so that one of the two always holds the other up.
    both = {gone, Why.NOT_INFORMED} if gone is Why.SECOND_PERSON else {gone}
    assert wrong in Histories(SEED, without(*both)).run(5_000, until=[wrong]).wrongs


def test_who_believes_the_word_of_whoever_asks_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outflow, "BEHIND", dict.fromkeys(outflow.BEHIND, frozenset()))
    assert "a feared State" in Histories(SEED).run(2_000, until=["a feared State"]).wrongs


def test_who_takes_not_said_for_no_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    said = lambda person: frozenset({"PRK"} | {one for one, yes in person.nationalities.items() if yes})  # noqa: E731 - one line of a control
    monkeypatch.setattr(outflow.Person, "feared", said)
    assert "a feared State" in Histories(SEED).run(2_000, until=["a feared State"]).wrongs


def test_who_looks_at_each_export_alone_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outflow, "lately", lambda one, _before: len(one.people))
    wrongs = {"many by one person alone", "many to one alone"}
    assert wrongs <= set(Histories(SEED).run(2_000, until=wrongs).wrongs)


def test_who_believes_one_record_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_policy, "rests_on_one_word", lambda _wanted, _cases: False)
    assert "on one word" in Histories(SEED).run(5_000, until=["on one word"]).wrongs
