"""The texts that a qualified reader signs off: each kind of paper in each language, beside the English."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from wellfounded.accounts.models import Language
from wellfounded.cases import decision_wording
from wellfounded.letters.appeal import wording as appeal_wording
from wellfounded.letters.decision import wording as letter_wording

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: its messages in a language, and the hash over them that is signed."""

    slug: str
    title: StrPromise
    messages: Callable[[str], dict[str, str]]
    hash: Callable[[str], str]


def _decision(language: str) -> dict[str, str]:
    with override(language):
        return {
            name: str(text)
            for texts in (decision_wording.MESSAGES, decision_wording.PARTS)
            for name, text in texts.items()
        }


def _appeal(language: str) -> dict[str, str]:
    with override(language):
        return {name: str(text) for name, text in appeal_wording.SAY.items()}


def _letter(language: str) -> dict[str, str]:
    with override(language):
        return {name: str(text) for name, text in letter_wording.SAY.items()}


# A paper that floor `letters` writes is added here with its own messages and hash.
KINDS = (
    Kind(decision_wording.KIND, _("Decision"), _decision, decision_wording.text_hash),
    Kind(appeal_wording.KIND, _("Letter on an appeal"), _appeal, appeal_wording.text_hash),
    Kind(letter_wording.KIND, _("Letter of the decision"), _letter, letter_wording.text_hash),
)
LANGUAGES = tuple(language for language in Language if language != decision_wording.SOURCE_LANGUAGE)


def kind_of(slug: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.slug == slug), None)
