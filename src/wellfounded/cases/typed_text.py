"""What people type, made fit for the store; and words that must be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.cases.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def clean(text: str) -> str:
    """The text as typed, without what no store keeps and no eye sees at its ends; with one kind of line end.

    A browser sends another kind than programs do: kept apart, the same words would look as if somebody changed them.
    """
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def required(fields: Mapping[str, str]) -> dict[str, str]:
    """The sentence for each field that is empty."""
    return {name: _("This is still blank.") for name, text in fields.items() if not clean(text)}


def one_of(name: str, word: str, *, known: Iterable[str]) -> dict[str, str]:
    """The sentence for a word that is none of the choices; an empty word chooses nothing."""
    if not word or word in known:
        return {}
    return {name: _("Choose one of the words that are offered.")}


def refuse(problems: Mapping[str, str]) -> None:
    """Raise `Invalid` with everything that is wrong, if anything is."""
    if problems:
        raise Invalid(problems)
