"""Close a case: withdrawn, not followed up after notice, final, derived, or gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.closing import check_may_close, settle_all
from wellfounded.cases.models import Axis, Closure, ClosureKind, StatusEntry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.states import State
from wellfounded.cases.status_values import Process
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """`understood`: a withdrawal was explained in a language that the applicant understands, and is their own will."""

    kind: str = ""
    reason: str = ""
    understood: bool = False
    key: str = ""


@transaction.atomic
def close_case(user: User, number: str, *, request: Closing) -> Closure:
    saving = Saving.begin(user, number, permission=Permission.CASE_CLOSE, request=request)
    if (earlier := saving.earlier(Closure)) is not None:
        return earlier
    refuse(_problems(request))
    case, kind = saving.case, ClosureKind(request.kind)
    notice = check_may_close(case, kind)
    made = Closure.objects.create(case=case, kind=kind, reason=clean(request.reason), notice=notice, by=user)
    settle_all(case, by=user)
    StatusEntry.objects.create(case=case, axis=Axis.PROCESS, value=Process.CLOSED, since=timezone.localdate(), by=user)
    saving.move(State.CLOSED)
    return saving.done(made, Event.CASE_CLOSED, kind=str(kind))


def _problems(request: Closing) -> dict[str, str]:
    problems = required({"kind": request.kind, "reason": request.reason})
    problems |= one_of("kind", request.kind, known=ClosureKind.values)
    if request.kind == ClosureKind.WITHDRAWAL and not request.understood:
        problems["understood"] = _("Explain what withdrawing means, and note that the applicant wants it all the same.")
    return problems
