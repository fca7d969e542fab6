"""A commitment binds every part of an event and gives none away."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellfounded.audit.commitment import Opened, canonical, leaf_of, microseconds

EVENT = Opened("case:record:read", "mina", "C-00001", b'{"for":"reading"}')
SALT = bytes(range(32))
MOMENT = datetime(2024, 3, 2, 9, 30, 0, 123456, tzinfo=UTC)


def test_the_commitment_is_the_one_of_the_description() -> None:
    framed = b"".join(
        len(part).to_bytes(8, "big") + part for part in (b"case:record:read", b"mina", b"C-00001", b'{"for":"reading"}')
    )
    assert EVENT.commitment(SALT) == hashlib.sha256(b"wellfounded log event 1\n" + SALT + framed).digest()
    data = b"wellfounded log entry 1\n" + (1709371800123456).to_bytes(8, "big") + EVENT.commitment(SALT)
    assert leaf_of(MOMENT, EVENT.commitment(SALT)) == hashlib.sha256(b"\x00" + data).digest()


@pytest.mark.parametrize(
    "other",
    [
        replace(EVENT, event="case:record:opened"),
        replace(EVENT, actor="min"),
        replace(EVENT, actor="minaC", subject="-00001"),
        replace(EVENT, subject=""),
        replace(EVENT, payload=b"{}"),
    ],
)
def test_another_event_has_another_commitment(other: Opened) -> None:
    assert other.commitment(SALT) != EVENT.commitment(SALT)


def test_salt_and_time_count() -> None:
    assert EVENT.commitment(SALT[::-1]) != EVENT.commitment(SALT)
    commitment = EVENT.commitment(SALT)
    assert leaf_of(MOMENT + timedelta(microseconds=1), commitment) != leaf_of(MOMENT, commitment)


def test_a_detail_is_written_in_one_way() -> None:
    assert canonical(None) == canonical({}) == b"{}"
    assert canonical({"b": [1, None, True], "a": "가"}) == '{"a":"가","b":[1,null,true]}'.encode()


@given(st.integers(0, 2**52))
def test_no_microsecond_is_lost(moment: int) -> None:
    assert microseconds(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=moment)) == moment
