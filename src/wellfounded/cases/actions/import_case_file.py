"""Bring a case file of the law core into the register: a new case with the record that the file holds.

Who found what stays as the file says it; the log and the history say who brought it in. Whoever assesses the case goes
through the record like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.errors import NotAllowed
from wellfounded.cases.law_case import take_over
from wellfounded.cases.permissions import Permission, check
from wellfounded.law.case_reader import case_from
from wellfounded.law.document import parse_document
from wellfounded.law.library import load_library

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case

REAL = "real"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFileGiven:
    """`text` is YAML or JSON; `file` is only used to say where something is to be mended."""

    text: str
    file: str = ""


@transaction.atomic
def import_case_file(user: User, *, request: CaseFileGiven) -> Case:
    """The new case, assigned to whoever brought it in. It gets a number of this office; the file's own is kept.

    Raises:
        NotAllowed: the user is no registrar, or the file is of a real person and the office is a fictional one.
        CaseError: the file has problems; every one is named.
    """
    check(user, Permission.OFFICE_CASE_REGISTER)
    law_case = case_from(parse_document(request.text, request.file), load_library())
    told = Registration(profile=law_case.profile, host=law_case.host, claim_date=law_case.claim)
    case = register_person(user, request=told)
    if case.fictional and law_case.material == REAL:
        raise NotAllowed(_("This office is fictional, and the file is of a real person. Nothing was brought in."))
    take_over(case, law_case, by=user)
    detail = {"facts": case.fact_entries.count(), "findings": case.finding_entries.count()}
    record(Event.CASE_FILE_IMPORTED, actor=user.username, subject=case.number, detail=detail)
    return case
