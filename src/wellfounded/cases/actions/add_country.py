"""Add a country to the record, or say more of one that stands there: nationality, former residence, destination."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.models import CaseCountry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_countries_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import refuse
from wellfounded.law.country_name import country_names

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryAdded:
    """`code` has three letters (ISO 3166). What is false stays as it was."""

    key: str = ""
    code: str = ""
    nationality: bool = False
    former_residence: bool = False
    destination: bool = False


@transaction.atomic
def add_country(user: User, number: str, *, request: CountryAdded) -> CaseCountry:
    """Add a country, or further links to it. How it is known is a fact of its own."""
    saving = Saving.begin(user, number, permission=Permission.ASSESSMENT_WRITE, request=request)
    if (earlier := saving.earlier(CaseCountry)) is not None:
        return earlier
    check_countries_allowed(saving.case)
    code = request.code.strip().upper()
    refuse({} if code in country_names() else {"code": _("Use three letters, like PRK, CHN, KOR.")})
    country, _made = CaseCountry.objects.get_or_create(case=saving.case, code=code)
    for name in ("nationality", "former_residence", "destination"):
        setattr(country, name, getattr(country, name) or getattr(request, name))
    country.save()
    return saving.done(country, Event.COUNTRY_ADDED, country=code)
