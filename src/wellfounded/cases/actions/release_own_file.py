"""Hand the person's own file over on request: each part is given, or withheld with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.days import given, problems_of_days
from wellfounded.cases.models import Assignment, OwnFileRelease, Relation, ReleasedTo
from wellfounded.cases.own_file import ALWAYS, NEVER, parts_of
from wellfounded.cases.permissions import Permission
from wellfounded.cases.punctuation import listed
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Releasing:
    """`given` are parts of `own_file.Part`; `withheld` says why each other part is kept back."""

    to: str = ""
    asked_on: date | None = None
    given: tuple[str, ...] = ()
    withheld: Mapping[str, str] = field(default_factory=dict)
    key: str = ""


@transaction.atomic
def release_own_file(user: User, number: str, *, request: Releasing) -> OwnFileRelease:
    saving = Saving.begin(user, number, permission=Permission.OWN_FILE_RELEASE, request=request)
    if (earlier := saving.earlier(OwnFileRelease)) is not None:
        return earlier
    refuse(_problems(saving.case, request) | _problems_of_parts(saving.case, request))
    made = OwnFileRelease.objects.create(
        case=saving.case,
        to=request.to,
        asked_on=given(request.asked_on),
        given=sorted(set(request.given)),
        withheld={part: clean(reason) for part, reason in sorted(request.withheld.items())},
        by=user,
    )
    return saving.done(made, Event.OWN_FILE_RELEASED, to=made.to, given=made.given, withheld=sorted(made.withheld))


def _problems(case: Case, request: Releasing) -> dict[str, str]:
    problems = required({"to": request.to}) | one_of("to", request.to, known=ReleasedTo.values)
    problems |= problems_of_days(asked_on=request.asked_on)
    on_case = Assignment.objects.filter(case=case, relation=Relation.COUNSEL, ended_at=None)
    if request.to == ReleasedTo.COUNSEL and not on_case.exists():
        problems["to"] = _("No counsel is assigned to this case.")
    return problems


def _problems_of_parts(case: Case, request: Releasing) -> dict[str, str]:
    """Nothing is passed over in silence: each part of the file stands on one side or the other."""
    handed, withheld = set(request.given), {part for part, reason in request.withheld.items() if clean(reason)}
    problems: dict[str, str] = {}
    for part in parts_of(case):
        if part in handed and part in request.withheld:
            problems[part.value] = _("This cannot be given and withheld.")
        elif part in NEVER and part in handed:
            problems[part.value] = _("This is never handed over: a name may cost a life.")
        elif part in ALWAYS and part not in handed:
            problems[part.value] = _("This is the person's own, and cannot be withheld.")
        elif part not in handed | withheld:
            problems[part.value] = _("Give this part, or say why it is withheld.")
    if unknown := (handed | set(request.withheld)) - set(parts_of(case)):
        problems["given"] = _("The file has no such part: %(parts)s.") % {"parts": listed(sorted(unknown))}
    return problems
