"""A question of the catalogue before it is asked: its words in a language, and whether it needs a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.cases.fact_versions import newest, record_of
from wellfounded.cases.questions import language_of
from wellfounded.cases.slots import definition_of
from wellfounded.law.case_file import PERSON
from wellfounded.law.catalogue import Sensitivity
from wellfounded.law.country_name import country_name

if TYPE_CHECKING:
    from wellfounded.cases.models import Case
    from wellfounded.law.case_file import Slot


def text_of(slot: Slot, language: str) -> str:
    """The catalogue's question about a fact, in the language or in English."""
    known = language_of(language)
    country = "" if slot[0] == PERSON else country_name(slot[0].partition(">")[0], known)
    return definition_of(slot[1]).question(known, country)


def reason_needed(case: Case, slot: Slot) -> str:
    """The sentence that asks for a reason before this is asked; empty when none is needed."""
    definition = definition_of(slot[1])
    if definition.sensitivity is Sensitivity.HIGH:
        return _("This question may hurt. Say why it is needed, or leave it.")
    if definition.only_if and not _indicated(case, slot[0], names=definition.only_if):
        return _("This is asked only on an indication, and there is none on the record. Say what it is.")
    return ""


def _indicated(case: Case, entity: str, *, names: tuple[str, ...]) -> bool:
    """Whether one of the facts that open a question was affirmed."""
    return any(record_of(newest(case, (place, name))).state.affirmed for name in names for place in (entity, PERSON))
