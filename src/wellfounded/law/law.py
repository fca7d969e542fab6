"""The law that answers for one claim: a profile's version laid over the base, on the claim's dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from wellfounded.law.criterion import read_criterion
from wellfounded.law.errors import Code, LawError, Problem
from wellfounded.law.fields import did_you_mean

if TYPE_CHECKING:
    from datetime import date

    from wellfounded.law.catalogue import FactDefinition
    from wellfounded.law.criterion import Criterion
    from wellfounded.law.instrument import Binding
    from wellfounded.law.library import LawLibrary
    from wellfounded.law.profile import Profile
    from wellfounded.law.standard import StandardInRole

BASE_ONLY = "Convention base; national law not encoded"


@dataclass(frozen=True, eq=False)
class Law:
    """Resolved law.

    `versions` are the profile versions used, the parent first. `criteria` hold every criterion by id.
    `unread_transition` names the criteria that differ between versions whose transition rule was not read: their
    findings stay open.
    """

    library: LawLibrary
    profile: Profile
    versions: tuple[Profile, ...]
    criteria: dict[str, Criterion]
    roles: dict[str, StandardInRole]
    unread_transition: frozenset[str]

    @property
    def facts(self) -> dict[str, FactDefinition]:
        """The catalogue of facts, by id."""
        return self.library.facts

    def goals(self) -> tuple[Criterion, ...]:
        """The conclusions that an assessment always reports."""
        return tuple(criterion for criterion in self.criteria.values() if criterion.goal)

    def standard_of(self, criterion: Criterion) -> StandardInRole | None:
        """The standard of proof that this profile sets for a criterion."""
        return self.roles.get(criterion.standard)

    def admits_possible(self, criterion: Criterion) -> bool:
        """Whether a fact accepted as possible may carry this criterion here."""
        found = self.standard_of(criterion)
        return found is not None and found.standard.admits_possible

    def binding(self, host: str, instrument: str, *, article: str, day: date) -> Binding | None:
        """Whether the host State is bound by an article on a day; None when the instrument is not held."""
        found = self.library.instruments.get(instrument)
        return None if found is None else found.binding(host, article, day=day)

    def set_by(self, criterion: Criterion) -> str:
        """Whose law a criterion is: the profile's title, or the sentence that only the base speaks."""
        titles = {version.id: version.title for version in self.versions}
        return titles.get(criterion.origin, BASE_ONLY if self.profile.id != "unhcr" else "Convention base")


@dataclass(frozen=True, slots=True)
class _Days:
    claim: date
    decision: date

    def of(self, version: Profile) -> date:
        """The date that selects a version."""
        return self.claim if version.applies_by == "claim_date" else self.decision


def resolve(library: LawLibrary, profile: str, *, claim: date, decision: date) -> Law:
    """The law of `profile` for a claim made on `claim` and decided on `decision`.

    Raises `LawError` when the profile is unknown, or not exactly one version answers.
    """
    days = _Days(claim, decision)
    versions = tuple(reversed(_chain(library, profile, days=days)))
    ways = product(*((version, *_unread_successors(library, version, days=days)) for version in versions))
    return _laid(library, versions, others=tuple(ways)[1:])


@lru_cache(maxsize=64)
def _laid(library: LawLibrary, versions: tuple[Profile, ...], *, others: tuple[tuple[Profile, ...], ...]) -> Law:
    """The law of these versions; kept, so that a caseload reads it once.

    `others` are the same with successors, whose transition rule was not read, in their place: where one of them asks
    something else, the finding stays open.
    """
    criteria, roles = _lay(library, versions), _roles(versions)
    unread: frozenset[str] = frozenset()
    for later in others:
        other, other_roles = _lay(library, later), _roles(later)
        names = criteria.keys() | other.keys()
        unread |= {name for name in names if _asks(criteria.get(name), roles) != _asks(other.get(name), other_roles)}
    if unread:
        criteria = {name: replace(item, transition_open=name in unread) for name, item in criteria.items()}
    return Law(library, versions[-1], versions, criteria, roles, unread)


def _roles(versions: tuple[Profile, ...]) -> dict[str, StandardInRole]:
    return {role: found for version in versions for role, found in version.roles.items()}


def _asks(criterion: Criterion | None, roles: dict[str, StandardInRole]) -> object:
    """What a criterion asks: its rule, burden and standard, and for a person's finding also its text."""
    if criterion is None:
        return None
    standard = roles.get(criterion.standard)
    words = criterion.text if criterion.evaluative else ""
    return criterion.rule, criterion.burden, standard.standard.id if standard else "", criterion.untranslatable, words


def _chain(library: LawLibrary, name: str, *, days: _Days) -> list[Profile]:
    """The profile's version and those it extends, the child first."""
    chain: list[Profile] = []
    while name != "base":
        if any(profile.id == name for profile in chain):
            raise LawError.one(
                Problem(Code.LAW_CIRCLE, f"The profile “{name}” extends itself.", "Mend extends:.", chain[-1].file)
            )
        chain.append(_version(library, name, days=days))
        name = chain[-1].extends
    return chain


def _version(library: LawLibrary, name: str, *, days: _Days) -> Profile:
    versions = [profile for profile in library.profiles if profile.id == name]
    if not versions:
        mend = did_you_mean(name, library.profile_names()) or f"Known profiles: {', '.join(library.profile_names())}."
        raise LawError.one(Problem(Code.PROFILE_UNKNOWN, f"There is no profile “{name}”.", mend))
    matches = [version for version in versions if version.in_force(days.of(version))]
    if len(matches) == 1:
        return matches[0]
    if matches:
        names = ", ".join(version.file for version in matches)
        raise LawError.one(
            Problem(
                Code.TWO_VERSIONS,
                f"More than one version of {name} answers for a claim of {days.claim}: {names}.",
                "Mend their dates.",
            )
        )
    spans = "; ".join(
        f"{version.version}: {version.valid_from} to {version.valid_to or 'today'}" for version in versions
    )
    message = f"No version of {name} answers for a claim of {days.claim} decided on {days.decision}. Encoded: {spans}."
    raise LawError.one(Problem(Code.NO_VERSION, message, "Check the claim date, or use the profile unhcr."))


def _unread_successors(library: LawLibrary, version: Profile, *, days: _Days) -> list[Profile]:
    """Other versions that came into force while the claim was pending and whose transition rule nobody has read."""
    return [
        other
        for other in library.profiles
        if other.id == version.id
        and other is not version
        and other.valid_from is not None
        and days.claim < other.valid_from <= days.decision
        and other.transition is not None
        and not other.transition.read
    ]


def _lay(library: LawLibrary, versions: tuple[Profile, ...]) -> dict[str, Criterion]:
    """The base's criteria with each version's entries laid over them."""
    criteria = {criterion.id: criterion for provision in library.provisions for criterion in provision.criteria}
    problems: list[Problem] = []
    for version in versions:
        for name, entry in version.entries.items():
            entry.problems.clear()
            criteria[name] = read_criterion(
                name, entry, sources=library.sources, base=criteria.get(name), origin=version.id
            )
            problems.extend(entry.problems)
    if problems:
        raise LawError(problems)
    return criteria
