"""Terms: the day on which each ends, and rules that cannot be used."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from wellfounded.cases import deadlines
from wellfounded.cases.deadlines import From, Rule, Unit, all_rules, due_day, next_working_day, read_rules, rules_of
from wellfounded.cases.models import DeadlineKind
from wellfounded.law.citation import Checked
from wellfounded.law.errors import LawError
from wellfounded.law.library import load_library


def rule(words: str) -> Rule:
    """A rule from a few words: `30 calendar_days`."""
    count, unit = words.split()
    return Rule(DeadlineKind.APPEAL, int(count), Unit(unit), From.SERVED, "x", "y", Checked.UNCHECKED)


@pytest.mark.parametrize(
    ("start", "term", "state", "end"),
    [
        # calendar days; the day of the event does not count
        ("2024-06-03", "1 calendar_days", "CHN", "2024-06-04"),
        ("2024-06-05", "30 calendar_days", "CHN", "2024-07-05"),
        # a last day that falls on a weekend or a holiday moves on
        ("2024-06-06", "30 calendar_days", "CHN", "2024-07-08"),
        ("2024-12-11", "14 calendar_days", "GBR", "2024-12-27"),  # Christmas and Boxing Day
        ("2024-12-18", "14 calendar_days", "GBR", "2025-01-02"),  # New Year's Day
        ("2024-06-16", "15 calendar_days", "CAN", "2024-07-02"),  # Canada Day
        # leap days
        ("2024-01-30", "30 calendar_days", "KOR", "2024-02-29"),
        ("2023-01-30", "30 calendar_days", "KOR", "2023-03-02"),  # 1 March is a holiday there
        ("2024-01-31", "1 months", "FRA", "2024-02-29"),
        ("2023-01-31", "1 months", "FRA", "2023-02-28"),
        ("2023-12-31", "2 months", "FRA", "2024-02-29"),
        ("2024-10-31", "6 months", "FRA", "2025-04-30"),
        # weeks
        ("2024-04-17", "2 weeks", "DEU", "2024-05-02"),  # 1 May
        ("2024-02-05", "6 weeks", "CHN", "2024-03-18"),
        # working days over Lunar New Year: a week off in China, and two Sundays worked for it
        ("2024-02-09", "1 working_days", "CHN", "2024-02-18"),
        ("2024-02-08", "3 working_days", "CHN", "2024-02-19"),
        ("2024-02-08", "1 working_days", "KOR", "2024-02-13"),
        ("2025-01-24", "1 working_days", "KOR", "2025-01-31"),
        ("2024-12-20", "10 working_days", "NZL", "2025-01-09"),
        ("2024-06-07", "10 working_days", "NZL", "2024-06-21"),
        # a State whose holidays are not known: Saturdays and Sundays only
        ("2024-12-23", "2 working_days", "XXX", "2024-12-25"),
        ("2024-12-20", "1 working_days", "XXX", "2024-12-23"),
    ],
)
def test_a_term_ends_on_this_day(start: str, term: str, state: str, end: str) -> None:
    assert due_day(date.fromisoformat(start), rule(term), state=state) == date.fromisoformat(end)


def test_no_term_ends_before_its_days_have_passed() -> None:
    """Whatever the holidays, a holiday only ever gives more time."""
    for ordinal in range(date(2024, 1, 1).toordinal(), date(2026, 1, 1).toordinal()):
        start = date.fromordinal(ordinal)
        end = due_day(start, rule("30 calendar_days"), state="CHN")
        assert end.toordinal() - ordinal >= 30
        assert next_working_day(end, state="CHN") == end


def test_a_moment_belongs_to_the_day_of_the_office() -> None:
    """Served at half past midnight in Seoul is served on the new day, though it is still yesterday in London."""
    moment = datetime(2024, 6, 4, 15, 30, tzinfo=UTC)
    with timezone.override("Asia/Seoul"):
        assert due_day(timezone.localdate(moment), rule("1 calendar_days"), state="KOR") == date(2024, 6, 7)
    with timezone.override("Europe/London"):
        assert due_day(timezone.localdate(moment), rule("1 calendar_days"), state="KOR") == date(2024, 6, 5)


@pytest.mark.parametrize(
    ("profile", "count", "unit", "checked"),
    [
        ("unhcr", 30, "calendar_days", "quoted"),
        ("uk", 14, "calendar_days", "read"),
        ("canada", 15, "calendar_days", "read"),
        ("usa", 30, "calendar_days", "read"),
        ("new-zealand", 10, "working_days", "read"),
        ("rok", 30, "calendar_days", "read"),
        ("germany", 2, "weeks", "read"),
        ("france", 1, "months", "unchecked"),
        ("eu", 30, "calendar_days", "quoted"),  # sets none of its own: UNHCR's, which is longer than most
        ("china", 30, "calendar_days", "quoted"),
    ],
)
def test_the_term_of_appeal_of_each_profile(profile: str, count: int, unit: str, checked: str) -> None:
    found = rules_of(profile).terms[DeadlineKind.APPEAL]
    assert (found.count, found.unit, found.checked) == (count, unit, checked)


def test_every_file_is_of_a_profile_that_the_law_knows_and_cites_its_rules() -> None:
    assert set(all_rules()) <= set(load_library().profile_names())
    for rules in all_rules().values():
        assert all(term.source and term.at and term.count > 0 for term in rules.terms.values())
    assert {path.stem for path in deadlines.RULES.glob("*.yaml")} == set(all_rules())


def test_unhcr_gives_at_least_thirty_days_and_six_weeks() -> None:
    terms = rules_of("unhcr").terms
    assert terms[DeadlineKind.APPEAL].count >= 30
    weeks = {
        (terms[kind].count, terms[kind].unit) for kind in (DeadlineKind.NO_SHOW_CLOSURE, DeadlineKind.FINAL_CLOSURE)
    }
    assert weeks == {(6, Unit.WEEKS)}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("profile: x\nrules: {lunch: {}}", "lunch"),
        (
            "profile: x\nrules: {appeal: {count: 3, unit: moons, cite: {source: a, at: b, checked: unchecked}}}",
            "moons",
        ),
        (
            "profile: x\nrules: {appeal: {count: 3, unit: weeks, cite: {source: a, at: b, checked: read}}}",
            "via",
        ),
        ("profile: x\nrules: {appeal: {count: 3, unit: weeks, from: served}}", "source"),
        ("rules: {}", "profile"),
    ],
)
def test_rules_that_cannot_be_used_are_named(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match=says):
        read_rules(path)
