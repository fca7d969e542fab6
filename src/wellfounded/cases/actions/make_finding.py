"""Find a criterion: a person judges what the program only sets out, with a reason and the standard applied."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.answers import put_of
from wellfounded.cases.finding_versions import check_seen, finding_from, finding_of, newest_finding, write_finding
from wellfounded.cases.models import FindingEntry, InterviewLine
from wellfounded.cases.models.interview import LineKind
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_findings_allowed, withdraw_all_points_put
from wellfounded.cases.saving import Saving
from wellfounded.cases.slots import problems_of_criterion
from wellfounded.cases.typed_text import clean, one_of, refuse, required
from wellfounded.law.case_file import FindingWord
from wellfounded.law.library import load_library

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.law.case_file import Put, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingMade:
    """`seen` is the version that the page showed, 0 for none. `rests_on` names facts, lines, exhibits or reports.

    `standard` is the standard of proof that was applied, by its id in the law; empty, nothing is said of it.
    """

    key: str = ""
    entity: str = ""
    criterion: str = ""
    seen: int = 0
    word: str = ""
    reason: str = ""
    rests_on: tuple[str, ...] = ()
    standard: str = ""


@transaction.atomic
def make_finding(user: User, number: str, *, request: FindingMade) -> FindingEntry:
    """Write what a person finds of a criterion, as the next version."""
    saving = Saving.begin(user, number, permission=Permission.ASSESSMENT_WRITE, request=request)
    if (earlier := saving.earlier(FindingEntry)) is not None:
        return earlier
    check_findings_allowed(saving.case)
    refuse(_problems(saving.case, request))
    slot = (request.entity, request.criterion)
    entry = newest_finding(saving.case, slot)
    typed = _typed(request, by=user)
    check_seen(entry, request.seen, mine=typed)
    found = finding_from(typed)
    if entry is not None:
        before = finding_of(entry)
        found = replace(found, rests_on=found.rests_on or before.rests_on, standard=found.standard or before.standard)
        found = replace(found, put=before.put)
    found = replace(found, put=found.put or _put_before(saving.case, slot))
    made = write_finding(saving.case, slot, finding=found, by=user)
    withdrawn = withdraw_all_points_put(saving.case)
    return saving.done(
        made,
        Event.FINDING_MADE,
        entity=made.entity,
        criterion=made.criterion,
        version=made.version,
        declaration_ended=withdrawn,
    )


def _problems(case: Case, request: FindingMade) -> dict[str, str]:
    problems = problems_of_criterion(case, request.entity, criterion=request.criterion)
    problems |= required({"word": request.word, "reason": request.reason})
    problems |= one_of("word", request.word, known=list(FindingWord))
    if request.standard and request.standard not in load_library().standards:
        problems["standard"] = _("This is no standard of proof that the law knows.")
    return problems


def _typed(request: FindingMade, *, by: User) -> dict[str, Any]:
    """What was typed, in the format of the case file."""
    return {
        "finding": request.word,
        "by": by.username,
        "on": timezone.localdate().isoformat(),
        "reason": clean(request.reason),
        "rests_on": [text for text in map(clean, request.rests_on) if text],
        "standard": request.standard,
    }


def _put_before(case: Case, slot: Slot) -> Put | None:
    """The newest reply to a point about the criterion, from before anybody had found it."""
    lines = InterviewLine.objects.filter(interview__case=case, kind=LineKind.REPLY, entity=slot[0], item=slot[1])
    reply = lines.order_by("at", "id").last()
    return None if reply is None else put_of(reply)
