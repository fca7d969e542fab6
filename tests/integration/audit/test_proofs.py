"""Roots and proofs from the rows of the log; what is not there is said."""

import pytest

from tests.integration.audit.tampering import tamper
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Entry
from wellfounded.audit.proofs import consistency_proof, head_at, inclusion_proof, size_of_log
from wellfounded.audit.tree import EMPTY_ROOT, Head, ProofError, check_consistency, check_inclusion

pytestmark = pytest.mark.django_db


def write(count: int) -> None:
    for _ in range(count):
        record(Event.SIGNED_IN, actor="mina")


def test_every_proof_of_a_log_holds() -> None:
    write(21)
    assert size_of_log() == 21
    leaves = [entry.leaf() for entry in Entry.objects.all()]
    for size in range(1, 22):
        for number in range(size):
            check_inclusion(leaves[number], number, proof=inclusion_proof(number, size), head=head_at(size))
        for old in range(1, size + 1):
            check_consistency(head_at(old), head_at(size), proof=consistency_proof(old, size))


def test_a_proof_needs_few_rows(django_assert_num_queries: pytest.FixtureRequest) -> None:
    write(21)
    with django_assert_num_queries(1):  # type: ignore[operator] # what pytest-django gives
        inclusion_proof(3, 21)


def test_what_is_not_there_is_said() -> None:
    assert (size_of_log(), head_at(0)) == (0, Head(0, EMPTY_ROOT))
    write(3)
    with pytest.raises(ProofError, match="no log of -1 entries"):
        head_at(-1)
    with pytest.raises(ProofError, match="no entry 3"):
        head_at(4)
    tamper("DELETE FROM audit_detail WHERE entry_id = 1")
    tamper("DELETE FROM audit_entry WHERE number = 1")
    with pytest.raises(ProofError, match="no entry 1"):
        inclusion_proof(2, 3)
