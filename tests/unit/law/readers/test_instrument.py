"""A treaty record speaks for its day: what binds is carried forward, what does not bind is not."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import fields_of, mini
from tests.unit.law.readers.refusals import Place, places
from wellfounded.law.errors import Code
from wellfounded.law.instrument import Instrument, read_instrument
from wellfounded.law.library import load_library
from wellfounded.law.truth import Truth

CITE = "cite: [{source: pact, at: list, checked: unchecked}]"
BOUND = "HHH is bound since 1995-01-01 (ratification), as recorded on 2020-01-01."
HEAD = f"instrument: t\ntitle: T\nsnapshot: {{as_of: 2020-01-01, {CITE}}}\n"


def read(text: str) -> tuple[Instrument, list[Place]]:
    fields = fields_of(text)
    return read_instrument(fields, mini().sources), places(fields.problems)


@pytest.mark.parametrize(
    ("state", "article", "day", "truth"),
    [
        ("HHH", "3", date(1994, 12, 31), Truth.FALSE),
        ("HHH", "3", date(1995, 1, 1), Truth.TRUE),
        ("HHH", "3", date(2020, 1, 1), Truth.TRUE),
        ("HHH", "3", date(2021, 1, 1), Truth.TRUE),
        ("HHH", "3", date(2022, 1, 1), Truth.FALSE),
        ("HHH", "3", date(2030, 1, 1), Truth.FALSE),
        ("HHH", "7", date(2010, 1, 1), Truth.TRUE),
        ("HHH", "8", date(2010, 1, 1), Truth.OPEN),
        ("HHH", "8", date(1990, 1, 1), Truth.FALSE),
        ("SSS", "3", date(1993, 1, 1), Truth.FALSE),
        ("SSS", "3", date(2010, 1, 1), Truth.FALSE),
        ("SSS", "3", date(2020, 1, 2), Truth.OPEN),
        ("NNN", "3", date(2020, 1, 1), Truth.FALSE),
        ("NNN", "3", date(2020, 1, 2), Truth.OPEN),
        ("ZZZ", "3", date(2010, 1, 1), Truth.OPEN),
    ],
)
def test_who_was_bound_on_a_day(state: str, article: str, *, day: date, truth: Truth) -> None:
    found = mini().instruments["pact"].binding(state, article, day=day)
    assert (found.state, found.instrument, found.article) == (state, "pact", article)
    assert found.truth is truth


@pytest.mark.parametrize(
    ("state", "article", "day", "sentence"),
    [
        ("HHH", "3", date(2010, 1, 1), BOUND),
        ("HHH", "3", date(1990, 1, 1), "HHH was bound only from 1995-01-01 (as recorded on 2020-01-01)."),
        ("HHH", "3", date(2023, 1, 1), "HHH has withdrawn, as recorded on 2022-01-01; later change is unchecked."),
        ("NNN", "3", date(2020, 1, 1), "NNN is not a party, as recorded on 2020-01-01."),
        ("SSS", "3", date(2010, 1, 1), "SSS signed but did not ratify, as recorded on 2020-01-01."),
        ("ZZZ", "3", date(2010, 1, 1), "No record of ZZZ for The Pact of Three Rivers is held."),
        (
            "HHH",
            "8",
            date(2010, 1, 1),
            f"{BOUND} A reservation touches article 8: Custom is not accepted.",
        ),
    ],
)
def test_the_sentence_says_what_was_recorded_and_when(state: str, article: str, *, day: date, sentence: str) -> None:
    found = mini().instruments["pact"].binding(state, article, day=day)
    assert found.sentence == sentence
    assert bool(found.cite) is (state != "ZZZ")


def test_what_was_before_a_withdrawal_that_stands_alone_is_open() -> None:
    found, problems = read(f"{HEAD}later: [{{state: XXX, date: 2022-01-01, status: withdrawn, {CITE}}}]")
    assert not problems
    before = found.binding("XXX", "1", day=date(2021, 1, 1))
    assert before.truth is Truth.OPEN
    assert before.sentence.startswith("XXX withdrew only on 2022-01-01")
    assert found.binding("XXX", "1", day=date(2022, 1, 1)).truth is Truth.FALSE


def test_a_party_without_a_day_is_bound_and_its_own_citation_counts() -> None:
    own = "cite: [{source: guide, at: x, checked: unchecked}]"
    found, _ = read(f"{HEAD}parties:\n  XXX: {{status: party, {own}}}\n  YYY: {{status: party}}")
    bound = found.binding("XXX", "1", day=date(1900, 1, 1))
    assert bound.sentence == "XXX is bound, as recorded on 2020-01-01."
    assert (bound.cite[0].source.id, found.binding("YYY", "1", day=date(1900, 1, 1)).cite[0].source.id) == (
        "guide",
        "pact",
    )


def test_a_later_accession_is_confirmed_on_its_own_day_or_a_later_one() -> None:
    later = f"{{state: NNN, date: 2021-01-01, status: party, act: accession, {CITE}}}"
    again = f"{{state: MMM, date: 2021-01-01, status: party, act: accession, confirmed: 2023-01-01, {CITE}}}"
    found, problems = read(f"{HEAD}parties: {{NNN: {{status: not_party}}}}\nlater: [{later}, {again}]")
    assert not problems
    day = date(2022, 1, 1)
    assert "unchecked" in found.binding("NNN", "1", day=day).sentence
    assert "unchecked" not in found.binding("MMM", "1", day=day).sentence
    assert found.binding("NNN", "1", day=date(2020, 6, 1)).truth is Truth.OPEN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: T\ninstrument: t", [(Code.MISSING_KEY, 1, "snapshot.as_of"), (Code.LAW_CITATION, 1, "snapshot.cite")]),
        (f"{HEAD}parties: {{XXX: {{status: friend}}}}", [(Code.WRONG_OPTION, 4, "parties.XXX.status")]),
        (f"{HEAD}parties: {{XXX: {{}}}}", [(Code.MISSING_KEY, 4, "parties.XXX.status")]),
        (f"{HEAD}parties: {{XXX: {{status: party, since: 1}}}}", [(Code.UNKNOWN_KEY, 4, "parties.XXX.since")]),
        (f"{HEAD}later: [{{state: XXX, status: party, {CITE}}}]", [(Code.MISSING_KEY, 4, "later.0.date")]),
        (
            f"{HEAD}later: [{{state: X, date: soon, status: party, {CITE}}}]",
            [(Code.BAD_DATE, 4, "later.0.date")],
        ),
        (f"{HEAD}later: [{{date: 2021-01-01, status: party}}]", None),
        (f"{HEAD}articles: {{'1': {{text: x}}}}", [(Code.MISSING_KEY, 4, "articles.1.title")]),
        (f"{HEAD}reservations: [{{state: X, {CITE}}}]", [(Code.MISSING_KEY, 4, "reservations.0.effect")]),
        (f"{HEAD}kind: song\nwho: x", [(Code.UNKNOWN_KEY, 5, "who"), (Code.WRONG_OPTION, 4, "kind")]),
    ],
)
def test_a_broken_record_is_refused_at_its_lines(text: str, expected: list[Place] | None) -> None:
    both = [(Code.MISSING_KEY, 4, "later.0.state"), (Code.LAW_CITATION, 4, "later.0.cite")]
    assert read(text)[1] == (both if expected is None else expected)


def test_an_article_that_needs_a_declaration_is_open_without_a_record_of_one() -> None:
    binding = load_library().instruments["cat"].binding("CHN", "22", day=date(2023, 10, 9))
    assert binding.truth is Truth.OPEN
    assert "declarations are not recorded" in binding.sentence
