"""Where a document comes from, and what a person thinks of it."""

from __future__ import annotations

from datetime import date

from wellfounded.evidence.documents.source_record import Grade, Judgement, SourceRecord, Standard


def _judged(grade: Grade, day: int, standard: Standard = Standard.RELIABILITY) -> Judgement:
    return Judgement(standard, grade, "It says how it asked.", "J. Officer", date(2026, 1, day))


def test_nobody_has_judged_a_new_record() -> None:
    record = SourceRecord("r", "A report")
    assert record.reliability == ""
    assert record.unjudged == tuple(Standard)


def test_the_newest_judgement_counts() -> None:
    record = SourceRecord("r", "A report", judgements=(_judged(Grade.GOOD, 9), _judged(Grade.POOR, 2)))
    assert record.reliability == "good"


def test_of_two_judgements_on_a_day_the_later_in_the_list_counts() -> None:
    record = SourceRecord("r", "A report", judgements=(_judged(Grade.GOOD, 9), _judged(Grade.POOR, 9)))
    assert record.reliability == "poor"


def test_a_judgement_of_another_standard_says_nothing_of_reliability() -> None:
    record = SourceRecord("r", "A report", judgements=(_judged(Grade.GOOD, 1, Standard.RELEVANCE),))
    assert record.reliability == ""
    assert Standard.RELEVANCE not in record.unjudged


def test_the_card_for_search() -> None:
    record = SourceRecord("r", "A report", "A commission", published=date(2014, 2, 7), sha256="ab", countries=("PRK",))
    card = record.card(shelf="public")
    assert (card.key, card.source, card.day, card.countries) == ("ab", "A commission", date(2014, 2, 7), ("PRK",))
    assert record.card(shelf="public", key="cd").key == "cd"
