"""A State is known under the names that people give it, and with the regions that answer to it."""

from __future__ import annotations

import pytest

from wellfounded.cases.bodies_of_states import one_state, states_behind, table
from wellfounded.cases.returning_states import pairs, returning


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Embassy of Myanmar", "MMR"),
        ("Burma Embassy", "MMR"),
        ("Embassy of Turkey", "TUR"),
        ("Turkish police", "TUR"),
        ("Embassy of Viet Nam", "VNM"),
        ("Vietnamese consulate", "VNM"),
        ("Embassy of the Democratic Republic of the Congo", "COD"),
        ("Lao Ministry of Public Security", "LAO"),
        ("Immigration, Hong Kong", "HKG"),
        ("Macau police", "MAC"),
        ("홍콩 경찰", "HKG"),
        ("Ukrainian embassy", "UKR"),
        ("Embassy of Palestine", "PSE"),
        ("Iraqi consulate", "IRQ"),
        ("Chong\u200bryon", "PRK"),
        ("Em\u00adbassy of the D\u2060PRK", "PRK"),
        ("조\u200d선 대사관", "PRK"),
    ],
)
def test_a_body_is_known_by_every_name_of_its_state(name: str, state: str) -> None:
    assert state in states_behind(name)


@pytest.mark.parametrize(
    "name", ["Friends of Myanmar", "Turkey Farmers", "Central Tracing Agency", "Keeling & Sons, police"]
)
def test_who_only_carries_a_name_is_no_body(name: str) -> None:
    assert "CHN" not in states_behind(name)
    assert not {"MMR", "TUR"} & states_behind(name)


def test_a_region_and_its_state_are_one_in_both_directions() -> None:
    for code in ("CHN", "HKG", "MAC"):
        assert one_state({code}) == {"CHN", "HKG", "MAC"}
    assert one_state({"KOR"}) == {"KOR"}
    assert {"HKG", "MAC"} <= returning({"SYR"}, host="CHN")
    assert "CHN" in returning({"SYR"}, host="HKG")


def test_where_no_nationality_is_known_every_pair_counts() -> None:
    every = {pair.state for pair in pairs() if pair.returns}
    assert every <= returning((), host="KOR")
    assert not every & returning({"SYR"}, host="KOR")  # the control


def test_every_state_of_the_tables_has_other_names() -> None:
    told = {body["state"] for body in table()["bodies"]} | {pair.state for pair in pairs()}
    largest = {"SYR", "AFG", "UKR", "VEN", "SSD", "SDN", "MMR", "COD", "SOM", "ERI", "CAF"}
    largest |= {"IRQ", "PSE", "NGA", "ETH", "IRN", "PAK", "COL", "VNM", "TUR"}
    assert told | largest <= set(table()["other_names"])
