"""The promises as checks: each gives its complaints, none when the promise is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from tests.factories import ACT, SHAPE, blank, closed
from tests.property.claims import Entry, completions, entered
from wellfounded.law.assess import Assessment, assess_under
from wellfounded.law.case_file import Case, Entity, FactRecord, FactState, HumanFinding
from wellfounded.law.compile import compile_law
from wellfounded.law.criterion import Side
from wellfounded.law.diagram import NO, YES, Diagram
from wellfounded.law.evaluate import FALSE, OPEN, TRUE, Evaluation, evaluate
from wellfounded.law.exact import diagram_of
from wellfounded.law.finding import Finding, Label
from wellfounded.law.law import Law
from wellfounded.law.live import LiveEvaluation
from wellfounded.law.program import Op, Program
from wellfounded.law.support import support_of, variable_of

Key = tuple[str, str]
WORST_TO_BEST = {Side.APPLICANT: (Label.NOT_MET, Label.MET), Side.STATE: (Label.MET, Label.NOT_MET)}


def program_of(law: Law) -> Program:
    return compile_law(law, SHAPE)


def determined(assessment: Assessment) -> dict[Key, Label]:
    return {key: finding.label for key, finding in assessment.findings.items() if finding.determined}


def by_record(assessment: Assessment) -> dict[Key, Label]:
    """What rests on the record itself, and not on an exception that nobody raised in a digest."""
    unraised = {key for key, finding in assessment.findings.items() if finding.exception_unraised}
    return {key: label for key, label in determined(assessment).items() if key not in unraised}


def fortune(finding: Finding) -> int:
    """How a conclusion stands for the applicant: 0 against, 1 open, 2 for."""
    worst, best = WORST_TO_BEST[finding.criterion.favours]
    return {worst: 0, best: 2}.get(finding.label, 1)


def fortunes(assessment: Assessment) -> dict[Key, int]:
    return {(goal.criterion.id, goal.entity): fortune(goal) for goal in assessment.goals()}


def overturned(law: Law, case: Case, *, later: Case) -> list[str]:
    """Findings of `case` that a record with more on it no longer gives."""
    before, after = by_record(assess_under(case, law)), determined(assess_under(later, law))
    return [
        f"{key}: {label}, then {after.get(key, 'open')}" for key, label in before.items() if after.get(key) is not label
    ]


def contradicted_by_completion(law: Law, case: Case, *, most: int = 4096) -> list[str]:
    """Findings that some way of settling the open facts would make the opposite."""
    before = by_record(assess_under(case, law))
    complaints = []
    for _, completed in zip(range(most), completions(program_of(law), case), strict=False):
        after = determined(assess_under(completed, law))
        complaints += [
            f"{key}: {label}, but {after[key]} once complete"
            for key, label in before.items()
            if after.get(key, label) is not label
        ]
    return complaints


def differs_from_fresh(law: Law, start: Case, *, answers: Iterable[tuple[tuple[str, str], Entry]]) -> list[str]:
    """Where an evaluation that followed the answers differs from one made afresh."""
    live, case = LiveEvaluation(program_of(law), start), start
    for slot, entry in answers:
        case = entered(case, slot, entry=entry)
        live.change(case, slot)
    fresh, followed = evaluate(live.program, case), live.evaluation
    parts = ("values", "marks", "decisive", "supposed", "case")
    return [f"{part} differ" for part in parts if getattr(fresh, part) != getattr(followed, part)]


def worse_without_put(law: Law, case: Case) -> list[str]:
    """Conclusions that come out worse for the applicant when less was put to the person."""
    now = fortunes(assess_under(case, law))
    complaints = []
    for what, other in _less_put(case):
        later = fortunes(assess_under(other, law))
        complaints += [f"{key}: {now[key]} before, {later[key]} without {what}" for key in now if later[key] < now[key]]
    return complaints


def _less_put(case: Case) -> Iterator[tuple[str, Case]]:
    yield "the confirmation that all was put", replace(case, all_points_put=None)
    for name, entity in tuple(case.entities()):
        yield from (
            (f"{name}.{item}", entered(case, (name, item), entry=replace(entry, put=None)))
            for item, entry in _entries(entity)
            if entry.put
        )


def _entries(entity: Entity) -> Iterator[tuple[str, FactRecord | HumanFinding]]:
    yield from entity.facts.items()
    yield from entity.findings.items()


def changed_by_closing(law: Law, case: Case) -> list[str]:
    """Findings of an open record that its closing changes."""
    return overturned(law, case, later=closed(case))


def unasked_counts_against(law: Law, case: Case) -> list[str]:
    """Conclusions that turn against the applicant at closing although nothing was asked and nothing put."""
    quiet = silenced(case)
    before, after = fortunes(assess_under(quiet, law)), fortunes(assess_under(closed(quiet), law))
    return [f"{key}: against the applicant, unasked" for key, value in after.items() if value == 0 < before[key]]


def unput_counts_against(law: Law, case: Case) -> list[str]:
    """Conclusions that come out worse than on a blank record although nothing was put."""
    before = fortunes(assess_under(blank(host=case.host), law))
    after = fortunes(assess_under(silenced(case), law))
    return [f"{key}: {now} with nothing put, {before[key]} before" for key, now in after.items() if now < before[key]]


def half_put_counts_against(law: Law, case: Case) -> list[str]:
    """Facts that were not put although a conclusion that compares them with others goes against the applicant."""
    unconfirmed = replace(case, all_points_put=None)
    return [
        f"{name} was not put, but {key} goes against the applicant"
        for name, fact in case.person.facts.items()
        for key, value in fortunes(
            assess_under(entered(unconfirmed, ("person", name), entry=replace(fact, put=None)), law)
        ).items()
        if value == 0
    ]


def silenced(case: Case) -> Case:
    """The case with nothing put and nothing asked."""
    quiet = replace(case, all_points_put=None)
    for name, entity in tuple(case.entities()):
        for item, fact in entity.facts.items():
            quiet = entered(quiet, (name, item), entry=replace(fact, put=None, answered=None))
        for item, finding in entity.findings.items():
            quiet = entered(quiet, (name, item), entry=replace(finding, put=None))
    return quiet


def blank_counts_against(law: Law, case: Case) -> list[str]:
    """Conclusions against the applicant on a record that holds nothing."""
    return [
        f"{key}: against the applicant on a blank record"
        for key, value in fortunes(assess_under(case, law)).items()
        if value == 0
    ]


def diagram_differs(law: Law, case: Case) -> list[str]:
    """Where the decision diagram of a criterion, with what is settled filled in, ends otherwise than the assessment."""
    program = program_of(law)
    plain = evaluate(program, case)
    exact = assess_under(case, law).evaluation.values
    silent = case.closed or case.digest
    sharp = not silent and not any(
        fact.state is FactState.POSSIBLE for _, it in case.entities() for fact in it.facts.values()
    )
    complaints = []
    for key, top in program.tops.items():
        diagram = Diagram()
        end = diagram_of(program, top, diagram=diagram, known=plain.values.__getitem__, pinned=pinned_in(plain))
        answerable = support_of(program).index.keys() >= set(diagram.order)
        reached = {NO: FALSE, YES: TRUE}.get(end, OPEN)
        if reached != plain.values[top] != OPEN:
            complaints.append(f"{key}: {plain.values[top]} by rules, {reached} by diagram")
        if sharp and answerable and reached not in {OPEN, exact[top]}:
            complaints.append(f"{key}: {reached} by diagram, but assessed as {exact[top]}")
    return complaints


def complete_differs(law: Law, case: Case) -> list[str]:
    """Where a diagram over all facts answers otherwise than the evaluation of a record with everything settled."""
    program = program_of(law)
    complete = evaluate(program, next(completions(program, replace(case, all_points_put=ACT))))
    values = complete.values
    truths = {}
    for place, node in enumerate(program.nodes):
        if node.op is Op.LEAF:
            truths[variable_of(program.leaves[node.leaf])] = values[place]
    complaints = []
    for key, top in program.tops.items():
        diagram = Diagram()
        known_leaf = partial(_of_treaties, program, values)
        end = diagram_of(program, top, diagram=diagram, known=known_leaf, pinned=pinned_in(complete))
        known = {name: truths.get(name, OPEN) for name in diagram.order}
        answer = TRUE if diagram.answer(end, {name: value == TRUE for name, value in known.items()}) else FALSE
        if OPEN not in known.values() and answer != values[top]:
            complaints.append(f"{key}: {values[top]} by rules, {answer} by diagram")
    return complaints


def pinned_in(evaluation: Evaluation) -> dict[int, int]:
    """What a person conceded or assumed."""
    return dict.fromkeys(evaluation.supposed, TRUE)


def _of_treaties(program: Program, values: list[int], place: int) -> int:
    """Nobody answers a treaty: its value stands."""
    return values[place] if variable_of(program.leaves[program.nodes[place].leaf]) is None else OPEN
