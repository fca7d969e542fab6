"""The reasons of a finding as a tree in words, for the outline and for the picture.

Connectors lend their words to the step above where they can, and what nothing is recorded on is named in one line, so
that five hundred steps of the engine become what a person can read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.cases.explanation import explanation
from wellfounded.law.explain import BOUND_BY, ITS_ARTICLE, StepKind
from wellfounded.web.assessment import words
from wellfounded.web.assessment.facts import Facts, FactShown, HumanShown, is_blank
from wellfounded.web.assessment.labels import Label, label_of
from wellfounded.web.assessment.places import finding_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.cases.explanation import Branch
    from wellfounded.law.case_file import Slot
    from wellfounded.law.finding import Finding

_FACTS = frozenset({StepKind.FACT, StepKind.TEST})
_CONNECTORS = frozenset({StepKind.ALL, StepKind.ANY, StepKind.AT_LEAST, StepKind.FOR_EACH})
_TONES = {"yes": "met", "open": "open", "no": "not-met"}


@dataclass(frozen=True, slots=True)
class Reason:
    """A step. `prefix` stands before the title, `lead` before the steps under it.

    `silent` names what the record is silent on, under the words that say why. `human_wanted` says that a person has
    still to find it.
    """

    title: str
    about: str = ""
    prefix: str = ""
    label: Label | None = None
    lead: str = ""
    steps: tuple[Reason, ...] = ()
    silent: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fact: FactShown | None = None
    human: HumanShown | None = None
    human_wanted: bool = False
    see_above: bool = False
    unput: bool = False
    address: str = ""

    @property
    def says_more(self) -> bool:
        """Whether there is something to unfold."""
        told = self.steps or self.silent or self.human or (self.fact and self.fact.says_more)
        return bool(told)

    @property
    def count(self) -> int:
        return 1 + sum(step.count for step in self.steps)


def reasons_of(facts: Facts, finding: Finding, *, everything: bool = False) -> Reason:
    """Why a finding comes out as it does. The finding itself is the top of the tree."""
    branch = explanation(facts.assessment, finding, everything=everything)
    top = _Writer(facts, finding.entity).step(branch)
    return replace(top, label=label_of(facts.assessment, finding))


@dataclass(frozen=True, slots=True)
class _Writer:
    facts: Facts
    seen_from: str

    def step(self, branch: Branch) -> Reason:
        if branch.kind in _FACTS and branch.slot is not None:
            return self._fact(branch, branch.slot)
        if branch.kind is StepKind.CRITERION and branch.slot is not None:
            return self._criterion(branch, branch.slot)
        if branch.kind is StepKind.HUMAN and branch.slot is not None:
            return self._human(branch, branch.slot)
        if branch.kind is StepKind.NOT and branch.branches:
            return replace(self.step(branch.branches[0]), prefix=str(words.MUST_NOT_HOLD))
        if branch.kind in _CONNECTORS:
            return self._unfolded(branch)
        return self._law(branch)

    def _fact(self, branch: Branch, slot: Slot) -> Reason:
        fact = self.facts.shown(slot, seen_from=self.seen_from, title=branch.title)
        label = _value(branch) if branch.kind is StepKind.TEST else fact.label
        return Reason(fact.title, fact.about, label=label, fact=fact, unput="unput" in branch.marks)

    def _criterion(self, branch: Branch, slot: Slot) -> Reason:
        entity, name = slot
        finding = self.facts.assessment.findings.get((name, entity))
        label = label_of(self.facts.assessment, finding) if finding is not None else _value(branch)
        address = finding_address(self.facts.shelf.number, name, entity=entity)
        told = Reason(
            words.titled(branch.title),
            words.about(entity, seen_from=self.seen_from),
            label=label,
            see_above=branch.see_above,
            address=address,
        )
        if branch.see_above:
            return told
        below = self._below(branch)
        human = self.facts.human(finding.human) if finding is not None and branch.state else below.human
        return replace(
            told,
            lead=below.lead,
            steps=below.steps,
            silent=below.silent,
            human=human or below.human,
            human_wanted=below.human_wanted,
            unput=below.unput,
        )

    def _below(self, branch: Branch) -> Reason:
        """What stands under a criterion; a connector or a person's finding that stands alone becomes part of it."""
        if len(branch.branches) == 1:
            only = branch.branches[0]
            if only.kind in _CONNECTORS or only.kind is StepKind.HUMAN:
                return self.step(only)
        return self._unfolded(branch)

    def _human(self, branch: Branch, slot: Slot) -> Reason:
        human = self.facts.human(self.facts.assessment.case.finding(slot))
        label = None if human else Label(str(words.LEFT_TO_PERSON), "open")
        return Reason(
            words.titled(branch.title),
            label=label,
            human=human,
            human_wanted=human is None,
            unput="unput" in branch.marks,
        )

    def _unfolded(self, branch: Branch) -> Reason:
        silent: dict[str, list[str]] = {"blank": [], "closed": []}
        steps: list[Reason] = []
        for child in branch.branches:
            if why := self._silence(child):
                silent[why].extend(self._silent_titles(child))
            else:
                steps.append(self.step(child))
        if len(steps) == 1 and not any(silent.values()) and branch.kind is not StepKind.FOR_EACH and not steps[0].title:
            return steps[0]
        named = tuple(
            (str(words.SILENT[why]), tuple(dict.fromkeys(titles))) for why, titles in silent.items() if titles
        )
        return Reason("", label=None, lead=_lead(branch), steps=tuple(steps), silent=named)

    def _silence(self, branch: Branch) -> str:
        """Why the record is silent on a step and on all under it; empty where it says something."""
        if branch.see_above or branch.state or branch.kind is StepKind.HUMAN:
            return ""
        if branch.kind in _FACTS and branch.slot is not None:
            blank = is_blank(self.facts.assessment.case.fact(branch.slot))
            return (
                ("closed" if "closed" in branch.marks else "blank" if branch.value == "open" else "") if blank else ""
            )
        found = {self._silence(child) for child in branch.branches}
        return found.pop() if len(found) == 1 else ""

    def _silent_titles(self, branch: Branch) -> Iterator[str]:
        if branch.kind in _CONNECTORS or branch.kind is StepKind.NOT:
            for child in branch.branches:
                yield from self._silent_titles(child)
            return
        about = words.about(branch.slot[0], seen_from=self.seen_from) if branch.slot else ""
        yield f"{words.titled(branch.title)} ({about})" if about else words.titled(branch.title)

    def _law(self, branch: Branch) -> Reason:
        """A treaty that binds, a group with no member, or a rule of transition that nobody read."""
        if branch.kind is StepKind.TREATY:
            return Reason(_treaty(branch.title), label=Label(str(words.BOUND[branch.value]), _TONES[branch.value]))
        return Reason(words.titled(branch.title), label=_value(branch))


def _treaty(title: str) -> str:
    treaty, _words, article = title.removeprefix(BOUND_BY).rpartition(ITS_ARTICLE)
    return _("The host State is bound by article %(article)s of this treaty: %(treaty)s") % {
        "article": article,
        "treaty": words.titled(treaty),
    }


def _value(branch: Branch) -> Label:
    return Label(str(words.VALUES[branch.value]), _TONES[branch.value])


def _lead(branch: Branch) -> str:
    if branch.kind is StepKind.FOR_EACH:
        every, _space, group = branch.title.partition(" ")
        forms = words.EVERY if every == "every" else words.SOME
        return str(forms[branch.value]) % {"group": words.GROUPS.get(group, group)}
    if branch.kind is StepKind.CRITERION:
        return ""
    lead = words.LEADS.get((branch.kind, branch.value))
    return str(lead) if lead is not None else _("Because of this:")
