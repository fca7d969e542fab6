"""Add an exhibit: a paper, picture or recording, kept byte for byte, looked at only through the guarded child."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellfounded.audit.events import Event
from wellfounded.cases.access import open_case
from wellfounded.cases.errors import Invalid
from wellfounded.cases.models import (
    CustodyEvent,
    CustodyKind,
    Exhibit,
    ExhibitContent,
    ExhibitKind,
    ExhibitPage,
    ExhibitReference,
)
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.record_policies import check_evidence_allowed
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, one_of, refuse, required
from wellfounded.vault.child import MOST_IN, Parsed, Refusal, run_guarded

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case

REFUSALS = {
    Refusal.TOO_BIG: gettext_lazy("The file is too large, or unpacks to more than is reasonable."),
    Refusal.TOO_SLOW: gettext_lazy("The file took too long to read. Print it to a new PDF and add that."),
    Refusal.CRASHED: gettext_lazy("The file is broken or was made to break programs. Ask for another copy."),
    Refusal.NOT_THIS_TYPE: gettext_lazy(
        "Only PDF without a password, PNG, JPEG, DOCX without macros, plain text and sound are taken, one thing a file."
    ),
    Refusal.NO_GUARD: gettext_lazy("This machine cannot guard the reading of files, so that none is read."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitAdded:
    """`received_from` and `received_on` begin its custody. The file's own name is not kept: names carry names.

    `interview` is the number of the interview that a recording holds.
    """

    key: str = ""
    content: bytes = b""
    title: str = ""
    kind: str = ""
    interview: int | None = None
    language: str = ""
    dated: date | None = None
    received_from: str = ""
    received_on: date | None = None


def add_exhibit(user: User, number: str, *, request: ExhibitAdded) -> Exhibit:
    """Read the file in the guarded child first, so that no lock waits for it; then write everything at once."""
    case = open_case(user, number, permission=Permission.EVIDENCE_ADD)
    check_evidence_allowed(case)
    refuse(_problems(request) | _problems_of_recording(user, case, request=request))
    parsed = run_guarded("exhibit", request.content)
    if parsed.refused is not None:
        raise Invalid({"content": str(REFUSALS[parsed.refused])})
    return _write(user, number, request=request, parsed=parsed)


@transaction.atomic
def _write(user: User, number: str, *, request: ExhibitAdded, parsed: Parsed) -> Exhibit:
    saving = Saving.begin(user, number, permission=Permission.EVIDENCE_ADD, request=request)
    if (earlier := saving.earlier(Exhibit)) is not None:
        return earlier
    check_evidence_allowed(saving.case)
    digest = hashlib.sha256(request.content).hexdigest()
    _check_new(saving.case, digest)
    exhibit = _exhibit(saving, digest, parsed=parsed)
    ExhibitContent.objects.create(exhibit=exhibit, original=request.content)
    ExhibitPage.objects.bulk_create(
        ExhibitPage(exhibit=exhibit, number=place, text=clean(text))
        for place, text in enumerate(parsed.result["texts"], start=1)
    )
    CustodyEvent.objects.create(
        exhibit=exhibit,
        kind=CustodyKind.RECEIVED,
        on=request.received_on or timezone.localdate(),
        party=clean(request.received_from) or _("the applicant"),
        by=user,
    )
    return saving.done(exhibit, Event.EXHIBIT_ADDED, exhibit=exhibit.label, sha256=digest)


def _exhibit(saving: Saving, digest: str, *, parsed: Parsed) -> Exhibit:
    request: ExhibitAdded = saving.request  # type: ignore[assignment] # `Saving` knows only that it has a key
    label = _next_label(saving.case)
    exhibit = Exhibit.objects.create(
        case=saving.case,
        label=label,
        title=clean(request.title),
        kind=request.kind,
        interview=saving.case.interviews.get(number=request.interview) if request.interview is not None else None,
        media=parsed.result["kind"],
        language=clean(request.language),
        dated=request.dated,
        sha256=digest,
        size=len(request.content),
        pages=len(parsed.result["texts"]),
        added_by=saving.user,
    )
    told = {"title": exhibit.title} | ({"date": exhibit.dated.isoformat()} if exhibit.dated else {})
    ExhibitReference.objects.create(case=saving.case, label=label, told=told)
    return exhibit


def _problems(request: ExhibitAdded) -> dict[str, str]:
    problems = required({"title": request.title, "kind": request.kind})
    problems |= one_of("kind", request.kind, known=ExhibitKind.values)
    if not request.content:
        problems["content"] = _("Choose a file. This one is empty or was not sent.")
    if len(request.content) > MOST_IN:
        problems["content"] = str(REFUSALS[Refusal.TOO_BIG])
    return problems


def _problems_of_recording(user: User, case: Case, *, request: ExhibitAdded) -> dict[str, str]:
    """Whoever may not read interviews learns nothing of which there are."""
    if request.interview is None:
        return {}
    if request.kind != ExhibitKind.RECORDING:
        return {"interview": _("Only a recording belongs to an interview.")}
    reads = may(user, Permission.ACCOUNT_READ, case=case)
    if not (reads and case.interviews.filter(number=request.interview, started_at__isnull=False).exists()):
        return {"interview": _("This case has no interview with this number.")}
    return {}


def _check_new(case: Case, digest: str) -> None:
    same = Exhibit.objects.filter(case=case, sha256=digest).first()
    if same is not None:
        raise Invalid({"content": _("This very file is here already, as exhibit %(label)s.") % {"label": same.label}})


def _next_label(case: Case) -> str:
    taken = set(ExhibitReference.objects.filter(case=case).values_list("label", flat=True))
    number = Exhibit.objects.filter(case=case).count() + 1
    while f"E{number}" in taken:
        number += 1
    return f"E{number}"
