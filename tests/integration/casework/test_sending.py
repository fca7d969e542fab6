"""The day on which a decision was sent: what is noted of it, which last day to appeal follows, and older records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.days import TOMORROW, YESTERDAY, Ago, in_days
from tests.casework.decisions import REFUSED, case_in_assessment, make_decision, refused_in, served, to_state
from tests.casework.factories import make_case
from wellfounded.cases.actions.close_case import Closing, close_case
from wellfounded.cases.actions.lodge_appeal import Lodging, lodge_appeal
from wellfounded.cases.actions.serve_decision import Serving, serve_decision
from wellfounded.cases.appeal_term import set_appeal_term
from wellfounded.cases.appeal_told import tells_another_term
from wellfounded.cases.appeals import last_day_of_appeal
from wellfounded.cases.calendar_export import calendar_of
from wellfounded.cases.errors import Invalid, NotNow
from wellfounded.cases.models import Case, Deadline, Decision
from wellfounded.cases.models.decision import current_decision
from wellfounded.cases.worklists import mine

LETTER, SENT, SERVED = Ago(12), Ago(10), Ago(3)
MIGRATION = "wellfounded.cases.migrations.0022_day_of_sending"


def by_post(**change: Any) -> Serving:
    days = {"letter_date": LETTER, "sent_on": SENT, "served_on": SERVED}
    return Serving(**in_days({**days, "how": "by_post", "language": "en"} | change))


@pytest.fixture
def case(cast: Cast) -> Case:
    """A refusal that was signed in the United Kingdom, in a letter that says so."""
    return refused_in(cast, "uk")


@pytest.fixture
def noise(cast: Cast) -> Case:
    """A second refusal, of UNHCR's, that was served on the same day."""
    return to_state(case_in_assessment(cast, REFUSED), cast, "served", outcome="refused")


def in_state_of(case: Case, profile: str) -> Case:
    """The same decision under the rules of another State."""
    case.profile = profile
    Case.objects.filter(pk=case.pk).update(profile=profile)
    return case


def term_of(case: Case, kind: str = "appeal") -> Deadline:
    return Deadline.objects.get(case=case, kind=kind, settled_at=None)


def not_before(day: date, due: date) -> bool:
    """A last day moves on over weekends and holidays, and over nothing else."""
    return day <= due <= day + timedelta(days=7)


# ── what is noted, and what follows ──────────────────────────────────────────────────────────────────────────────────


def test_by_post_the_time_runs_from_the_sending_where_the_law_says_so(cast: Cast, case: Case, noise: Case) -> None:
    before = list(Deadline.objects.filter(case=noise).values())
    decision = serve_decision(cast.registrar, case.number, request=by_post())
    term = term_of(case)
    assert (decision.sent_on, decision.served_on) == (SENT.day, SERVED.day)
    assert (term.from_day, term.start, term.doubts, term.latest_on) == (SENT.day, "sent", "", None)
    assert not_before(SENT.day + timedelta(days=14), term.due_on)
    assert term.due_on < SERVED.day + timedelta(days=14)
    assert list(Deadline.objects.filter(case=noise).values()) == before


def test_a_day_of_sending_that_nobody_noted_gives_the_earlier_day_and_says_so(cast: Cast, case: Case) -> None:
    serve_decision(cast.registrar, case.number, request=by_post(sent_on=None))
    term = term_of(case)
    assert (term.from_day, term.start, term.doubts) == (LETTER.day, "letter", "sending")
    assert not_before(LETTER.day + timedelta(days=14), term.due_on)
    assert term.latest_on is not None
    assert not_before(SERVED.day + timedelta(days=14), term.latest_on)
    assert term.what_is_not_known == ["Nobody noted on which day it was sent, so the date of the letter counts."]
    assert term_of(case, "final_closure").from_day == term.latest_on, "nothing is final before the latest day"


def test_lists_and_the_calendar_show_the_day_that_is_safe(cast: Cast, case: Case) -> None:
    serve_decision(cast.registrar, case.number, request=by_post(sent_on=None))
    due = term_of(case).due_on
    assert [line.due_on for line in mine(cast.counsel).lines if line.number == case.number] == [due]
    assert f"DTSTART;VALUE=DATE:{due:%Y%m%d}" in calendar_of(cast.counsel).decode()


def test_what_is_handed_over_was_sent_that_day(cast: Cast, case: Case) -> None:
    request = by_post(sent_on=None, how="in_person")
    assert serve_decision(cast.registrar, case.number, request=request).sent_on == SERVED.day
    assert (term_of(case).from_day, term_of(case).doubts) == (SERVED.day, "")


