"""Say whether a country is a place to which the person may be sent: return is looked at for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import Invalid
from wellfounded.cases.models import CaseCountry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_countries_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Taking the mark away needs a reason: nobody then looks at return to that place."""

    key: str = ""
    code: str = ""
    destination: bool = True
    reason: str = ""


@transaction.atomic
def mark_destination(user: User, number: str, *, request: Destination) -> CaseCountry:
    """Mark a country of the record as a destination, or take the mark away."""
    saving = Saving.begin(user, number, permission=Permission.ASSESSMENT_WRITE, request=request)
    if (earlier := saving.earlier(CaseCountry)) is not None:
        return earlier
    check_countries_allowed(saving.case)
    country = CaseCountry.objects.filter(case=saving.case, code=request.code).first()
    if country is None:
        raise Invalid({"code": _("Add this country first.")})
    refuse({} if request.destination else required({"reason": request.reason}))
    country.destination = request.destination
    country.save()
    told = "Marked as a destination" if country.destination else "No longer a destination"
    saving.tell(f"{country.code}: {told}", clean(request.reason))
    return saving.done(country, Event.DESTINATION_MARKED, country=country.code, destination=country.destination)
