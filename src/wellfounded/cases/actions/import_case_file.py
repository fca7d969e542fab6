"""Bring a case file of the law core into the register: a new case with the record that the file holds.

Who found what stays as the file says it; the log and the history say who brought it in. Whoever assesses the case goes
through the record like any other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.errors import NotAllowed
from wellfounded.cases.law_case import take_over
from wellfounded.cases.models import RecordHead
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.reading_case_file import REAL, case_in

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.law import case_file


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFileGiven:
    """`content` is YAML or JSON, plain or sealed; `file` is only used to say where something is to be mended."""

    content: bytes = field(default=b"", repr=False)
    passphrase: str = field(default="", repr=False)
    file: str = ""
    key: str = ""


def import_case_file(user: User, *, request: CaseFileGiven) -> Case:
    """The new case, assigned to whoever brought it in. It gets a number of this office; the file's own is kept.

    Raises:
        NotAllowed: the user is no registrar, or the file is of a real person and the office is a fictional one.
        Invalid: the file as a whole cannot be used, or its passphrase is missing or wrong.
        CaseError: the file has problems; every one is named.
    """
    check(user, Permission.OFFICE_CASE_REGISTER)
    # First, so that no lock waits for the child.
    law_case = case_in(request.content, passphrase=request.passphrase, file=request.file)
    return _write(user, law_case, key=_key(request))


@transaction.atomic
def _write(user: User, law_case: case_file.Case, *, key: str) -> Case:
    told = Registration(profile=law_case.profile, host=law_case.host, claim_date=law_case.claim, key=key)
    case = register_person(user, request=told)
    if RecordHead.objects.filter(case=case).exists():
        return case  # this very submit arrived before
    if case.fictional and law_case.material == REAL:
        raise NotAllowed(_("This office is fictional, and the file is of a real person. Nothing was brought in."))
    take_over(case, law_case, by=user)
    detail = {"facts": case.fact_entries.count(), "findings": case.finding_entries.count()}
    record(Event.CASE_FILE_IMPORTED, actor=user.username, subject=case.number, detail=detail)
    return case


def _key(request: CaseFileGiven) -> str:
    """Of the page and the file together: another file sent from the same page is another case."""
    typed = request.key.encode("utf-8", "surrogatepass")
    return hashlib.sha256(typed + b"\0" + request.content).hexdigest() if typed else ""
