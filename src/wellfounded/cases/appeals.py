"""What appeals ask of the register: whether a status stands, until when one is in time, whose findings it meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.accounts.models import Language
from wellfounded.cases.errors import NotNow
from wellfounded.cases.models import Appeal, AppealOutcome, Deadline, DeadlineKind, DecisionState, FindingEntry
from wellfounded.cases.models.decision import current_decision

if TYPE_CHECKING:
    from datetime import date

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case, Decision


def served_decision(case: Case) -> Decision | None:
    """The decision of the case that was served and stands."""
    decision = current_decision(case)
    return decision if decision is not None and decision.state == DecisionState.SERVED else None


def stands_as_grant(decision: Decision) -> bool:
    """Whether the person holds a status by this decision, or by an appeal against it."""
    return decision.grants or decision.appeals.filter(outcome=AppealOutcome.GRANTED).exists()


def term_of_appeal(case: Case) -> Deadline | None:
    """The time to appeal, as it was computed when the decision was served."""
    return Deadline.objects.filter(case=case, kind=DeadlineKind.APPEAL).order_by("-id").first()


def last_day_of_appeal(case: Case) -> date | None:
    """The last day that may be in time: what the office did not note never makes an appeal late."""
    term = term_of_appeal(case)
    return None if term is None else term.last_possible


def authors_of(decision: Decision, entity: str, *, criterion: str) -> set[User]:
    """Everybody who made the finding or put their name to the decision that rests on it."""
    made = FindingEntry.objects.filter(case=decision.case, entity=entity, criterion=criterion).select_related("by")
    named = {decision.recommended_by, decision.reviewed_by, decision.decided_by, decision.also_reviewed_by}
    return {entry.by for entry in made} | {user for user in named if user is not None}


def signer_of(decision: Decision) -> User:
    """Whoever signed it. A draft has no signer, and no appeal."""
    if decision.decided_by is None:
        raise NotNow(_("This decision was not signed."))
    return decision.decided_by


def waiting_appeal(case: Case) -> Appeal:
    """The appeal that was lodged and not decided.

    Raises:
        NotNow: none waits.
    """
    appeal = Appeal.objects.filter(case=case, decided_at=None).select_related("decision__receipt").first()
    if appeal is None:
        raise NotNow(_("No appeal is waiting."))
    return appeal


def last_addition(appeal: Appeal) -> int:
    """What was added last to an appeal, so that nobody decides it who was not shown that; 0 where nothing was."""
    newest = appeal.additions.order_by("-id").first()
    return 0 if newest is None else newest.pk


def decided_appeal(case: Case) -> Appeal | None:
    """The newest appeal that was decided."""
    return Appeal.objects.filter(case=case).exclude(decided_at=None).order_by("-id").first()


def check_may_word(case: Case) -> Appeal:
    """The decided appeal whose reasons may still be written in another language."""
    return _not_served(
        case, otherwise=_("Reasons are written after an appeal is decided and before its letter is served.")
    )


def check_may_serve(case: Case) -> Appeal:
    """The decided appeal whose letter has not reached the person."""
    return _not_served(case, otherwise=_("No decision on an appeal waits to be served."))


def _not_served(case: Case, *, otherwise: str) -> Appeal:
    appeal = decided_appeal(case)
    if appeal is None or appeal.served_on is not None:
        raise NotNow(otherwise)
    return appeal


def reasons_in(appeal: Appeal, language: str) -> str:
    """The reasons of an appeal in a language, empty where nobody has written them in it."""
    if appeal.reasons_language == language:
        return appeal.reasons
    written = appeal.other_reasons.filter(language=language).order_by("-id").first()
    return written.text if written else ""


def languages_of_reasons(appeal: Appeal) -> list[str]:
    return [language for language in Language.values if reasons_in(appeal, language)]
