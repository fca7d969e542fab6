"""What binds a State beside what it says: the record of the packs, for the day of the words."""

from datetime import date

from wellfounded.law.library import load_library
from wellfounded.law.truth import Truth
from wellfounded.library.duties import Duties

DUTIES = Duties(load_library())
SAID = "that those sent back face torture"


def bound(state: str, on: date) -> dict[str, Truth]:
    found = DUTIES.beside(SAID, state=state, on=on)
    return {one.instrument.partition(" (")[0].partition(" and ")[0]: one.truth for one in found}


def test_what_binds_stands_first_as_recorded_for_the_day() -> None:
    found = bound("CHN", date(2024, 1, 26))
    assert next(iter(found.items())) == ("Convention against Torture", Truth.TRUE)
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_before_its_day_it_binds_nobody() -> None:
    assert bound("CHN", date(1988, 1, 1))["Convention against Torture"] is Truth.FALSE
    assert "Convention against Torture" not in bound("CHN", date(1980, 1, 1))  # not in force anywhere


def test_nothing_is_said_where_no_state_speaks_or_no_word_is_shared() -> None:
    assert DUTIES.beside(SAID, state="", on=date(2024, 1, 26)) == ()
    assert DUTIES.beside("The weather was fine.", state="CHN", on=date(2024, 1, 26)) == ()
