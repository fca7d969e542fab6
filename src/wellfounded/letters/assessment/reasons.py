"""The engine's reasons as a tree in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wellfounded.law.case_file import PERSON
from wellfounded.law.country_name import country_name
from wellfounded.law.evaluate import CLOSED, FALSE, OPEN, TRUE, UNPUT, UNRAISED
from wellfounded.law.explain import Step, StepKind, explain
from wellfounded.letters.assessment import wording
from wellfounded.letters.assessment.context import Label, ReasonView
from wellfounded.letters.assessment.labels import determined, label_of
from wellfounded.letters.assessment.record import fact_view, human_in_words, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.assess import Key
    from wellfounded.law.criterion import Criterion
    from wellfounded.law.finding import Finding
    from wellfounded.letters.assessment.draft import Draft

FACTS = frozenset({StepKind.FACT, StepKind.TEST})
CONNECTORS = frozenset({StepKind.ALL, StepKind.ANY, StepKind.AT_LEAST, StepKind.FOR_EACH})
_TONES = {TRUE: "met", OPEN: "open", FALSE: "not-met"}


def reasons_of(draft: Draft, finding: Finding) -> tuple[ReasonView, frozenset[Key]]:
    """The reasons of a finding, and every criterion that they name.

    A criterion with a number of its own is named and not unfolded; what nothing is recorded on is named in one line.
    """
    key = (finding.criterion.id, finding.entity)
    step = explain(draft.assessment, finding)
    explained = {
        (one.slot[1], one.slot[0]): one
        for one in _steps(step)
        if one.slot and one.kind is StepKind.CRITERION and not one.see_above
    }
    return _Writer(draft, key, explained).top(step), frozenset(_criteria(step, draft=draft, own=key))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the reasons of the finding `own`. `explained` holds each criterion where the engine explains it."""

    draft: Draft
    own: Key
    explained: dict[Key, Step]

    def top(self, step: Step) -> ReasonView:
        """The reasons under a finding; its own title stands above them already."""
        silence = self._silence(step)
        if silence:
            return ReasonView("", sentences=(wording.SILENCE[silence][1],), children=self._asked_of_a_person(step))
        return replace(self._unfolded(step), title="", label=None)

    def _asked_of_a_person(self, step: Step) -> tuple[ReasonView, ...]:
        """Even where nothing is recorded, that a person must find it is said."""
        return tuple(self.view(child) for child in step.children if child.kind is StepKind.HUMAN)

    def view(self, step: Step) -> ReasonView:
        if step.kind in FACTS:
            return self._fact(step)
        if step.kind is StepKind.CRITERION:
            return self._criterion(step)
        if step.kind is StepKind.NOT:
            inner = self.view(step.children[0]) if step.children else ReasonView(step.title)
            return replace(inner, prefix=wording.MUST_NOT_HOLD)
        if step.kind is StepKind.HUMAN:
            return self._human(step)
        if step.kind in CONNECTORS:
            return self._unfolded(step)
        return self._law(step)

    def _criterion(self, step: Step) -> ReasonView:
        key = self._key(step)
        label = self._label(step)
        about = self.draft.about(key[1], seen_from=self.own[1])
        see = self.draft.numbers.get(key, "")
        if see and key != self.own:
            return ReasonView(step.title, about, label=label, see=see)
        if step.see_above:
            return ReasonView(step.title, about, label=label, sentences=(wording.EXPLAINED_ABOVE,))
        law = self.draft.cite(self._definition(key).cite)
        view = replace(self._unfolded(step), title=step.title, about=about, label=label, law=law)
        return replace(view, human=(*human_in_words(self.draft, step.human), *view.human))

    def _unfolded(self, step: Step) -> ReasonView:
        """The children of a step; a connector that stands alone lends its words to its parent."""
        if len(step.children) == 1 and step.kind is StepKind.CRITERION:
            child = step.children[0]
            if child.kind in CONNECTORS:
                return self._unfolded(child)
            if child.kind is StepKind.HUMAN:
                return replace(self._human(child), label=None)
        silences = [(self._silence(child), child) for child in step.children]
        silent = {
            why: [self._silent_title(child) for found, child in silences if found == why] for why in wording.SILENCE
        }
        return ReasonView(
            "",
            lead=_lead(step),
            children=tuple(self.view(child) for why, child in silences if not why),
            silent=tuple(
                (wording.SILENCE[why][0], tuple(dict.fromkeys(titles))) for why, titles in silent.items() if titles
            ),
        )

    def _fact(self, step: Step) -> ReasonView:
        slot = step.slot or (self.own[1], self.own[0])
        fact = fact_view(
            self.draft, slot, number=self.draft.numbers.get(self.own, ""), seen_from=self.own[1], step=step
        )
        outcome = (
            Label(wording.YES_NO_OPEN[step.value], _TONES[step.value]) if step.kind is StepKind.TEST else fact.label
        )
        return ReasonView(fact.title, fact.about, label=outcome, fact=fact)

    def _human(self, step: Step) -> ReasonView:
        """An evaluative criterion: what a person found, and what is known that whoever finds it looks at."""
        key = self._key(step)
        human = human_in_words(self.draft, step.human)
        label = None if human else Label(wording.LEFT_TO_PERSON, "person")
        known, unknown = self._considered(self._definition(key), key[1])
        return ReasonView(
            title="",
            label=label,
            human=human,
            sentences=(wording.NOT_PUT_YET,) if step.marks & UNPUT else (),
            lead=wording.CONSIDERED if known else "",
            children=known,
            silent=((wording.SILENCE["blank"][0], unknown),) if unknown else (),
        )

    def _considered(self, definition: Criterion, entity: str) -> tuple[tuple[ReasonView, ...], tuple[str, ...]]:
        known: list[ReasonView] = []
        silent: list[str] = []
        facts = self.draft.assessment.law.facts
        for name in definition.considers:
            if name not in facts:
                known.extend(self._considered_criterion(name, entity))
                continue
            recorded = [
                slot for slot in self.draft.slots(name, entity) if not is_blank(self.draft.assessment.case.fact(slot))
            ]
            known.extend(self._fact(Step(StepKind.FACT, OPEN, 0, facts[name].title, slot=slot)) for slot in recorded)
            silent.extend([] if recorded else [facts[name].title])
        return tuple(known), tuple(silent)

    def _considered_criterion(self, name: str, entity: str) -> Iterator[ReasonView]:
        for place in (entity, PERSON):
            finding = self.draft.assessment.findings.get((name, place))
            if finding is not None:
                see = self.draft.numbers.get((name, place), "")
                yield ReasonView(finding.criterion.title, label=label_of(self.draft.assessment, finding), see=see)
                return

    def _law(self, step: Step) -> ReasonView:
        """A treaty binding, a group with no member, or a transition rule that nobody read."""
        if step.kind is StepKind.NOTHING_RECORDED:
            group = step.slot[1].replace("_", " ") if step.slot else ""
            return ReasonView(wording.NO_SUCH.format(group=wording.GROUPS.get(group, group)))
        if step.binding is None:
            return ReasonView(step.title, label=Label(wording.YES_NO_OPEN[step.value], _TONES[step.value]))
        law = self.draft.cite(step.binding.cite)
        label = Label(wording.BOUND[step.value], _TONES[step.value])
        sentence = step.binding.sentence.replace(step.binding.state, country_name(step.binding.state))
        return ReasonView(step.title, label=label, sentences=(sentence,), law=law)

    def _label(self, step: Step) -> Label:
        if step.value != OPEN:
            return determined(yes=step.value == TRUE, marks=step.marks)
        finding = self.draft.assessment.findings.get(self._key(step))
        return (
            Label(wording.OPEN, "open")
            if finding is None or finding.determined
            else label_of(self.draft.assessment, finding)
        )

    def _silence(self, step: Step) -> str:
        """Why the record is silent on a step and on everything under it; empty where it says something."""
        if step.see_above and self._key(step) in self.explained:
            return self._silence(self.explained[self._key(step)])
        if step.human is not None:
            return ""
        if step.kind in FACTS:
            return _silence_of_fact(step) if is_blank(step.record) else ""
        if step.kind is StepKind.HUMAN:
            return "blank" if step.value == OPEN and not self._considered_recorded(step) else ""
        if step.kind is StepKind.CRITERION and self._key(step) in self.draft.numbers and self._key(step) != self.own:
            return ""
        found = {self._silence(child) for child in step.children}
        return found.pop() if len(found) == 1 else ""

    def _considered_recorded(self, step: Step) -> bool:
        key = self._key(step)
        facts = [name for name in self._definition(key).considers if name in self.draft.assessment.law.facts]
        slots = (slot for name in facts for slot in self.draft.slots(name, key[1]))
        return any(not is_blank(self.draft.assessment.case.fact(slot)) for slot in slots)

    def _silent_title(self, step: Step) -> str:
        """What a silent step is called: a connector by what it joins."""
        if step.kind is StepKind.NOT and step.children:
            return f"{self._silent_title(step.children[0])} ({wording.MUST_NOT_HOLD.rstrip(':')})"
        if step.kind in CONNECTORS:
            return ", ".join(dict.fromkeys(self._silent_title(child) for child in step.children))
        about = self.draft.about(step.slot[0], seen_from=self.own[1]) if step.slot else ""
        return f"{step.title} ({about})" if about else step.title

    def _key(self, step: Step) -> Key:
        entity, name = step.slot or (self.own[1], self.own[0])
        return name, entity

    def _definition(self, key: Key) -> Criterion:
        return self.draft.assessment.law.criteria[key[0]]


