"""Find a fact: a person says how it stands, with a reason. Nothing else ever sets a state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.answers import as_value
from wellfounded.cases.fact_versions import check_seen, fact_from, newest, record_of, write_fact
from wellfounded.cases.law_case import plain
from wellfounded.cases.models import FactEntry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.record_policies import check_facts_allowed, withdraw_all_points_put
from wellfounded.cases.saving import Saving
from wellfounded.cases.slots import problems_of_fact
from wellfounded.cases.typed_text import clean, one_of, refuse, required
from wellfounded.law.case_file import FactState
from wellfounded.law.case_writer import fact_as_data

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFound:
    """`seen` is the version that the page showed, 0 for none.

    `benefit_of_doubt` is the reason why a possible fact is carried forward; `credibility` is in the format of the case
    file. What is left empty stays as it was.
    """

    key: str = ""
    entity: str = ""
    fact: str = ""
    seen: int = 0
    state: str = ""
    value: Any = None
    reason: str = ""
    benefit_of_doubt: str = ""
    credibility: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def set_fact(user: User, number: str, *, request: FactFound) -> FactEntry:
    """Write the state of a fact, with its reason, as the next version."""
    saving = Saving.begin(user, number, permission=Permission.ASSESSMENT_WRITE, request=request)
    if (earlier := saving.earlier(FactEntry)) is not None:
        return earlier
    check_facts_allowed(saving.case)
    refuse(_problems(saving.case, request))
    slot = (request.entity, request.fact)
    entry = newest(saving.case, slot)
    typed = _typed(request, by=user)
    check_seen(entry, request.seen, mine=typed)
    before = plain(fact_as_data(record_of(entry)))
    if request.state != FactState.POSSIBLE:
        before.pop("benefit_of_doubt", None)
    made = write_fact(saving.case, slot, record=fact_from(request.fact, before | typed), by=user)
    withdrawn = withdraw_all_points_put(saving.case)
    return saving.done(
        made, Event.FACT_FOUND, entity=made.entity, fact=made.fact, version=made.version, declaration_ended=withdrawn
    )


def _problems(case: Case, request: FactFound) -> dict[str, str]:
    problems = problems_of_fact(case, request.entity, fact=request.fact)
    problems |= required({"state": request.state, "reason": request.reason})
    problems |= one_of("state", request.state, known=list(FactState))
    if clean(request.benefit_of_doubt) and request.state != FactState.POSSIBLE:
        problems["benefit_of_doubt"] = _("The benefit of the doubt carries forward what is possible, nothing else.")
    return problems


def _typed(request: FactFound, *, by: User) -> dict[str, Any]:
    """What was typed, in the format of the case file."""
    today = timezone.localdate().isoformat()
    data: dict[str, Any] = {"state": request.state, "by": by.username, "on": today, "reason": clean(request.reason)}
    if request.value not in (None, "", [], ()):
        data["value"] = as_value(request.fact, request.value)
    if reason := clean(request.benefit_of_doubt):
        data["benefit_of_doubt"] = {"by": by.username, "on": today, "reason": reason}
    if request.credibility:
        data["credibility"] = {**request.credibility, "by": by.username}
    return data
