"""Codes of an authenticator, by a clock that stands still: no half minute ends between making one and typing it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal import auth

from wellfounded.accounts import fictional

NOW = 1_700_000_000


def stand_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock of those who make and who check codes; every other clock goes on."""
    for module in (auth, fictional):
        monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: NOW))


def code_of(secret: str) -> str:
    """The code of this half minute, which is every half minute of the test."""
    return str(auth.format_hotp_value(auth.hotp_value(secret, NOW // fictional.PERIOD)))
