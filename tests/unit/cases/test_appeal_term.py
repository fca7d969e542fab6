"""The last day to appeal: from the sending or the arrival, and what is said where one of them is not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from wellfounded.cases.appeal_term import Service, Term, columns_of, term_after
from wellfounded.cases.deadline_terms import rules_of
from wellfounded.cases.models import CountedFrom, DeadlineKind, Doubt

LETTER, SENT, SERVED = date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 18)  # Monday, Wednesday, Wednesday


def term_of(profile: str, **told: object) -> Term:
    """The term after a letter of 2 March that arrived on the 18th."""
    rules = rules_of(profile)
    service = Service(**{"letter_date": LETTER, "served_on": SERVED, "how": "by_post"} | told)  # type: ignore[arg-type]
    return term_after(service, rules.terms[DeadlineKind.APPEAL], state=rules.state or "CHN")


@dataclass(frozen=True)
class Row:
    """What was noted of a service, and what follows: the day it is counted from, the last day, the latest it may be."""

    profile: str
    told: Mapping[str, object]
    counted: str
    start: str
    due: str
    latest: str = ""
    doubts: str = ""


KNOWN = {"sent_on": SENT}
IN_PERSON = {"how": "in_person", "sent_on": SERVED}
ROWS = [
    # United Kingdom: fourteen days from the sending.
    Row("uk", KNOWN, "2026-03-04", "sent", "2026-03-18"),
    Row("uk", {}, "2026-03-02", "letter", "2026-03-16", "2026-04-01", "sending"),
    Row("uk", IN_PERSON, "2026-03-18", "sent", "2026-04-01"),
    Row("uk", {"letter_date": SERVED}, "2026-03-18", "sent", "2026-04-01"),  # sent and arrived on its own date
    Row("uk", KNOWN | {"how": "by_message"}, "2026-03-04", "sent", "2026-03-18"),
    Row("uk", {"how": "through_counsel"}, "2026-03-02", "letter", "2026-03-16", "2026-04-01", "sending"),
    Row("uk", KNOWN | {"shorter_applies": True}, "2026-03-04", "sent", "2026-03-18"),  # it has no shorter one
    # United States: thirty days, from the mailing; 3 April is no holiday of the Union.
    Row("usa", KNOWN, "2026-03-04", "sent", "2026-04-03"),
    Row("usa", {}, "2026-03-02", "letter", "2026-04-01", "2026-04-17", "sending"),
    Row("usa", IN_PERSON, "2026-03-18", "sent", "2026-04-17"),
    # Netherlands: four weeks or one, from the sending. Easter Monday is 6 April.
    Row("netherlands", KNOWN | {"shorter_applies": False}, "2026-03-04", "sent", "2026-04-01"),
    Row("netherlands", KNOWN | {"shorter_applies": True}, "2026-03-04", "sent", "2026-03-11"),
    Row("netherlands", KNOWN, "2026-03-04", "sent", "2026-03-11", "2026-04-01", "accelerated"),
    Row("netherlands", {}, "2026-03-02", "letter", "2026-03-09", "2026-04-15", "sending accelerated"),
    # New Zealand: working days from the arrival, or from the seventh day after the posting. Easter: 3 and 6 April.
    Row("new-zealand", IN_PERSON | {"shorter_applies": False}, "2026-03-18", "served", "2026-04-01"),
    Row("new-zealand", IN_PERSON | {"shorter_applies": True}, "2026-03-18", "served", "2026-03-25"),
    Row("new-zealand", IN_PERSON, "2026-03-18", "served", "2026-03-25", "2026-04-01", "in_detention"),
    Row(
        "new-zealand",
        KNOWN | {"shorter_applies": False},
        "2026-03-11",
        "presumed",
        "2026-03-25",
        "2026-04-01",
        "presumed",
    ),
    Row(
        "new-zealand",
        {},
        "2026-03-09",
        "presumed",
        "2026-03-16",
        "2026-04-01",
        "sending presumed in_detention",
    ),
    Row("new-zealand", {"sent_on": date(2026, 3, 11), "shorter_applies": True}, "2026-03-18", "served", "2026-03-25"),
    Row(
        "new-zealand",
        KNOWN | {"how": "by_message", "shorter_applies": False},
        "2026-03-09",  # three working days
        "presumed",
        "2026-03-23",
        "2026-04-01",
        "presumed",
    ),
    # Australia: the date of the letter counts, and a message counts on the day it was sent.
    Row(
        "australia",
        KNOWN | {"shorter_applies": False},
        "2026-03-11",
        "presumed",
        "2026-04-08",
        "2026-04-15",
        "presumed",
    ),
    Row("australia", {"shorter_applies": False}, "2026-03-11", "presumed", "2026-04-08", "2026-04-15", "presumed"),
    Row(
        "australia",
        KNOWN | {"how": "by_message", "shorter_applies": True},
        "2026-03-04",
        "presumed",
        "2026-03-11",
        "2026-03-25",
        "presumed",
    ),
    Row("australia", IN_PERSON | {"shorter_applies": True}, "2026-03-18", "served", "2026-03-25"),
    # The Union: what counsel had, the person had.
    Row(
        "eu",
        KNOWN | {"how": "through_counsel", "shorter_applies": False},
        "2026-03-04",
        "presumed",
        "2026-03-18",
        "2026-04-01",
        "presumed",
    ),
    Row("eu", {"shorter_applies": True}, "2026-03-18", "served", "2026-03-23"),
    # Germany, by post: it may have come back from the last known address.
    Row("germany", KNOWN, "2026-03-04", "presumed", "2026-03-11", "2026-04-01", "presumed accelerated"),
    Row("germany", IN_PERSON | {"shorter_applies": False}, "2026-03-18", "served", "2026-04-01"),
    # Canada and France: seven and fifteen days after the sending.
    Row("canada", KNOWN, "2026-03-11", "presumed", "2026-03-26", "2026-04-02", "presumed"),
    Row("canada", KNOWN | {"how": "by_message"}, "2026-03-18", "served", "2026-04-02"),
    Row("france", {"how": "in_person", "shorter_applies": False}, "2026-03-18", "served", "2026-04-20"),
    Row("france", KNOWN | {"how": "by_message", "shorter_applies": False}, "2026-03-18", "served", "2026-04-20"),
    Row(
        "france",
        {"sent_on": LETTER, "how": "by_message", "shorter_applies": False},
        "2026-03-17",  # not opened for fifteen days
        "presumed",
        "2026-04-17",
        "2026-04-20",
        "presumed",
    ),
    Row("france", KNOWN, "2026-03-18", "served", "2026-03-23", "2026-04-20", "accelerated"),
    # Noise: where only the arrival counts, the day of sending changes nothing, known or not.
    Row("rok", KNOWN, "2026-03-18", "served", "2026-04-17"),
    Row("rok", {}, "2026-03-18", "served", "2026-04-17"),
    Row("rok", IN_PERSON, "2026-03-18", "served", "2026-04-17"),
    Row("unhcr", KNOWN, "2026-03-18", "served", "2026-04-17"),
    Row("unhcr", {"shorter_applies": True}, "2026-03-18", "served", "2026-04-17"),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.profile} {sorted(row.told)} {row.due}")
def test_the_last_day_to_appeal(row: Row) -> None:
    columns = columns_of(term_of(row.profile, **row.told))
    expected = {
        "from_day": date.fromisoformat(row.counted),
        "start": row.start,
        "due_on": date.fromisoformat(row.due),
        "latest_on": date.fromisoformat(row.latest) if row.latest else None,
        "doubts": row.doubts,
    }
    assert {name: columns[name] for name in expected} == expected


@pytest.mark.parametrize("profile", ["uk", "usa", "netherlands"])
def test_a_letter_that_is_long_under_way_gives_no_more_time(profile: str) -> None:
    """The defect that was: each day in the post moved the last day that was shown."""
    found = {
        term_of(profile, sent_on=SENT, served_on=served, shorter_applies=False).due_on
        for served in (SENT, date(2026, 3, 9), SERVED, date(2026, 5, 29))
    }
    assert len(found) == 1


def test_a_term_is_as_sure_as_the_least_sure_of_its_laws() -> None:
    assert term_of("new-zealand", how="in_person").checked == "read"
    assert term_of("new-zealand", sent_on=SENT).checked == "quoted"  # the presumption was read in a summary
    assert term_of("netherlands", sent_on=SENT, shorter_applies=True).checked == "quoted"
    assert term_of("netherlands", sent_on=SENT).checked == "unchecked"


def test_every_doubt_and_event_has_words() -> None:
    assert all(str(doubt.label).endswith(".") for doubt in Doubt)
    assert all(event.label for event in CountedFrom)
