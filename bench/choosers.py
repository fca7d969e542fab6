"""Ways of choosing the next question: those of other systems, rebuilt from their descriptions, and ours."""

from __future__ import annotations

from dataclasses import dataclass

from bench.interviews import EVERYTHING, Sitting, form_of
from wellfounded.law.case_file import PERSON, Slot
from wellfounded.law.catalogue import AskedOf
from wellfounded.law.evaluate import OPEN
from wellfounded.law.questions import OPENING, Ask, next_point, open_points


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

    With `on_indication` it leaves out what the catalogue opens only on an indication, as our rule does. With
    `later` it leaves what these answer until nothing else is open: as an interview must that has nobody to find, or to
    look up.
    """

    on_indication: bool = False
    later: frozenset[Ask] = frozenset()

    def pick(self, sitting: Sitting) -> Slot | None:
        left: Slot | None = None
        for _, slot in sitting.relevant():
            if self.on_indication and not indicated(sitting, slot):
                continue
            if answered_by(sitting, slot) not in self.later:
                return slot
            left = left or slot
        return left


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


@dataclass(slots=True)
class WithPolicy:
    """The interview as built, with its policy. `between` is what others settle as soon as it comes first."""

    between: frozenset[Ask] = frozenset({Ask.LOOK_UP, Ask.FIND})

    def pick(self, sitting: Sitting) -> Slot | None:
        evaluation, put = sitting.live.evaluation, frozenset(sitting.put)
        topic = sitting.topic if sitting.counts.to_applicant >= OPENING else ""
        point = next_point(evaluation, topic=topic, country=sitting.country, skip=put, between=self.between)
        if point is not None:
            return point.slot
        return next((other.slot for other in open_points(evaluation) if not sitting.done(other.slot, other.node)), None)


def answered_by(sitting: Sitting, slot: Slot) -> Ask:
    """Who answers it, in the words of what is to be done about it."""
    fact = sitting.program.law.facts.get(slot[1])
    if fact is None:
        return Ask.FIND
    return Ask.QUESTION if fact.asked_of is AskedOf.APPLICANT else Ask.LOOK_UP


def indicated(sitting: Sitting, slot: Slot) -> bool:
    """Whether a question that needs an indication has one."""
    fact = sitting.program.law.facts.get(slot[1])
    if fact is None or not fact.only_if:
        return True
    records = (sitting.live.case.fact((entity, name)) for name in fact.only_if for entity in (slot[0], PERSON))
    return any(record is not None and record.state.affirmed for record in records)