def test_under_the_mandate_nothing_hangs_on_the_sending(cast: Cast, case: Case) -> None:
    serve_decision(cast.registrar, in_state_of(case, "unhcr").number, request=by_post())
    assert (term_of(case).from_day, term_of(case).start, term_of(case).doubts) == (SERVED.day, "served", "")


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"sent_on": TOMORROW}, ["sent_on"]),
        ({"sent_on": Ago(LETTER.days + 1)}, ["sent_on"]),
        ({"sent_on": Ago(SERVED.days - 1)}, ["sent_on"]),
        ({"how": "in_person"}, ["sent_on"]),
        ({"sent_on": SENT, "letter_date": None}, ["letter_date"]),
        ({"sent_on": SENT, "served_on": None}, ["served_on"]),
        ({"letter_date": None, "how": "in_person", "sent_on": SERVED}, ["letter_date"]),
    ],
    ids=str,
)
def test_days_that_do_not_fit_are_refused(cast: Cast, case: Case, change: dict[str, Any], fields: list[str]) -> None:
    with pytest.raises(Invalid) as refused:
        serve_decision(cast.registrar, case.number, request=by_post(**change))
    assert list(refused.value.fields) == fields
    assert not Decision.objects.filter(state="served").exists()


@dataclass(frozen=True)
class Answer:
    """Whether somebody noted that the shorter term is theirs; what is kept of it, and what follows."""

    profile: str
    told: bool | None
    kept: bool | None
    days: int
    doubts: str = ""


@pytest.mark.parametrize(
    "answer",
    [
        Answer("australia", told=True, kept=True, days=7),
        Answer("australia", told=False, kept=False, days=28),
        Answer("australia", told=None, kept=None, days=7, doubts="in_detention"),
        Answer("rok", told=True, kept=None, days=30),
        Answer("unhcr", told=False, kept=None, days=30),
    ],
    ids=str,
)
def test_the_shorter_term_is_kept_unless_somebody_noted_that_it_is_not_theirs(
    cast: Cast, case: Case, answer: Answer
) -> None:
    request = by_post(sent_on=None, how="in_person", shorter_applies=answer.told)
    decision = serve_decision(cast.registrar, in_state_of(case, answer.profile).number, request=request)
    term = term_of(case)
    assert (decision.shorter_applies, term.doubts) == (answer.kept, answer.doubts)
    assert not_before(SERVED.day + timedelta(days=answer.days), term.due_on)
    assert (term.latest_on is not None) == bool(answer.doubts)


def test_of_a_decision_that_was_not_served_there_is_no_term(cast: Cast, case: Case) -> None:
    signed = current_decision(case)
    assert signed is not None
    assert set_appeal_term(signed, by=cast.registrar) is None


# ── nobody is late for what the office does not know ─────────────────────────────────────────────────────────────────


def lodged(cast: Cast, case: Case, on: date) -> bool:
    return lodge_appeal(cast.counsel, case.number, request=Lodging(lodged_by="counsel", lodged_on=on)).in_time


@pytest.mark.parametrize(("days_after", "in_time"), [(-1, True), (0, True), (1, False)])
def test_an_appeal_is_late_only_after_the_latest_day(cast: Cast, case: Case, *, days_after: int, in_time: bool) -> None:
    long_ago: dict[str, Any] = {
        "letter_date": Ago(90),
        "served_on": Ago(60),
        "sent_on": None,
    }
    serve_decision(cast.registrar, case.number, request=by_post(**long_ago))
    term = term_of(case)
    assert term.latest_on is not None
    assert term.due_on < term.latest_on - timedelta(days=7)
    assert last_day_of_appeal(case) == term.latest_on
    assert lodged(cast, case, term.latest_on + timedelta(days=days_after)) == in_time


def test_where_the_sending_is_known_the_letter_in_the_post_makes_nobody_in_time(cast: Cast, case: Case) -> None:
    long_ago = Ago(90)
    days: dict[str, Any] = {"letter_date": long_ago, "sent_on": long_ago, "served_on": Ago(60)}
    serve_decision(cast.registrar, case.number, request=by_post(**days))
    assert not lodged(cast, case, term_of(case).due_on + timedelta(days=1))


