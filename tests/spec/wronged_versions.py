"""Every rule that a version of a profile writes, wronged on purpose, and the example of its own that notices.

A rule that a version takes over from the base is not wronged here: the base's own examples answer for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from tools.spec.example import Chapter, Entry, all_entries
from tools.spec.kill import Bench
from tools.spec.mutants import Mutant, mutants_of
from tools.spec.outcome import law_of
from wellfounded.law.criterion import with_inherited
from wellfounded.law.law import Law
from wellfounded.law.library import LawLibrary
from wellfounded.law.profile import Profile
from wellfounded.law.rule import AllOf, AnyOf, AtLeast, ForEach, Inherited, Not, read_rule


@dataclass(frozen=True, slots=True)
class Wronged:
    """A mutant of one version's rule, and the example that noticed it; empty when none did."""

    version: Profile
    mutant: Mutant
    killer: str

    @property
    def name(self) -> str:
        return f"{self.version.id} {self.version.version}: {self.mutant.name}"


def wronged(library: LawLibrary, chapters: tuple[Chapter, ...], *, profiles: tuple[str, ...] = ()) -> Iterator[Wronged]:
    """Every mutant of every version, or of those of some profiles."""
    benches = _benches(library, chapters)
    for version in library.profiles:
        if profiles and version.id not in profiles:
            continue
        for name in _ruled(version):
            near = [bench for bench in benches if _sets(version, name, law=bench.law)]
            for mutant in _mutants(version, name, law=near[0].law) if near else ():
                yield Wronged(version, mutant, next(filter(None, (bench.killer(mutant) for bench in near)), ""))


def unseen(library: LawLibrary, chapters: tuple[Chapter, ...]) -> list[str]:
    """The rules of versions under which no example stands at all, so that nothing can be wronged."""
    benches = _benches(library, chapters)
    return [
        f"{version.id} {version.version}: {name}"
        for version in library.profiles
        for name in _ruled(version)
        if not any(_sets(version, name, law=bench.law) for bench in benches)
    ]


def _ruled(version: Profile) -> list[str]:
    """The criteria for which the version writes a rule."""
    return [name for name, entry in version.entries.items() if "rule" in entry.values]


def _sets(version: Profile, name: str, *, law: Law) -> bool:
    """Whether the criterion stands in `law` as this version writes it, and no other version overrides it."""
    return version in law.versions and law.criteria[name].file == version.file


def _benches(library: LawLibrary, chapters: tuple[Chapter, ...]) -> list[Bench]:
    """A bench for every law under which an example of a profile stands, with those examples."""
    found: dict[Law, list[Entry]] = {}
    for entry in all_entries(chapters):
        if entry.profile:
            for example in entry.examples:
                law = law_of(entry, example, library=library)
                found.setdefault(law, []).append(replace(entry, profile="", examples=(example,)))
    return [
        Bench(law, (Chapter(title="", says="", profile="", folder="", topic="", entries=tuple(entries)),))
        for law, entries in found.items()
    ]


def _mutants(version: Profile, name: str, *, law: Law) -> Iterator[Mutant]:
    """The mutants of the rule as the version writes it: what it inherits stays whole."""
    criterion = law.criteria[name]
    own = read_rule(version.entries[name], "rule")
    inherited = _inherited(own, criterion.rule)
    for mutant in mutants_of(replace(criterion, rule=own)):
        yield replace(mutant, rule=with_inherited(mutant.rule, inherited))


def _inherited(own: Any, full: Any) -> Any:
    """What stands in the full rule where the version's own says *inherited*; None when it says so nowhere."""
    match own:
        case Inherited():
            return full
        case AllOf() | AnyOf() | AtLeast():
            inner = (_inherited(part, whole) for part, whole in zip(own.parts, full.parts, strict=True))
            return next((rule for rule in inner if rule is not None), None)
        case Not(part) | ForEach(part=part):
            return _inherited(part, full.part)
    return None
