"""Which examples are still to be written."""

from collections.abc import Iterable, Iterator

from tools.spec.example import Chapter, Entry, all_entries
from wellfounded.law.finding import Label
from wellfounded.law.library import LawLibrary

NEEDED_OF_PROFILE = (Label.MET, Label.NOT_MET)


def missing_of_base(chapters: tuple[Chapter, ...], library: LawLibrary) -> list[str]:
    """A complaint for every label that a criterion of the base has no example of."""
    complaints: list[str] = []
    for provision in library.provisions:
        for criterion in provision.criteria:
            entries = [item for item in all_entries(chapters) if item.criterion == criterion.id and not item.profile]
            needed = [label for label in Label if not (criterion.evaluative and label is Label.CONTRADICTED)]
            complaints.extend(_complaints(criterion.id, entries, needed=needed))
    return complaints


def missing_of_profiles(chapters: tuple[Chapter, ...], library: LawLibrary) -> list[str]:
    """A complaint for every rule that a profile writes and that has no example met, or none not met."""
    own = dict.fromkeys((profile.id, name) for profile in library.profiles for name in profile.entries)
    complaints: list[str] = []
    for profile, name in own:
        entries = [entry for entry in all_entries(chapters) if entry.criterion == name and entry.profile == profile]
        complaints.extend(f"{profile}: {item}" for item in _complaints(name, entries, needed=NEEDED_OF_PROFILE))
    return complaints


def unknown_criteria(chapters: tuple[Chapter, ...], library: LawLibrary) -> list[str]:
    """The entries about criteria that are not (or no longer) in the packs."""
    known = {criterion.id for provision in library.provisions for criterion in provision.criteria}
    known |= {name for profile in library.profiles for name in profile.entries}
    return [entry.name for entry in all_entries(chapters) if entry.criterion not in known]


def disputed(chapters: tuple[Chapter, ...]) -> list[str]:
    """The examples that say what the law gives and with which the law as encoded disagrees."""
    return list(_disputed(all_entries(chapters)))


def _disputed(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield from (f"{entry.criterion}: {example.name}" for example in entry.examples if example.disagrees)


def _complaints(name: str, entries: list[Entry], *, needed: Iterable[Label]) -> list[str]:
    shown = {example.finding for entry in entries for example in entry.examples}
    excused = {label for entry in entries for label in entry.impossible}
    return [f"{name} has no example that is {label}." for label in needed if label not in shown | excused]
