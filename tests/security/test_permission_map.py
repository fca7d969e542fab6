"""The permission map against the table of `who_may.yaml`, and the table against wrongs done to the map."""

from dataclasses import replace
from unittest.mock import patch

import pytest

from tests.security.oracle import allows, table
from tests.security.stands import stands
from tools.mutate_permissions import Bench, Mutant, mutants, survivors
from wellfounded.cases import predicates
from wellfounded.cases.permissions import PERMISSION_MAP, Permission


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


def test_every_permission_stands_in_the_table_and_no_other() -> None:
    assert set(table()) == set(Permission)


def test_program_and_table_agree_on_everybody_before_every_case(bench: Bench) -> None:
    assert len(bench.stands) > 3_500
    assert [str(permission) for permission in Permission if bench.differs(permission)] == []


def test_the_table_refuses_most() -> None:
    """A table that said yes to all, or no to all, would be worth nothing."""
    said = [allows(stand, permission) for stand in stands() for permission in table()]
    assert 0.02 < sum(said) / len(said) < 0.3


def test_no_wrong_in_the_map_goes_unnoticed(bench: Bench) -> None:
    made, lived = survivors(bench)
    assert made > 1_800
    assert lived == []


def test_each_kind_of_wrong_is_made() -> None:
    names = {mutant.name for mutant in mutants() if mutant.permission == Permission.QUALITY_MARK}
    assert names >= {
        "case:quality:mark: without is_reviewer_of_case + took_no_part_before",
        "case:quality:mark: no took_no_part_before in is_reviewer_of_case + took_no_part_before",
        "case:quality:mark: not took_no_part_before in is_reviewer_of_case + took_no_part_before",
        "case:quality:mark: is_counsel_of_case for is_reviewer_of_case in is_reviewer_of_case + took_no_part_before",
        "case:quality:mark: also is_counsel_of_case",
    }


def test_a_map_that_is_not_wronged_is_not_noticed(bench: Bench) -> None:
    permission = Permission.REVIEW
    assert not bench.notices(Mutant(permission, "nothing", PERMISSION_MAP[permission]))


def test_an_open_door_for_closed_accounts_is_noticed(bench: Bench) -> None:
    open_to_all = replace(predicates.is_active, holds=lambda _: True)
    with patch.object(predicates, "is_active", open_to_all):
        assert bench.differs(Permission.CASE_OPEN)
