"""A stream opens whole, or not at all: cut, changed, reordered or followed by something it is refused."""

import io
from collections.abc import Iterable

import pytest

from wellfounded.vault import stream
from wellfounded.vault.errors import BackupBroken

KEY = b"k" * 32
HEAD = b"head"


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "PIECE", 8)


def sealed(parts: Iterable[bytes]) -> bytes:
    return b"".join(stream.seal(parts, KEY, bound=HEAD))


def opened(raw: bytes, *, key: bytes = KEY, head: bytes = HEAD) -> bytes:
    return b"".join(stream.open_stream(io.BytesIO(raw), key, bound=head))


@pytest.mark.parametrize("length", [0, 1, 7, 8, 9, 15, 16, 17, 100])
@pytest.mark.parametrize("step", [1, 5, 8, 100])
def test_content_comes_back_whatever_its_length_and_its_parts(length: int, step: int) -> None:
    content = bytes(range(length))
    parts = [content[place : place + step] for place in range(0, length, step)]
    assert opened(sealed(parts)) == content


def test_a_stream_that_ends_without_its_last_piece_is_refused() -> None:
    raw = sealed([b"x" * 40])
    for end in range(len(raw)):
        with pytest.raises(BackupBroken, match="cut short"):
            opened(raw[:end])


def test_every_changed_bit_is_refused() -> None:
    raw = sealed([b"x" * 20])
    for place in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(BackupBroken):
            opened(bytes(changed))


def test_pieces_that_changed_places_or_came_twice_are_refused() -> None:
    raw, piece = sealed([b"x" * 24]), 8 + stream.TAG
    pieces = [raw[place : place + piece] for place in range(0, len(raw), piece)]
    for order in ([1, 0, 2], [0, 2], [0, 0, 1, 2], [0, 1, 2, 2], [2]):
        with pytest.raises(BackupBroken):
            opened(b"".join(pieces[one] for one in order))


def test_another_key_or_head_opens_nothing() -> None:
    for key, head in ((bytes(32), HEAD), (KEY, b"heads")):
        with pytest.raises(BackupBroken):
            opened(sealed([b"x"]), key=key, head=head)
