"""What of a file was erased: said plainly where it stood, to those who might have read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wellfounded.cases.compartments import Compartment
from wellfounded.cases.erasures import erased_on
from wellfounded.cases.permissions import Permission
from wellfounded.web.erasure_words import PARTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrPromise as StrPromise

    from wellfounded.cases.models import Case

# Any of them: whoever might have read something of the part may know that it is gone.
READERS: dict[Compartment, tuple[Permission, ...]] = {
    Compartment.IDENTITY: (Permission.IDENTITY_READ,),
    Compartment.ACCOUNT: (Permission.ACCOUNT_READ,),
    Compartment.MEDICAL: (Permission.MEDICAL_READ, Permission.NEEDS_READ),
    Compartment.SOURCES: (Permission.SOURCES_READ,),
    Compartment.ASSESSMENT: (Permission.ASSESSMENT_READ,),
    Compartment.DECISION: (Permission.DECISION_READ,),
}


@dataclass(frozen=True, slots=True)
class Erased:
    """A part that is gone."""

    part: Compartment
    words: StrPromise
    day: date


def erased_of(case: Case, allows: Callable[[Permission], bool]) -> list[Erased]:
    """The parts that were erased, as far as the user may know of them."""
    return [Erased(part, PARTS[part], day) for part, day in erased_on(case).items() if any(map(allows, READERS[part]))]
