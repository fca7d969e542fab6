"""Each check of quality: an entry that it warns of, beside entries that it must leave alone."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from wellfounded.identity.dates.partial_date import PartialDate, parse
from wellfounded.persons.quality import CHECKS, warnings
from wellfounded.persons.register_entry import Circumstances, Member, Paper, RegisterEntry, Stage

TODAY = date(2024, 5, 1)
AT = Circumstances(today=TODAY, registered=date(2024, 3, 2), host="CHN", refugee_status="asylum_seeker")
EMPTY = RegisterEntry(at=AT)


def d(text: str) -> PartialDate:
    return parse(text)


FOCAL = Member(reference="P-1", focal_point=True, sex="female", birth=d("1984"), marital_status="married")
HUSBAND = Member(reference="P-2", relationship="spouse", sex="male", birth=d("1980"), marital_status="married")
GIRL = Member(reference="P-3", relationship="daughter", sex="female", birth=d("2010"))
BABY = Member(reference="P-3", relationship="son", sex="male", birth=d("2022-01"))
PASSPORT = Paper(kind="passport", number="1", country="PRK", held="held", issued=d("2015"), expires=d("2030"))

# An entry of which nothing is to be said.
CLEAN = RegisterEntry(
    at=AT,
    reference="P-1",
    names=(("김은희", "Hang", "own"), ("Kim Ŭn-hŭi", "Latn", "own")),
    sex="female",
    birth=d("1984"),
    birth_place="회령",
    marital_status="married",
    nationalities=(("PRK", "said"),),
    languages=(("ko", True),),
    papers=(PASSPORT,),
    needs=frozenset({"LP-RR"}),
    households=1,
    size_said=2,
    members=(FOCAL, HUSBAND),
    origin="PRK",
    fled=d("2019-01"),
    arrived=d("2019-01"),
    stages=(Stage(country="CHN", arrived=d("2019-01"), left=d("2019-03")),),
    earlier_claims=(d("2020"), None),
    relatives=(Member(relationship="mother", sex="female", birth=d("1960")),),
    safe_contacts=1,
)
CHILD = {"birth": d("2010"), "marital_status": "married", "fled": d("2019")}
SMALL = {"birth": d("2022-01"), "fled": None, "papers": (), "relatives": (), "marital_status": ""}


def at(**circumstances: Any) -> dict[str, Any]:
    return {"at": replace(AT, **circumstances)}


def members(*others: Member) -> dict[str, Any]:
    return {"members": (FOCAL, *others), "size_said": None}


def paper(**changes: Any) -> dict[str, Any]:
    return {"papers": (replace(PASSPORT, **changes),)}


def needs(*codes: str, **more: Any) -> dict[str, Any]:
    return {"needs": frozenset(codes)} | more


Table = dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]]
# Check: what it warns of; what it leaves alone although it is near.
TABLE: Table = {
    "name_missing": ([{"names": ()}], []),
    "name_only_latin": ([{"names": (("Kim", "Latn", "own"),)}], [{"names": (("김", "Hang", "own"),)}, {"names": ()}]),
    "name_has_digits": ([{"names": (("김1", "Zyyy", "own"),)}], []),
    "name_twice": (
        [{"names": (("김", "Hang", "own"), ("김", "Hang", "own"))}],
        [{"names": (("김", "Hang", "own"), ("김", "Hang", "alias"))}],
    ),
    "own_name_missing": ([{"names": (("김", "Hang", "alias"),)}], [{"names": ()}]),
    "sex_missing": ([{"sex": ""}], [{"sex": "other"}]),
    "birth_missing": ([{"birth": None}], [{"birth": d("(in spring)")}]),
    "birth_in_future": ([{"birth": d("2025"), "fled": None}], [{"birth": d("2024")}, {"birth": None}]),
    "birth_after_registration": ([{"birth": d("2024-04")}], [{"birth": d("2024-03")}, {"birth": d("2024-03~")}]),
    "birth_long_ago": ([{"birth": d("1900")}], [{"birth": d("1904")}, {"birth": d("1900"), "died": d("1950")}]),
    "birth_place_missing": ([{"birth_place": ""}], []),
    "death_before_birth": ([{"died": d("1983")}], [{"died": d("1984")}, {"died": None}]),
    "death_in_future": ([{"died": d("2025")}], [{"died": d("2024")}]),
    "dead_but_active": ([{"died": d("2023")}], [{"died": d("2023"), **at(active=False)}, {"died": None}]),
    "nationality_missing": ([{"nationalities": ()}], [{"nationalities": (("", "said"),)}]),
    "nationality_source_missing": ([{"nationalities": (("PRK", "said"), ("KOR", ""))}], []),
    "stateless_with_nationality": (
        [{"nationalities": (("", "said"), ("PRK", "said"))}],
        [{"nationalities": (("", "said"),)}, {"nationalities": (("PRK", "said"), ("KOR", "law"))}],
    ),
    "language_missing": ([{"languages": ()}], []),
    "interview_language_missing": ([{"languages": (("ko", False),)}], [{"languages": ()}]),
    "flight_missing": ([{"fled": None}], [{"fled": d("(in winter)")}]),
    "arrival_missing": ([{"arrived": None}], []),
    "fled_after_arrival": ([{"fled": d("2019-02")}], [{"fled": d("2019")}, {"fled": None}, {"arrived": None}]),
    "fled_after_registration": ([{"fled": d("2024-03-03")}], [{"fled": d("2024-03")}]),
    "arrival_after_registration": ([{"arrived": d("2024-04")}], [{"arrived": d("2024-04~")}]),
    "flight_in_future": ([{"fled": d("2024-06")}], [{"fled": d("2024-05")}]),
    "arrival_in_future": ([{"arrived": d("2024-06")}], [{"arrived": d("2024-05")}]),
    "fled_before_birth": ([{"fled": d("1983")}], [{"fled": d("1984")}, {"birth": None}]),
    "stages_out_of_order": (
        [{"stages": (Stage(country="LAO", arrived=d("2020")), Stage(country="CHN", arrived=d("2019")))}],
        [{"stages": (Stage(country="LAO", arrived=d("2020")), Stage(country="THA"))}, {"stages": ()}],
    ),
    "stage_left_before_arrival": (
        [{"stages": (Stage(country="CHN", arrived=d("2020"), left=d("2019")),)}],
        [{"stages": (Stage(country="CHN", arrived=d("2019"), left=d("2019")),)}],
    ),
    "stage_before_flight": ([{"stages": (Stage(country="CHN", arrived=d("2018")),)}], [{"stages": (Stage(),)}]),
    "earlier_claim_in_future": ([{"earlier_claims": (d("2025"),)}], [{"earlier_claims": (None,)}]),
    "paper_expires_before_issue": ([paper(expires=d("2014"))], [paper(issued=None)]),
    "paper_without_end": (
        [paper(expires=None)],
        [
            paper(expires=None, held="lost"),
            paper(expires=None, never_expires=True),
            paper(expires=None, kind="birth_certificate"),
        ],
    ),
    "paper_issued_in_future": ([paper(issued=d("2025"), expires=d("2030"))], [paper(issued=None)]),
    "paper_before_birth": ([paper(issued=d("1980"))], [paper(issued=d("1980"), own=False), paper(issued=None)]),
    "two_valid_papers": (
        [
            {"papers": (PASSPORT, replace(PASSPORT, number="2"))},
            {"papers": (PASSPORT, replace(PASSPORT, expires=None))},
        ],
        [
            {"papers": (PASSPORT, replace(PASSPORT, country="CHN"))},
            {"papers": (PASSPORT, replace(PASSPORT, held="seized"))},
            {"papers": (PASSPORT, replace(PASSPORT, issued=d("2010"), expires=d("2020")))},
            {"papers": (replace(PASSPORT, kind="other"), replace(PASSPORT, kind="other"))},
        ],
    ),
    "paper_without_number": ([paper(number="", seen=True)], [paper(number="")]),
    "paper_without_state": ([paper(country="")], [{"papers": ()}]),
    "small_child_without_birth_paper": (
        [SMALL],
        [
            SMALL | {"papers": (Paper(kind="birth_certificate", country="CHN"),)},
            SMALL | {"birth": d("2015")},
            SMALL | {"birth": None},
        ],
    ),
    "household_missing": ([{"households": 0, "members": ()}], []),
    "household_twice": ([{"households": 2}], []),
    "focal_point_missing": ([{"members": (HUSBAND,), "size_said": None}], [{"households": 0, "members": ()}]),
    "focal_point_twice": ([members(replace(HUSBAND, focal_point=True))], []),
    "household_size_differs": ([{"size_said": 3}], [{"size_said": None}, {"size_said": 3, "households": 0}]),
    "relationship_missing": ([members(replace(HUSBAND, relationship=""))], []),
    "relationship_contradicts_sex": (
        [
            members(replace(GIRL, sex="male")),
            members(replace(BABY, sex="female")),
            {"relatives": (Member(relationship="father", sex="female"),)},
        ],
        [members(replace(GIRL, sex="")), members(replace(GIRL, sex="other")), members(GIRL)],
    ),
    "parent_younger": (
        [
            members(replace(GIRL, birth=d("1983"))),
            members(Member(relationship="mother", birth=d("1985"))),
            {"relatives": (Member(relationship="mother", birth=d("1985")),)},
            {"relatives": (Member(relationship="child", birth=d("1983")),)},
        ],
        [
            members(GIRL),
            members(replace(GIRL, birth=None)),
            members(replace(GIRL, birth=d("1984"))),
            members(Member(relationship="sister", birth=d("1983"))),
            {"members": (replace(FOCAL, birth=None), GIRL), "size_said": None},
            {"birth": None, "relatives": (Member(relationship="mother", birth=d("1985")),)},
        ],
    ),
    "spouse_not_married": (
        [members(replace(HUSBAND, marital_status="single"))],
        [members(replace(HUSBAND, marital_status="")), members(replace(HUSBAND, marital_status="together"))],
    ),
    "member_left_before_joining": (
        [members(replace(HUSBAND, since=d("2020"), until=d("2019")))],
        [members(replace(HUSBAND, since=d("2020"), until=d("2020")))],
    ),
    "origin_is_host": (
        [{"origin": "CHN", **at(refugee_status="refugee")}],
        [{"origin": "CHN"}, {"origin": "", **at(refugee_status="refugee", host="")}, at(refugee_status="refugee")],
    ),
    "not_of_concern_but_active": (
        [at(refugee_status="not_of_concern")],
        [at(refugee_status="not_of_concern", active=False)],
    ),
    "origin_without_region": ([{"origin_place": "회령"}], [{"origin_place": "회령", "origin_region": "함경북도"}]),
    "present_without_region": ([{"present_place": "延吉"}], [{"present_region": "吉林"}]),
    "safe_contact_missing": ([{"safe_contacts": 0}], []),
    "need_unknown": ([needs("ZZ-ZZ")], [needs()]),
    "married_child_without_need": (
        [CHILD, CHILD | {"marital_status": "together"}],
        [CHILD | needs("CR-MS"), CHILD | {"marital_status": ""}, CHILD | {"birth": None}, CHILD | {"birth": d("2006")}],
    ),
    "woman_at_risk_is_man": ([needs("WR-SF", sex="male")], [needs("WR-SF"), needs("WR", sex="")]),
    "pregnant_man": ([needs("PG", sex="male")], [needs("PG-HR"), needs("PG", sex="")]),
    "unaccompanied_adult": ([needs("SC-UC")], [needs("SC-UC", birth=d("2006")), needs("SC-UC", birth=None)]),
    "child_at_risk_adult": ([needs("CR")], [needs("CR", birth=d("2006")), needs("CR", birth=None)]),
    "unaccompanied_with_parent": (
        [
            needs("SC-UC", reference="P-3", **members(GIRL)),
            needs("SC-UM", **members(Member(relationship="mother"))),
        ],
        [
            needs("SC-SC", reference="P-3", **members(GIRL)),
            needs("SC-UC", reference="P-9", **members(GIRL)),
            needs("SC-UC", members=(FOCAL,), size_said=None),
            needs("SC-UC", **members(HUSBAND)),
            needs("SC-UC", reference="P-3", **members(replace(GIRL, relationship="sister"))),
            needs("SC-UC", reference="P-3", members=(GIRL, HUSBAND), size_said=None),
        ],
    ),
    "older_person_under_60": ([needs("ER")], [needs("ER", birth=d("1963")), needs("ER", birth=d("1964"))]),
    "single_parent_under_12": (
        [needs("SP", birth=d("2013"))],
        [needs("SP"), needs("SP", birth=d("2012")), needs("SP", birth=None)],
    ),
}
ROWS = [(name, entry, True) for name, (warned, _) in TABLE.items() for entry in warned]
ROWS += [(name, entry, False) for name, (_, left_alone) in TABLE.items() for entry in left_alone]


def names(entry: RegisterEntry) -> set[str]:
    return {notice.name for notice in warnings(entry)}


def test_every_check_has_its_rows_and_its_own_name() -> None:
    assert list(TABLE) == [check.name for check in CHECKS]


def test_of_a_clean_entry_nothing_is_said() -> None:
    assert warnings(CLEAN) == ()


@pytest.mark.parametrize(("name", "changes", "warned"), ROWS)
def test_a_check_warns_of_this_and_not_of_that(name: str, changes: dict[str, Any], warned: bool) -> None:  # noqa: FBT001 - a column
    assert (name in names(replace(CLEAN, **changes))) is warned


def test_of_an_empty_entry_only_what_is_missing_is_said() -> None:
    assert names(EMPTY) == {name for name in TABLE if name.endswith("_missing")} - {
        "own_name_missing",
        "nationality_source_missing",
        "interview_language_missing",
        "focal_point_missing",
        "relationship_missing",
    }


def test_nothing_is_said_of_photos_and_fingerprints() -> None:
    words = " ".join(f"{check.name} {check.field} {check.sentence}" for check in CHECKS).lower()
    assert not any(word in words for word in ("photo", "picture", "biometric", "fingerprint"))


def test_each_sentence_ends_and_each_field_is_named() -> None:
    for check in CHECKS:
        assert str(check.sentence).endswith(".")
        assert check.field


def test_a_birthday_on_the_last_of_february_is_counted() -> None:
    leap = replace(CLEAN, needs=frozenset({"SC-UC"}), at=replace(AT, today=date(2024, 2, 29)))
    assert "unaccompanied_adult" in names(replace(leap, birth=d("2006-02-28")))
    assert "unaccompanied_adult" not in names(replace(leap, birth=d("2006-03-01")))
    older = replace(leap, needs=frozenset({"ER"}))
    assert "older_person_under_60" in names(replace(older, birth=d("1964-03-01")))
    assert "older_person_under_60" not in names(replace(older, birth=d("1964-02-29")))