def test_counsel_may_appeal_before_the_letter_reached_the_person(cast: Cast, case: Case) -> None:
    serve_decision(cast.registrar, case.number, request=by_post(how="through_counsel"))
    with pytest.raises(Invalid) as refused:
        lodged(cast, case, SENT.day - timedelta(days=1))
    assert list(refused.value.fields) == ["lodged_on"]
    assert lodged(cast, case, SENT.day)


def test_no_case_is_closed_before_the_time_counted_from_the_latest_day(cast: Cast, case: Case) -> None:
    serve_decision(cast.registrar, case.number, request=by_post(sent_on=None))
    closing = Closing(kind="left", reason="Moved on")
    with pytest.raises(NotNow, match="can be closed after"):
        close_case(cast.registrar, case.number, request=replace(closing, kind="final"))
    Deadline.objects.filter(case=case, kind="appeal").update(from_day=LETTER.day, due_on=YESTERDAY.day)
    close_case(cast.registrar, case.number, request=closing)
    assert Deadline.objects.get(case=case, kind="appeal").settled_how == "dropped", "it may not have passed yet"


# ── what the letter tells ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_letter_of_other_rules_is_noticed(cast: Cast, case: Case, noise: Case) -> None:
    decision, served_one = current_decision(case), current_decision(noise)
    assert decision is not None
    assert served_one is not None
    assert not tells_another_term(decision)
    decision.case.profile = "unhcr"
    assert tells_another_term(decision)
    decision.case.profile = "usa"
    assert tells_another_term(decision), "another length"
    assert not tells_another_term(served_one)
    decision.paragraphs.filter(message="appeal_sent", language="ko").update(
        edited="As a person worded it.", edited_by=cast.reviewer, edited_at=timezone.now()
    )
    assert not tells_another_term(decision)


# ── records from before ──────────────────────────────────────────────────────────────────────────────────────────────

OLD_LETTER, OLD_SERVED = date(2026, 3, 2), date(2026, 3, 18)


def old(cast: Cast, profile: str, how: str, *, due: date, **fields: Any) -> Deadline:
    """A decision of an earlier version, with the term that it had."""
    case = make_case(cast.registrar, profile=profile, host="CHN", state="served")
    days = {"letter_date": OLD_LETTER, "served_on": OLD_SERVED, "sent_on": OLD_SERVED if how == "in_person" else None}
    make_decision(case, cast, **served(cast.second_reviewer, served_how=how, **days))
    given = {"case": case, "kind": "appeal", "profile": profile, "from_day": OLD_SERVED, "checked": "read"}
    return Deadline.objects.create(**given | {"due_on": due} | fields)


def test_terms_that_run_are_counted_anew_and_never_later(cast: Cast) -> None:
    settled = {"settled_how": "done", "settled_by": cast.registrar, "settled_at": timezone.now()}
    fourteen, thirty = date(2026, 4, 1), date(2026, 4, 17)
    posted = old(cast, "uk", "by_post", due=fourteen)
    handed = old(cast, "uk", "in_person", due=fourteen)
    dutch = old(cast, "netherlands", "in_person", due=thirty)
    mandate = old(cast, "unhcr", "by_post", due=thirty)
    over = old(cast, "uk", "by_post", due=fourteen, **settled)
    earlier = old(cast, "uk", "by_post", due=date(2026, 3, 11), from_day=OLD_LETTER)
    closure = old(cast, "uk", "by_post", due=thirty, kind="final_closure")
    undecided = Deadline.objects.create(
        case=make_case(cast.registrar), kind="appeal", profile="uk", from_day=OLD_SERVED, due_on=thirty, checked="read"
    )
    import_module(MIGRATION).count_running_terms_anew(apps, None)

    def row(term: Deadline) -> tuple[object, ...]:
        term.refresh_from_db()
        term.validate_constraints()
        return term.from_day, term.start, term.due_on, term.latest_on, term.doubts

    assert row(posted) == (OLD_LETTER, "letter", date(2026, 3, 16), fourteen, "sending")
    assert row(handed) == (OLD_SERVED, "sent", fourteen, None, "")
    assert row(dutch) == (OLD_SERVED, "sent", date(2026, 3, 25), date(2026, 4, 15), "accelerated")
    assert row(mandate) == (OLD_SERVED, "served", thirty, None, "")
    assert row(earlier) == (OLD_LETTER, "", date(2026, 3, 11), None, "")
    for untouched, due in ((over, fourteen), (closure, thirty), (undecided, thirty)):
        assert row(untouched) == (OLD_SERVED, "", due, None, "")
