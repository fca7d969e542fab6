"""Terms: the day on which each ends, and rules that cannot be used."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from wellfounded.cases.deadline_terms import RULES, From, Law, Length, Rule, Unit, all_rules, read_rules, rules_of
from wellfounded.cases.deadlines import due_day, next_working_day
from wellfounded.cases.models import DeadlineKind
from wellfounded.law.citation import Checked
from wellfounded.law.errors import LawError
from wellfounded.law.library import load_library


def length(words: str) -> Length:
    """So long, from a few words: `30 calendar_days`."""
    count, unit = words.split()
    return Length(int(count), Unit(unit), Law("x", "y", Checked.UNCHECKED))


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
    assert due_day(date.fromisoformat(start), length(term), state=state) == date.fromisoformat(end)


def test_no_term_ends_before_its_days_have_passed() -> None:
    """Whatever the holidays, a holiday only ever gives more time."""
    for ordinal in range(date(2024, 1, 1).toordinal(), date(2026, 1, 1).toordinal()):
        start = date.fromordinal(ordinal)
        end = due_day(start, length("30 calendar_days"), state="CHN")
        assert end.toordinal() - ordinal >= 30
        assert next_working_day(end, state="CHN") == end


def test_a_moment_belongs_to_the_day_of_the_office() -> None:
    """Served at half past midnight in Seoul is served on the new day, though it is still yesterday in London."""
    moment = datetime(2024, 6, 4, 15, 30, tzinfo=UTC)
    with timezone.override("Asia/Seoul"):
        assert due_day(timezone.localdate(moment), length("1 calendar_days"), state="KOR") == date(2024, 6, 7)
    with timezone.override("Europe/London"):
        assert due_day(timezone.localdate(moment), length("1 calendar_days"), state="KOR") == date(2024, 6, 5)


# By profile: the term of appeal, from when, how far it was checked; the shorter term; what is presumed of letters.
APPEALS = {
    "unhcr": ("30 calendar_days", "served", "quoted", "", ""),
    "uk": ("14 calendar_days", "sent", "read", "", ""),
    "canada": ("15 calendar_days", "served", "read", "", "by_post 7 calendar_days"),
    "usa": ("30 calendar_days", "sent", "read", "", ""),
    "new-zealand": (
        "10 working_days",
        "served",
        "read",
        "in_detention 5 working_days",
        "by_post 7 calendar_days, by_message 3 working_days",
    ),
    "rok": ("30 calendar_days", "served", "read", "", ""),
    "germany": ("2 weeks", "served", "read", "accelerated 1 weeks", "by_post 0 calendar_days"),
    "france": ("1 months", "served", "unchecked", "accelerated 5 calendar_days", "by_message 15 calendar_days"),
    "eu": ("2 weeks", "served", "read", "accelerated 5 calendar_days", "through_counsel 0 calendar_days"),
    "netherlands": ("4 weeks", "sent", "unchecked", "accelerated 1 weeks", ""),
    "australia": (
        "28 calendar_days",
        "served",
        "read",
        "in_detention 7 calendar_days",
        "by_post 7 working_days after its date, by_message 0 calendar_days, through_counsel 0 calendar_days",
    ),
    # These set none of their own: UNHCR's.
    "china": ("30 calendar_days", "served", "quoted", "", ""),
    "echr": ("30 calendar_days", "served", "quoted", "", ""),
}


def in_words(length: Length) -> str:
    return f"{length.count} {length.unit}"


@pytest.mark.parametrize("profile", APPEALS)
def test_the_term_of_appeal_of_each_profile(profile: str) -> None:
    found = rules_of(profile).terms[DeadlineKind.APPEAL]
    shorter = f"{found.shorter.when} {in_words(found.shorter.length)}" if found.shorter else ""
    presumed = (
        f"{how} {in_words(one.length)}{' after its date' if one.after_its_date else ''}"
        for how, one in found.presumed.items()
    )
    told = (in_words(found.length), found.start, found.length.law.checked, shorter, ", ".join(presumed))
    assert told == APPEALS[profile]


def test_the_table_above_names_every_profile() -> None:
    """A profile without a term of its own has UNHCR's, which may be too long for it: somebody must have looked."""
    assert set(APPEALS) == set(load_library().profile_names())


def test_no_shorter_term_is_ever_the_longer_one() -> None:
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(0, 730, 3)]
    for rules in all_rules().values():
        for term in rules.terms.values():
            if term.shorter is not None:
                state = rules.state or "CHN"
                for day in days:
                    assert due_day(day, term.shorter.length, state=state) <= due_day(day, term.length, state=state)


def test_every_file_is_of_a_profile_that_the_law_knows_and_cites_its_rules() -> None:
    assert set(all_rules()) <= set(load_library().profile_names())
    for rules in all_rules().values():
        assert all(law.source and law.at for term in rules.terms.values() for law in laws_of(term))
        assert all(term.length.count > 0 for term in rules.terms.values())
    assert {path.stem for path in RULES.glob("*.yaml")} == set(all_rules())


def laws_of(term: Rule) -> list[Law]:
    laws = [term.length.law, *(one.length.law for one in term.presumed.values())]
    return [*laws, *(law for law in (term.start_law, term.shorter.length.law if term.shorter else None) if law)]


def test_a_decision_is_appealed_from_its_sending_or_its_arrival_and_from_nothing_else() -> None:
    for profile in load_library().profile_names():
        assert rules_of(profile).terms[DeadlineKind.APPEAL].start in {From.SENT, From.SERVED}


def test_unhcr_gives_at_least_thirty_days_and_six_weeks() -> None:
    terms = rules_of("unhcr").terms
    assert terms[DeadlineKind.APPEAL].length.count >= 30
    closures = (DeadlineKind.NO_SHOW_CLOSURE, DeadlineKind.FINAL_CLOSURE)
    assert {in_words(terms[kind].length) for kind in closures} == {"6 weeks"}


CITE = "cite: {source: a, at: b, checked: unchecked}"


def appeal_with(more: str) -> str:
    """A file with a term of appeal that has something more."""
    return f"profile: x\nrules: {{appeal: {{count: 3, unit: weeks, from: served, {CITE}, {more}}}}}"


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
        (appeal_with(f"shorter: {{when: rich, count: 3, unit: weeks, {CITE}}}"), "rich"),
        (appeal_with(f"shorter: {{when: in_detention, count: 3, {CITE}}}"), "unit"),
        (appeal_with("presumed: {by_owl: {}}"), "by_owl"),
        (appeal_with(f"presumed: {{by_post: {{count: 3, unit: weeks, after: tea, {CITE}}}}}"), "tea"),
        (appeal_with("from_cite: {source: a, checked: unchecked}"), "at"),
        ("rules: {}", "profile"),
    ],
)
def test_rules_that_cannot_be_used_are_named(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match=says):
        read_rules(path)
