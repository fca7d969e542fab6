"""A player asks for pieces of a recording; whatever is not one plain range gets the whole."""

import pytest

from wellfounded.web.evidence.recording import piece_of, type_of

SOUND = b"RIFF" + bytes(range(96))


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-3", 0, 3),
        ("bytes=10-", 10, 99),
        ("bytes=90-500", 90, 99),
        ("bytes=-10", 90, 99),
    ],
)
def test_a_range_is_given(asked: str, first: int, last: int) -> None:
    piece = piece_of(SOUND, asked)
    assert (piece.status_code, piece.content) == (206, SOUND[first : last + 1])
    assert piece["Content-Range"] == f"bytes {first}-{last}/100"


@pytest.mark.parametrize(
    "asked", ["", "bytes=", "bytes=-", "bytes=-0", "bytes=200-", "bytes=9-3", "bytes=0-1,4-5", "lines=1-2"]
)
def test_anything_else_gives_the_whole(asked: str) -> None:
    whole = piece_of(SOUND, asked)
    assert (whole.status_code, whole.content) == (200, SOUND)
    assert "Content-Range" not in whole


@pytest.mark.parametrize(
    ("begin", "kind"),
    [
        (b"RIFF", "audio/wav"),
        (b"OggS", "audio/ogg"),
        (b"fLaC", "audio/flac"),
        (b"ID3", "audio/mpeg"),
        (b"\xff\xfb", "audio/mpeg"),
        (b"\0\0\0\x20ftypM4A", "audio/mp4"),
    ],
)
def test_the_type_is_read_off_the_first_bytes(begin: bytes, kind: str) -> None:
    assert type_of(begin + b"\0" * 20) == kind
