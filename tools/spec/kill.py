"""Which examples notice that a rule was wronged."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from tools.spec.case_of import case_of
from tools.spec.example import Chapter, Entry, Example, all_entries
from tools.spec.mutants import Mutant
from tools.spec.outcome import agrees, place_of
from wellfounded.law.assess import assess_under
from wellfounded.law.case_file import Case
from wellfounded.law.errors import LawError
from wellfounded.law.law import Law
from wellfounded.law.rule import names_in


@dataclass(frozen=True, slots=True)
class Trial:
    """An example ready to be run again and again."""

    entry: Entry
    example: Example
    case: Case
    place: str

    def agrees(self, law: Law) -> bool:
        """Whether `law` gives what the example says."""
        try:
            finding = assess_under(self.case, law).findings.get((self.entry.criterion, self.place))
        except LawError:
            return False
        return finding is not None and agrees(finding, self.example)


@dataclass
class Bench:
    """The examples of the Convention base and the law that they are run against."""

    law: Law
    chapters: tuple[Chapter, ...]
    reach: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def trials(self) -> dict[str, list[Trial]]:
        """The examples by criterion, in the order of the files; those that the law does not agree with are left out."""
        found: dict[str, list[Trial]] = {}
        for entry in all_entries(self.chapters):
            if not entry.profile:
                found.setdefault(entry.criterion, []).extend(self._trials(entry))
        return found

    def killer(self, mutant: Mutant) -> str:
        """The first example that the wronged law no longer agrees with; empty when all still agree."""
        wronged = mutant.law(self.law)
        for criterion in self._near(mutant.criterion):
            narrow = self._narrow(wronged, criterion)
            for trial in self.trials[criterion]:
                if not trial.agrees(narrow):
                    return f"{trial.entry.name}::{trial.example.name}"
        return ""

    def _trials(self, entry: Entry) -> Iterator[Trial]:
        narrow = self._narrow(self.law, entry.criterion)
        for example in entry.examples:
            trial = Trial(entry, example, case_of(example, self.law), place_of(entry, example, law=self.law))
            if trial.agrees(narrow):
                yield trial

    def _near(self, criterion: str) -> list[str]:
        """The criteria whose examples can notice: the criterion itself first, then those that rest on it."""
        resting = [name for name in self.trials if name != criterion and criterion in self._reached(name)]
        return [name for name in (criterion, *resting) if name in self.trials]

    def _narrow(self, law: Law, criterion: str) -> Law:
        """The law with only what a criterion rests on: it gives the same finding and compiles faster."""
        reached = self._reached(criterion)
        return replace(law, criteria={name: item for name, item in law.criteria.items() if name in reached})

    def _reached(self, criterion: str) -> frozenset[str]:
        """The criterion and every criterion below it; the way onward leads back to the top, so this is no recursion."""
        if criterion not in self.reach:
            seen: set[str] = set()
            waiting = [criterion]
            while waiting:
                name = waiting.pop()
                if name not in seen and name in self.law.criteria:
                    seen.add(name)
                    waiting.extend(names_in(self.law.criteria[name].rule))
            self.reach[criterion] = frozenset(seen)
        return self.reach[criterion]
