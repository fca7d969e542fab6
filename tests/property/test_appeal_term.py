"""Whatever is known of a service, the last day that is shown is never too late, and nobody is called late too early."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellfounded.cases.appeal_term import Service, Term, term_after
from wellfounded.cases.deadline_terms import From, Rule, all_rules, rules_of
from wellfounded.cases.deadlines import day_after, due_day
from wellfounded.cases.models import DeadlineKind, ServedHow

PROFILES = sorted(name for name, rules in all_rules().items() if DeadlineKind.APPEAL in rules.terms)
FIRST = date(2024, 1, 1)


@st.composite
def services(draw: st.DrawFn) -> Service:
    """All of what truly happened: nothing is unknown."""
    letter = FIRST + timedelta(days=draw(st.integers(0, 1000)))
    sent = letter + timedelta(days=draw(st.integers(0, 12)))
    how = draw(st.sampled_from(ServedHow.values))
    served = sent + timedelta(days=0 if how == ServedHow.IN_PERSON else draw(st.integers(0, 60)))
    return Service(letter_date=letter, sent_on=sent, served_on=served, how=how, shorter_applies=draw(st.booleans()))


def state_of(profile: str) -> str:
    return rules_of(profile).state or "CHN"


def rule_of(profile: str) -> Rule:
    return rules_of(profile).terms[DeadlineKind.APPEAL]


def last_days(profile: str, service: Service) -> set[date]:
    """By the law, written apart from the program: the last day, and the one that a presumption may make of it."""
    rule, state = rule_of(profile), state_of(profile)
    sent = service.sent_on or service.letter_date
    starts = {sent if rule.start is From.SENT else service.served_on}
    if rule.start is From.SERVED and (one := rule.presumed.get(service.how)):
        base = service.letter_date if one.after_its_date else sent
        starts.add(min(service.served_on, day_after(base, one.length, state=state)))
    length = rule.shorter.length if rule.shorter and service.shorter_applies else rule.length
    return {due_day(start, length, state=state) for start in starts}


def known_of(service: Service, *, sent: bool, shorter: bool) -> Service:
    """What somebody noted of it."""
    return replace(
        service,
        sent_on=service.sent_on if sent else None,
        shorter_applies=service.shorter_applies if shorter else None,
    )


def is_safe(term: Term, days: set[date]) -> bool:
    return term.due_on <= min(days) and (term.latest_on or term.due_on) >= max(days)


@settings(max_examples=300)
@given(profile=st.sampled_from(PROFILES), service=services(), sent=st.booleans(), shorter=st.booleans())
def test_the_day_shown_is_never_too_late_and_nobody_is_late_too_early(
    profile: str, service: Service, *, sent: bool, shorter: bool
) -> None:
    known = known_of(service, sent=sent, shorter=shorter)
    assert is_safe(term_after(known, rule_of(profile), state=state_of(profile)), last_days(profile, service))


@settings(max_examples=200)
@given(profile=st.sampled_from(PROFILES), service=services())
def test_to_know_more_never_moves_the_days_apart(profile: str, service: Service) -> None:
    def told(*, sent: bool, shorter: bool) -> tuple[date, date]:
        known = known_of(service, sent=sent, shorter=shorter)
        term = term_after(known, rule_of(profile), state=state_of(profile))
        return term.due_on, term.latest_on or term.due_on

    nothing, all_of_it = told(sent=False, shorter=False), told(sent=True, shorter=True)
    for some in (told(sent=True, shorter=False), told(sent=False, shorter=True)):
        assert nothing[0] <= some[0] <= all_of_it[0]
        assert nothing[1] >= some[1] >= all_of_it[1]


@pytest.mark.parametrize(
    ("wrong", "noticed"),
    [
        (
            {"start": From.SERVED, "presumed": {}},
            {"uk", "usa", "netherlands", "new-zealand", "australia", "germany", "canada"},
        ),
        ({"shorter": None}, {"netherlands", "new-zealand", "australia", "germany", "eu", "france"}),
    ],
    ids=["from its arrival", "as if nobody had the shorter term"],
)
def test_the_rules_as_they_were_are_noticed(wrong: dict[str, Any], noticed: set[str]) -> None:
    """The control: each of the old ways to count shows a day that is too late."""
    letter = date(2026, 3, 2)
    days = {"letter_date": letter, "sent_on": letter + timedelta(days=2), "served_on": letter + timedelta(days=16)}
    service = Service(how="by_post", shorter_applies=True, **days)

    def safe(profile: str, rule: Rule) -> bool:
        known = known_of(service, sent=False, shorter="shorter" not in wrong)
        return is_safe(term_after(known, rule, state=state_of(profile)), last_days(profile, service))

    assert all(safe(profile, rule_of(profile)) for profile in PROFILES)
    assert {profile for profile in PROFILES if not safe(profile, replace(rule_of(profile), **wrong))} == noticed