def _silence_of_fact(step: Step) -> str:
    """Why a fact on which nothing is recorded stands as it does."""
    if step.marks & UNRAISED:
        return "unraised"
    if step.marks & CLOSED:
        return "closed"
    return "blank" if step.value == OPEN else ""


def _lead(step: Step) -> str:
    """The words before the children of a step."""
    if step.kind is StepKind.AT_LEAST:
        count = step.title.removeprefix("at least ").partition(" ")[0]
        return wording.AT_LEAST[step.value].format(count=count)
    if step.kind is StepKind.FOR_EACH:
        word, _, group = step.title.partition(" ")
        forms = wording.EVERY if word == "every" else wording.SOME
        return forms[step.value].format(group=wording.GROUPS.get(group, group))
    return wording.LEADS.get((step.kind, step.value), "")


def _steps(step: Step) -> Iterator[Step]:
    yield step
    for child in step.children:
        yield from _steps(child)


def _criteria(step: Step, *, draft: Draft, own: Key) -> list[Key]:
    """Every criterion that the written reasons name, not looking into those with a number of their own."""
    found: list[Key] = []
    stack = [step]
    while stack:
        top = stack.pop()
        if top.kind in {StepKind.CRITERION, StepKind.HUMAN} and top.slot:
            key = (top.slot[1], top.slot[0])
            found.append(key)
            if key != own and key in draft.numbers:
                continue
        stack.extend(top.children)
    return found
