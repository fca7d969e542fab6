"""Sets how the claim is examined. Simplified and prima facie procedures only ever end in a grant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wellfounded.audit.events import Event
from wellfounded.cases.models import Case, Modality
from wellfounded.cases.permissions import Permission
from wellfounded.cases.registration_policies import check_modality_may_be_set
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalityGiven:
    modality: str
    reason: str = ""
    key: str = ""


@transaction.atomic
def set_modality(user: User, number: str, *, request: ModalityGiven) -> Case:
    """The case. A reason is needed for anything but the regular procedure.

    Raises:
        NotNow: the claim is with the reviewer or beyond.
    """
    saving = Saving.begin(user, number, permission=Permission.CASE_MODALITY_SET, request=request)
    if earlier := saving.earlier(Case):
        return earlier
    check_modality_may_be_set(saving.case)
    problems = required({"modality": request.modality}) | one_of("modality", request.modality, known=Modality.values)
    if request.modality != Modality.REGULAR:
        problems |= required({"reason": request.reason})
    refuse(problems)
    saving.case.modality, saving.case.modality_reason = request.modality, clean(request.reason)
    return saving.done(saving.case, Event.MODALITY_SET, modality=request.modality)
