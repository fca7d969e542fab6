"""`wellfounded law list`: the law as encoded, in lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.inputs import Inputs
from wellfounded.cli.options import command
from wellfounded.cli.terminal import heading, say, table
from wellfounded.law.check import law_of_version
from wellfounded.law.citation import Checked
from wellfounded.letters.assessment.wording import CHECKED_BRIEFLY

if TYPE_CHECKING:
    from wellfounded.law.criterion import Criterion
    from wellfounded.law.law import Law
    from wellfounded.law.library import LawLibrary
    from wellfounded.law.profile import Profile

EXAMPLE = "wellfounded law list --facts"
KIND = {True: "a person finds", False: "rule"}


@dataclass(frozen=True, slots=True)
class ListOptions:
    """What `law list` may be told."""

    facts: Annotated[bool, typer.Option("--facts", help="List the catalogue of facts.")] = False
    profile: Annotated[str | None, typer.Option(help="List the criteria as this profile sets them.")] = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "list", options=ListOptions, example=EXAMPLE)(run)


def run(options: ListOptions) -> None:
    """List profiles and criteria, or the catalogue of facts."""
    inputs = Inputs()
    library = inputs.library()
    inputs.profile(options.profile, library)
    inputs.finish()
    if options.facts:
        _facts(library)
    elif options.profile:
        _criteria(law_of_version(library, newest(library, options.profile)))
    else:
        _profiles(library)
        _provisions(library)


def newest(library: LawLibrary, name: str) -> Profile:
    """The version of a profile that came into force last."""
    versions = [profile for profile in library.profiles if profile.id == name]
    return max(versions, key=lambda version: str(version.valid_from or ""))


def _facts(library: LawLibrary) -> None:
    for topic in sorted(library.topics.values(), key=lambda topic: topic.order):
        heading(f"{topic.title['en']} ({topic.id})")
        rows = [(f"  {fact.id}", str(fact.scope), str(fact.type).replace("_", " "), fact.title) for fact in topic.facts]
        table(("  fact", "about a", "type", "title"), rows)
    say()
    say("Read how a fact is meant before you record it: wellfounded law show FACT.", style="dim")


def _profiles(library: LawLibrary) -> None:
    heading("Profiles")
    rows = [
        (
            f"  {profile.id}",
            profile.version,
            profile.title,
            str(profile.valid_from or ""),
            str(profile.valid_to or "today"),
        )
        for profile in library.profiles
    ]
    table(("  profile", "version", "title", "from", "to"), rows)


def _provisions(library: LawLibrary) -> None:
    for provision in library.provisions:
        heading(f"{provision.title} ({provision.instrument}, art. {provision.article})")
        table(
            ("  criterion", "about a", "decided by", "law", "title"),
            [_row(criterion) for criterion in provision.criteria],
        )


def _criteria(law: Law) -> None:
    say(f"{law.profile.title} ({law.profile.id} {law.profile.version})", style="bold")
    rows = [(*_row(criterion), law.set_by(criterion)) for criterion in law.criteria.values()]
    table(("  criterion", "about a", "decided by", "law", "title", "rule set by"), rows)
    if law.profile.not_encoded:
        heading("Not encoded")
        for line in law.profile.not_encoded:
            say(f"  {line}")


def _row(criterion: Criterion) -> tuple[str, ...]:
    goal = " *" if criterion.goal else ""
    return (
        f"  {criterion.id}{goal}",
        str(criterion.scope),
        KIND[criterion.evaluative],
        _checked(criterion),
        criterion.title,
    )


def _checked(criterion: Criterion) -> str:
    """How far the law of a criterion was checked: by its weakest citation."""
    found = {citation.checked for citation in criterion.cite}
    weakest = next(way for way in (Checked.UNCHECKED, Checked.QUOTED, Checked.READ) if way in found)
    return CHECKED_BRIEFLY[weakest]
