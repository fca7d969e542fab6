"""What was typed, read for its columns: blank is not there, and every fault is said at its field."""

from dataclasses import dataclass
from datetime import date

import pytest

from wellfounded.cases.entry import read_entry, read_typed
from wellfounded.cases.errors import Invalid
from wellfounded.identity.dates.partial_date import parse
from wellfounded.persons.models import Consent, Identity, IdentityDocument


@dataclass(frozen=True)
class Typed:
    sex: str = ""
    birth: str = ""
    unknown_to_the_table: str = ""
    key: str = "a-page"


def test_what_is_blank_is_not_there() -> None:
    assert read_entry(Identity, Typed(sex="  ", birth="\x00")) == {}
    assert read_entry(Identity, Typed(sex=" female ", unknown_to_the_table="x")) == {"sex": "female"}


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ({"birth": "1984년"}, {"birth": parse("1984")}),
        ({"birth": parse("1984")}, {"birth": parse("1984")}),
        ({"birth_country": "prk"}, {"birth_country": "PRK"}),
        ({"religion": "a\x00b"}, {"religion": "ab"}),
        ({"birth": None}, {}),
    ],
)
def test_each_column_reads_its_own_kind(typed: dict[str, object], given: dict[str, object]) -> None:
    assert read_typed(Identity, typed) == (given, {})


def test_no_is_an_answer_and_not_said_is_none() -> None:
    assert read_typed(IdentityDocument, {"own": False, "never_expires": True}) == (
        {"own": False, "never_expires": True},
        {},
    )
    assert read_typed(IdentityDocument, {"own": None}) == ({}, {})


@pytest.mark.parametrize("day", ["2024-02-30", "2/3/2024", "2024-03"])
def test_a_whole_day_is_asked_for_where_one_is_needed(day: str) -> None:
    assert set(read_typed(Consent, {"given_on": day})[1]) == {"given_on"}
    assert read_typed(Consent, {"given_on": "2024-03-02"}) == ({"given_on": date(2024, 3, 2)}, {})


def test_everything_is_said_at_once_and_nothing_twice() -> None:
    with pytest.raises(Invalid) as refused:
        read_entry(Identity, Typed(sex="x", birth="tomorrow"), needed=("sex", "birth_place"))
    assert list(refused.value.fields) == ["birth", "sex", "birth_place"]
    assert refused.value.fields["sex"] != refused.value.fields["birth_place"]
