"""Environment variables: what cannot be meant stops the program with a sentence."""

import pytest

from wellfounded.config.environment import choice, flag, number, text

NAME = "WELLFOUNDED_OF_A_TEST"


@pytest.mark.parametrize(("value", "meant"), [("1", True), ("On", True), ("0", False), ("", False), (" no ", False)])
def test_a_flag(monkeypatch: pytest.MonkeyPatch, value: str, *, meant: bool) -> None:
    monkeypatch.setenv(NAME, value)
    assert flag(NAME, default=not meant) is meant


def test_what_is_left_out_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert flag(NAME, default=True) is True
    assert number(NAME, default=7) == 7
    assert choice(NAME, of=("a", "b")) == "a"
    assert text(NAME, default="x") == "x"


def test_what_is_said_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, " 12 ")
    assert number(NAME, default=7) == 12
    assert choice(NAME, of=("11", "12")) == "12"
    assert text(NAME, default="x") == "12"


def test_what_cannot_be_meant_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "-3")
    for read in (
        lambda: flag(NAME, default=True),
        lambda: number(NAME, default=1),
        lambda: choice(NAME, of=("a", "b")),
    ):
        with pytest.raises(SystemExit, match=f"{NAME} is '-3'"):
            read()
