"""Checks of the law as encoded: what no single file can show, and what a lawyer must still read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wellfounded.law.citation import Checked, Citation
from wellfounded.law.compile import compile_law
from wellfounded.law.criterion import ROLES, Criterion, Side
from wellfounded.law.document import read_text
from wellfounded.law.errors import Code, InputError, LawError, Problem
from wellfounded.law.law import Law, resolve
from wellfounded.law.law_diff import USUAL
from wellfounded.law.rule import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wellfounded.law.library import LawLibrary
    from wellfounded.law.profile import Profile


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation and what cites it."""

    by: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: problems to mend, and every citation by how far it was checked."""

    problems: tuple[Problem, ...]
    citations: tuple[Cited, ...]

    def counts(self) -> Counter[Checked]:
        """How many citations were checked how far."""
        return Counter(item.citation.checked for item in self.citations)

    def to_check(self) -> tuple[Cited, ...]:
        """The citations that a lawyer must still check."""
        return tuple(item for item in self.citations if item.citation.checked is Checked.UNCHECKED)


def check_library(library: LawLibrary) -> CheckReport:
    """Check every profile version and list every citation."""
    problems: list[Problem] = []
    for profile in library.profiles:
        problems.extend(_check_profile(library, profile))
    problems.extend(_unused_facts(library))
    return CheckReport(tuple(dict.fromkeys(problems)), tuple(all_citations(library)))


def law_of_version(library: LawLibrary, profile: Profile) -> Law:
    """The law of a profile on the first day of this version."""
    day = profile.valid_from or date.today()  # noqa: DTZ011 - a day of the calendar, no clock time
    return resolve(library, profile.id, claim=day, decision=day)


def _check_profile(library: LawLibrary, profile: Profile) -> Iterator[Problem]:
    try:
        law = law_of_version(library, profile)
        program = compile_law(law, USUAL)
    except LawError as error:
        yield from error.problems
        return
    for role in sorted(ROLES - law.roles.keys()):
        mend = "Add it under standards:, or extend a profile that sets it."
        yield Problem(
            Code.LAW_CITATION,
            f"{profile.id} {profile.version} sets no standard of proof for “{role}”.",
            mend,
            profile.file,
        )
    signs: dict[str, set[int]] = {}
    for name, _, sign in program.tops:
        signs.setdefault(name, set()).add(sign)
    for name, used in signs.items():
        criterion = law.criteria[name]
        if used == {-1 if criterion.favours is Side.APPLICANT else 1}:
            message = f"“{name}” says that it favours the {criterion.favours}, but every rule uses it the other way."
            yield Problem(Code.LAW_DIRECTION, message, "Mend favours:, or a missing not.", criterion.file)


def _unused_facts(library: LawLibrary) -> Iterator[Problem]:
    used: set[str] = set()
    for profile in library.profiles:
        try:
            law = law_of_version(library, profile)
        except LawError:
            continue
        for criterion in law.criteria.values():
            used.update(criterion.considers, names_in(criterion.rule))
    for fact in library.facts.values():
        used.update(fact.only_if)
    for name in sorted(library.facts.keys() - used):
        mend = "Use it in a rule or under considers:, or take it out of the catalogue."
        yield Problem(Code.LAW_UNREACHABLE, f"Nothing depends on the fact “{name}”.", mend)


def all_citations(library: LawLibrary) -> Iterator[Cited]:
    """Every citation of the library, with what cites it."""
    for provision in library.provisions:
        for criterion in provision.criteria:
            yield from (Cited(criterion.id, citation) for citation in criterion.cite)
    for profile in library.profiles:
        yield from _of_profile(library, profile)
    for standard in library.standards.values():
        yield from (Cited(f"standard {standard.id}", citation) for citation in standard.cite)
    for fact in library.country_facts:
        yield from (Cited(fact.id, citation) for citation in fact.cite)
    for instrument in library.instruments.values():
        entries = [entry.cite for entry in instrument.history] + [entry.cite for entry in instrument.reservations]
        found = dict.fromkeys(citation for cite in entries for citation in cite)
        yield from (Cited(f"instrument {instrument.id}", citation) for citation in found)


def _of_profile(library: LawLibrary, profile: Profile) -> Iterator[Cited]:
    for role in profile.roles.values():
        yield from (Cited(f"{profile.id}: standard of {role.role}", citation) for citation in role.cite)
    try:
        law = law_of_version(library, profile)
    except InputError:
        return
    for name in profile.entries:
        yield from (Cited(f"{profile.id}: {name}", citation) for citation in law.criteria[name].cite)


def check_terms(library: LawLibrary, folder: Path) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """Whether each quoted term stands in the official texts that an office keeps in `folder` (`<source>.txt` or `.md`).

    Returns the terms that were not found, and the sources for which no text is held. Raises `InputError` for a text
    that cannot be read.
    """
    texts = {path.stem: _folded(read_text(path)) for path in sorted(folder.iterdir()) if path.suffix in {".txt", ".md"}}
    problems: list[Problem] = []
    missing: set[str] = set()
    for criterion in _quoting(library):
        sources = {citation.source.id for citation in criterion.cite}
        held = sources & texts.keys()
        if not held:
            missing |= sources
            continue
        for term in criterion.terms:
            if not any(_folded(term) in texts[source] for source in held):
                message = f"“{criterion.id}” quotes “{term}”, which does not stand in {', '.join(sorted(held))}."
                problems.append(
                    Problem(
                        Code.QUOTE_NOT_FOUND, message, "Mend the term, or check the text that is kept.", criterion.file
                    )
                )
    return tuple(problems), tuple(sorted(missing))


def _quoting(library: LawLibrary) -> Iterator[Criterion]:
    for profile in library.profiles:
        law = law_of_version(library, profile)
        yield from (law.criteria[name] for name in profile.entries if law.criteria[name].terms)
    yield from (criterion for provision in library.provisions for criterion in provision.criteria if criterion.terms)


def _folded(text: str) -> str:
    """A text without differences of case, width, quotation marks and white space."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("‘", "'")
    return re.sub(r"\s+", " ", plain).strip()
