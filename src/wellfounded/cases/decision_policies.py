"""What must be so before an outcome may be recommended or signed. Pure: each rule is a row of a truth table.

To grant needs little. To refuse needs a hearing, a closed record, answers to every question, and no grave remark.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.cases.models.case import Modality
from wellfounded.cases.outcomes import DENIES, GRANTED_BY, GRANTS, NEEDS, OF_A_CLAIM, OF_A_PROCEEDING, Outcome
from wellfounded.law.finding import Label
from wellfounded.law.remark import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wellfounded.law.assess import Assessment
    from wellfounded.law.remark import Remark

ONLY_TO_GRANT = frozenset({Modality.PRIMA_FACIE, Modality.SIMPLIFIED})


@dataclass(frozen=True, slots=True)
class Ground:
    """On what an outcome would stand."""

    outcome: Outcome
    modality: Modality = Modality.REGULAR
    closed: bool = False
    heard: bool = False
    exclusion_heard: bool = False
    # Whether a proceeding about a status is going on.
    proceeding: bool = False
    # The conclusions about the person that the profile has, with how they came out.
    labels: Mapping[str, Label] = field(default_factory=dict)
    grave: int = 0

    @property
    def grants_all(self) -> bool:
        return self.outcome in GRANTS and not any(name in self.labels for name in DENIES[self.outcome])


def obstacles(ground: Ground) -> tuple[str, ...]:
    """Everything that stands in the way of this outcome, in sentences; nothing when it may be recommended."""
    return tuple(_obstacles(ground))


def _obstacles(ground: Ground) -> Iterator[str]:
    if ground.outcome not in (OF_A_PROCEEDING if ground.proceeding else OF_A_CLAIM):
        yield _("This outcome belongs to another kind of proceeding.")
        return
    if not ground.grants_all:
        yield from _of_what_is_denied(ground)
    if ground.outcome not in GRANTS:
        yield from _of_a_refusal(ground)
    needed = [name for name in NEEDS.get(ground.outcome, ()) if name in ground.labels]
    if any(ground.labels[name] is not Label.MET for name in needed):
        yield _("What this outcome rests on is not met on the record.")


def _of_what_is_denied(ground: Ground) -> Iterator[str]:
    """Also less than was asked for is denied by somebody who heard the person, on an answered question."""
    if not ground.closed:
        yield _("The record is open. Nothing is denied before a person closes it.")
    if not ground.heard:
        yield _("Nobody is refused on paper: the applicant must first be heard in person, and the record read back.")
    denied = [ground.labels[name] for name in DENIES[ground.outcome] if name in ground.labels]
    if any(label in {Label.OPEN, Label.CONTRADICTED} for label in denied):
        yield _("A question that this outcome would deny is open. Unknown is never “no”.")
    if Label.MET in denied:
        yield _("On the record the person is entitled to what this outcome would deny.")
    if ground.labels.get("exclusion") is Label.MET and not ground.exclusion_heard:
        yield _("Exclusion would count, but the applicant was not heard on it.")


def _of_a_refusal(ground: Ground) -> Iterator[str]:
    if ground.modality in ONLY_TO_GRANT:
        yield _("This way of examining a claim is only there to grant. Examine it in the regular way first.")
    if ground.grave:
        yield _("Grave remarks stand. No decision against the applicant may rest on them.")
    known = [name for names in GRANTED_BY.values() for name in names if name in ground.labels]
    if not ground.proceeding and not known:
        yield _("This profile answers only the question of return; it has no status that could be refused.")


def departs(ground: Ground) -> bool:
    """Whether a grant goes beyond what follows from the record, so that it needs a reason of its own."""
    named = [ground.labels[name] for name in GRANTED_BY.get(ground.outcome, ()) if name in ground.labels]
    if not named or Label.MET in named:
        return False
    return not (ground.modality in ONLY_TO_GRANT and Label.NOT_MET not in named)


def labels_of(assessment: Assessment) -> dict[str, Label]:
    """The conclusions about the person that the policies ask for, as far as the profile has them."""
    granted = [name for names in GRANTED_BY.values() for name in names]
    needed = [name for names in NEEDS.values() for name in names]
    found = {name: assessment.findings.get((name, "person")) for name in (*granted, *needed)}
    return {
        name: finding.label
        for name, finding in found.items()
        if finding is not None and (name in needed or finding.criterion.goal)
    }


def remark_key(remark: Remark) -> str:
    """Under what the answer to a remark is kept."""
    return " ".join(part for part in (remark.code.value, remark.entity, remark.item) if part)


def to_answer(remarks: tuple[Remark, ...]) -> dict[str, Remark]:
    """The remarks that want an answer before anything is recommended, by their key."""
    return {remark_key(remark): remark for remark in remarks if remark.severity is not Severity.NOTE}
