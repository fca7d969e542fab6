"""A new passphrase is asked for anew after a slip: 66 words of two shares may have been typed before it."""

from collections.abc import Callable

import pytest

from wellfounded.cli.office import OfficeError
from wellfounded.cli.store import words
from wellfounded.vault.errors import VaultError

GOOD = "four or five good words"


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Whoever types these, one after the other."""

    def type_them(*answers: str) -> list[str]:
        left = list(answers)
        monkeypatch.setattr(words, "ask", lambda _question: left.pop(0))
        return left

    return type_them


def test_a_slip_is_told_and_asked_for_anew(
    typing: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    left = typing(GOOD, "four or five god words", "short", GOOD, GOOD)
    assert words.chosen("A new passphrase of keeper") == GOOD
    assert left == []
    told = " ".join(capsys.readouterr().err.split())
    assert "The two passphrases are not the same." in told
    assert "at least 12 characters" in told


@pytest.mark.parametrize(
    ("answers", "error"), [((GOOD, "no", GOOD, "no", GOOD, "no"), OfficeError), (("a", "b", "c"), VaultError)]
)
def test_the_third_slip_ends_it(
    typing: Callable[..., list[str]], answers: tuple[str, ...], error: type[Exception]
) -> None:
    left = typing(*answers)
    with pytest.raises(error):
        words.chosen("A new passphrase of keeper")
    assert left == []
