"""Reads environment variables, and refuses a value that cannot be meant."""

from __future__ import annotations

import os

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"", "0", "false", "no", "off"})


def text(name: str, *, default: str) -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE | FALSE:
        return value.strip().lower() in TRUE
    raise SystemExit(f"{name} is {value!r}. Write 1 or 0, or leave it out.")


def number(name: str, *, default: int) -> int:
    """A whole number from 0 on."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if value.isascii() and value.isdigit():
        return int(value)
    raise SystemExit(f"{name} is {value!r}. Write a whole number, or leave it out.")


def choice(name: str, *, of: tuple[str, ...]) -> str:
    """One of a few words; the first one when nothing is said."""
    value = os.environ.get(name, "").strip() or of[0]
    if value in of:
        return value
    raise SystemExit(f"{name} is {value!r}. Write {' or '.join(of)}, or leave it out.")
