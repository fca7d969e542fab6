"""What the law gives for an example, and how that is told when it is not what the example says."""

from dataclasses import replace
from functools import cache

from tools.spec.case_of import case_of
from tools.spec.example import DAY, HOME, Entry, Example
from wellfounded.law.assess import Assessment, assess_under
from wellfounded.law.case_file import PERSON
from wellfounded.law.criterion import Scope
from wellfounded.law.explain import Step, explain
from wellfounded.law.finding import Finding
from wellfounded.law.law import Law, resolve
from wellfounded.law.library import LawLibrary, load_library

WORDS = ("no", "open", "yes")


@cache
def convention(library: LawLibrary) -> Law:
    """The Convention base by itself, with UNHCR's standards of proof and without any profile's rules."""
    unhcr = resolve(library, "unhcr", claim=DAY, decision=DAY)
    bare = replace(unhcr.profile, id="convention", entries={})
    criteria = {criterion.id: criterion for provision in library.provisions for criterion in provision.criteria}
    return Law(library, bare, (bare,), criteria, unhcr.roles, frozenset())


def law_of(entry: Entry, example: Example, *, library: LawLibrary | None = None) -> Law:
    """The law under which an example stands."""
    library = library or load_library()
    if not entry.profile:
        return convention(library)
    claim = example.setting.get("date") or DAY
    return resolve(library, entry.profile, claim=claim, decision=example.setting.get("decision") or claim)


def place_of(entry: Entry, example: Example, *, law: Law) -> str:
    """The entity at which the finding is read."""
    if example.at:
        return example.at
    return PERSON if law.criteria[entry.criterion].scope is Scope.PERSON else HOME


def outcome(entry: Entry, example: Example, *, law: Law) -> tuple[Assessment, Finding]:
    """The assessment of an example under `law`, and the finding that the example is about."""
    assessment = assess_under(case_of(example, law), law)
    return assessment, assessment[entry.criterion, place_of(entry, example, law=law)]


def agrees(finding: Finding, example: Example) -> bool:
    """Whether a finding is what the example says, with every flag that it names."""
    return finding.label is example.finding and all(getattr(finding, flag) for flag in example.flags)


def telling(assessment: Assessment, finding: Finding, *, example: Example) -> str:
    """What to print when an example and the law as encoded differ."""
    wanted = " ".join((example.finding, *example.flags))
    head = f"“{example.name}” (line {example.line}): the example says {wanted}, the encoded law gives {finding.label}."
    return "\n".join((head, *_lines(explain(assessment, finding), 0)))


def _lines(step: Step, depth: int) -> list[str]:
    name = f" [{step.slot[1]} of {step.slot[0]}]" if step.slot else ""
    state = f" ({step.record.state})" if step.record else ""
    above = " (as above)" if step.see_above else ""
    line = f"{'  ' * depth}{WORDS[step.value]:5}{step.title}{name}{state}{above}"
    return [line, *(inner for child in step.children for inner in _lines(child, depth + 1))]
