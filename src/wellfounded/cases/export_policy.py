"""Whether something may leave: one pure function, asked when it is asked for, agreed to, and let out.

It knows no table and no role. Nobody is above it: who asks is no part of the question.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wellfounded.cases.export_kinds import DECISIONS, RULES
from wellfounded.cases.models.export import ALONE_UP_TO, ExportKind, RecipientOfExport
from wellfounded.persons.models import DataClass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Why(StrEnum):
    """Why something does not leave."""

    FEARED = "feared"
    KNOWN = "known"
    NO_COUNSEL = "no_counsel"
    DRAFT = "draft"
    NOT_FOR_THEM = "not_for_them"
    ONE_AT_A_TIME = "one_at_a_time"
    NO_KEY = "no_key"
    NO_CONSENT = "no_consent"
    RETURNS = "returns"
    EXTRACT_LEFT = "extract_left"
    SECOND_PERSON = "second_person"
    SAME_PERSON = "same_person"
    LAPSED = "lapsed"
    NOT_INFORMED = "not_informed"


# What only keeps a thing from being made now; the rest forbids that it is asked for.
WAITS = frozenset({Why.SECOND_PERSON, Why.SAME_PERSON, Why.LAPSED, Why.NOT_INFORMED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A consent in force. `used`: its one extract has left."""

    pk: int
    recipient: str
    state: str
    purpose: str
    tells: str
    used: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What of a case the question needs. `counsel`: it has one now. `draft`: its decision is not signed.

    `cleared`: the States that are not feared by an express word only, which may be one person's.
    """

    number: str
    feared: frozenset[str]
    returning: frozenset[str]
    agreed: tuple[Agreed, ...] = ()
    counsel: bool = False
    draft: bool = False
    cleared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What shall leave. `states` is every State behind the recipient; `sealed` that there is a key to seal to.

    `lapsed`: the second person's word counts no longer. `lately`: how many different people, with these, left of late
    by whoever asks, or to this recipient.
    """

    kind: ExportKind
    recipient_kind: RecipientOfExport
    recipient: str = ""
    state: str = ""
    states: frozenset[str] = frozenset()
    purpose: str = ""
    sealed: bool = False
    asked_by: object = None
    approved_by: object = None
    lapsed: bool = False
    lately: int = 0
    informed: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason, and the cases that it is about."""

    why: Why
    numbers: tuple[str, ...] = ()


def refusals(wanted: Wanted, cases: Sequence[About]) -> list[Refusal]:
    """Everything that stands against it; nothing stands against it when there is none."""
    feared = tuple(case.number for case in cases if (wanted.states | {wanted.state}) & case.feared)
    if feared:  # nothing else is worth saying
        return [Refusal(Why.FEARED, feared)]
    rules = RULES[wanted.kind]
    found = []
    if wanted.recipient_kind not in rules.for_whom:
        found.append(Refusal(Why.NOT_FOR_THEM))
    if len(cases) > 1 and not rules.of_many:
        found.append(Refusal(Why.ONE_AT_A_TIME))
    drafts = tuple(case.number for case in cases if case.draft)
    if drafts and wanted.kind in DECISIONS and wanted.recipient_kind != RecipientOfExport.OFFICE:
        found.append(Refusal(Why.DRAFT, drafts))
    if wanted.recipient_kind == RecipientOfExport.OTHER:
        found += _to_somebody_else(wanted, cases)
    else:
        found += _to_who_is_known(wanted, cases)
    return found + _waits(wanted, cases)


def goes_to_a_returning_state(wanted: Wanted, cases: Iterable[About]) -> bool:
    """Whether a State behind the recipient could send somebody of these cases back."""
    return any((wanted.states | {wanted.state}) & case.returning for case in cases)


def needs_two(wanted: Wanted, cases: Sequence[About]) -> bool:
    many = max(len(cases), wanted.lately) > ALONE_UP_TO
    return many or _names_to_a_returning_state(wanted, cases) or rests_on_one_word(wanted, cases)


def rests_on_one_word(wanted: Wanted, cases: Iterable[About]) -> bool:
    """Whether it names somebody to a State that would be feared but for one record that says it is not."""
    outside = wanted.recipient_kind == RecipientOfExport.OTHER
    cleared = any((wanted.states | {wanted.state}) & case.cleared for case in cases)
    return outside and RULES[wanted.kind].identifying and cleared


def agreed_to(wanted: Wanted, case: About) -> Agreed | None:
    """The consent that names this recipient, this purpose and what is told; one whose extract left only if no other."""
    covering = {RULES[wanted.kind].tells, DataClass.WHOLE_FILE}
    fitting = [
        one
        for one in case.agreed
        if one.recipient.casefold() == wanted.recipient.casefold()
        and one.state == wanted.state
        and one.purpose.casefold() == wanted.purpose.casefold()
        and one.tells in covering
    ]
    return min(fitting, key=lambda one: one.used, default=None)


def _to_who_is_known(wanted: Wanted, cases: Sequence[About]) -> list[Refusal]:
    """The person, counsel and the office are known from the case: under their name goes nobody else."""
    found = [Refusal(Why.KNOWN)] if wanted.recipient or wanted.state else []
    if RULES[wanted.kind].identifying and goes_to_a_returning_state(wanted, cases):
        found.append(Refusal(Why.RETURNS))
    without = tuple(case.number for case in cases if not case.counsel)
    if wanted.recipient_kind == RecipientOfExport.COUNSEL and without:
        found.append(Refusal(Why.NO_COUNSEL, without))
    return found


def _to_somebody_else(wanted: Wanted, cases: Sequence[About]) -> list[Refusal]:
    found = [] if wanted.sealed else [Refusal(Why.NO_KEY)]
    if not RULES[wanted.kind].identifying:
        return found
    agreed = {case.number: agreed_to(wanted, case) for case in cases}
    if missing := tuple(number for number, one in agreed.items() if one is None):
        found.append(Refusal(Why.NO_CONSENT, missing))
    if not goes_to_a_returning_state(wanted, cases):
        return found
    if wanted.kind != ExportKind.EXTRACT:
        found.append(Refusal(Why.RETURNS))
    elif any(one is not None and one.used for one in agreed.values()):
        found.append(Refusal(Why.EXTRACT_LEFT))
    return found


def _waits(wanted: Wanted, cases: Sequence[About]) -> list[Refusal]:
    found = []
    if needs_two(wanted, cases):
        if wanted.approved_by is None:
            found.append(Refusal(Why.SECOND_PERSON))
        elif wanted.approved_by == wanted.asked_by:
            found.append(Refusal(Why.SAME_PERSON))
        elif wanted.lapsed:
            found.append(Refusal(Why.LAPSED))
    if _names_to_a_returning_state(wanted, cases) and not wanted.informed:
        found.append(Refusal(Why.NOT_INFORMED))
    return found


def _names_to_a_returning_state(wanted: Wanted, cases: Sequence[About]) -> bool:
    """Identifying data for somebody else that a returning State stands behind."""
    outside = wanted.recipient_kind == RecipientOfExport.OTHER
    return outside and RULES[wanted.kind].identifying and goes_to_a_returning_state(wanted, cases)
