"""What was signed is made again later under the law of that day; where nothing signed stands, the law is today's."""

from types import SimpleNamespace

import pytest

from tests.casework.cast import Cast
from tests.casework.days import TODAY, Ago
from tests.casework.decisions import REFUSED, case_in_assessment, to_state
from wellfounded.cases import law_case
from wellfounded.cases.actions.reopen_case import OpeningAgain, reopen_case
from wellfounded.cases.actions.withdraw_before_service import Withdrawing, withdraw_before_service
from wellfounded.cases.models import Case, RecordHead
from wellfounded.cases.models.decision import current_decision
from wellfounded.cases.screening import screen
from wellfounded.law.receipt import make_receipt

LATER = Ago(-700)


def refused(cast: Cast, state: str) -> Case:
    """A refused case of the office, whose record named no day of the law before."""
    case = case_in_assessment(cast, REFUSED)
    RecordHead.objects.filter(case=case).update(law_day=None)
    return to_state(case, cast, state, outcome="refused")


def wait(patch: pytest.MonkeyPatch) -> None:
    """Whoever asks for the law of today from now on asks in later years."""
    later = LATER.day
    patch.setattr(law_case, "timezone", SimpleNamespace(localdate=lambda: later))


def test_what_was_signed_is_made_again_years_later(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = refused(cast, "decided")
    decision = current_decision(case)
    assert decision is not None
    assert decision.receipt is not None
    wait(monkeypatch)
    assert screen(case).as_of == TODAY.day
    assert make_receipt(screen(case))["seal"] == decision.receipt.seal
    RecordHead.objects.update(law_day=None)  # the control: without the day it is another assessment
    assert screen(case).as_of == LATER.day
    assert make_receipt(screen(case))["seal"] != decision.receipt.seal


def test_until_somebody_signs_the_law_is_that_of_the_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = refused(cast, "decision")
    wait(monkeypatch)
    assert screen(case).as_of == LATER.day


@pytest.mark.parametrize("state", ["decided", "served"])
def test_withdrawn_or_opened_again_the_law_is_that_of_the_day(
    cast: Cast, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    noise, case = refused(cast, "decided"), refused(cast, state)
    if state == "decided":
        withdraw_before_service(cast.reviewer, case.number, request=Withdrawing(reason="The wrong country"))
    else:
        reopen_case(cast.reviewer, case.number, request=OpeningAgain(why="new_evidence", reason="A letter came"))
    wait(monkeypatch)
    assert (screen(case).as_of, screen(noise).as_of) == (LATER.day, TODAY.day)
