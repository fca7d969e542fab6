"""Case files as they come from outside: one that is right, the same one sealed, and ones that are wrong."""

from __future__ import annotations

from functools import cache

from tests.factories import ROOT
from wellfounded.vault.sealed import seal

EXAMPLE = ROOT / "examples/fictional/ex-02-repeat-returnee.yaml"
PASSPHRASE = "four or five good words"  # noqa: S105 - of a test


def plain() -> bytes:
    return EXAMPLE.read_bytes()


@cache
def sealed() -> bytes:
    """Sealing takes a second on purpose: once is enough."""
    return seal(real_person(), PASSPHRASE)


def real_person() -> bytes:
    """The same file, saying that it is of a real person; it still is of nobody."""
    return changed("material: fictional", "material: real")


def changed(before: str, after: str) -> bytes:
    text = plain().decode()
    assert before in text
    return text.replace(before, after, 1).encode()
