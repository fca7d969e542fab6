"""Ways of choosing the next question: those of other systems, rebuilt from their descriptions, and ours."""

from __future__ import annotations

from dataclasses import dataclass

from bench.interviews import EVERYTHING, Sitting, form_of
from wellfounded.law.case_file import PERSON, Slot
from wellfounded.law.evaluate import OPEN
from wellfounded.law.questions import Ask, next_point, open_points


class WholeForm:
    """Every question of the form, whatever was answered; the interview ends with the form."""

    def pick(self, sitting: Sitting) -> Slot | None:
        return next(
            (item.slot for item in form_of(sitting.program, sitting.goals) if item.slot not in sitting.said), None
        )


class FixedOrderSkipping:
    """The order of the form, without what can no longer matter."""

    def pick(self, sitting: Sitting) -> Slot | None:
        relevant = {slot for _, slot in sitting.relevant()}
        return next((item.slot for item in form_of(sitting.program, sitting.goals) if item.slot in relevant), None)


@dataclass(slots=True)
class BackwardChaining:
    """The first unknown on the way down from the goal, in the order of the rules (docassemble, DataLex, Oracle).

    With `on_indication` it leaves out what the catalogue opens only on an indication, as our rule does.
    """

    on_indication: bool = False

    def pick(self, sitting: Sitting) -> Slot | None:
        for _, slot in sitting.relevant():
            if not self.on_indication or indicated(sitting, slot):
                return slot
        return None


class OccurrenceCount:
    """The question that stands most often in what is still open (after publicodes)."""

    def pick(self, sitting: Sitting) -> Slot | None:
        relevant = dict(sitting.relevant())
        counts: dict[Slot, int] = {}
        parents, values = sitting.program.parents, sitting.values
        for place, slot in relevant.items():
            counts[slot] = counts.get(slot, 0) + sum(values[parent] == OPEN for parent in parents[place])
        return max(counts, key=lambda slot: counts[slot], default=None)


class RatioRule:
    """Our order without the policy: the best open point, whoever answers it."""

    def pick(self, sitting: Sitting) -> Slot | None:
        for point in open_points(sitting.live.evaluation):
            if self._serves(sitting, point.path) and not sitting.done(point.slot, point.node):
                return point.slot
        return None

    @staticmethod
    def _serves(sitting: Sitting, path: tuple[Slot, ...]) -> bool:
        """Whether a point stands under one of the goals; the walk goes on to the grounds when nothing is left there."""
        return sitting.goals == EVERYTHING or path[0][1] in sitting.goals


class WithPolicy:
    """The interview as built: topics as blocks, sensitive questions late.

    The officer looks up and finds as soon as that comes first.
    """

    def pick(self, sitting: Sitting) -> Slot | None:
        evaluation = sitting.live.evaluation
        points = [point for point in open_points(evaluation) if not sitting.done(point.slot, point.node)]
        if not points:
            return None
        if points[0].ask in {Ask.LOOK_UP, Ask.FIND}:
            return points[0].slot
        point = next_point(evaluation, topic=sitting.topic, country=sitting.country)
        return points[0].slot if point is None else point.slot


class ApplicantFirst:
    """The interview as built, with nothing looked up before the applicant has answered everything."""

    def pick(self, sitting: Sitting) -> Slot | None:
        evaluation = sitting.live.evaluation
        point = next_point(evaluation, topic=sitting.topic, country=sitting.country)
        if point is not None:
            return point.slot
        return next((other.slot for other in open_points(evaluation) if not sitting.done(other.slot, other.node)), None)


def indicated(sitting: Sitting, slot: Slot) -> bool:
    """Whether a question that needs an indication has one."""
    fact = sitting.program.law.facts.get(slot[1])
    if fact is None or not fact.only_if:
        return True
    records = (sitting.live.case.fact((entity, name)) for name in fact.only_if for entity in (slot[0], PERSON))
    return any(record is not None and record.state.affirmed for record in records)
