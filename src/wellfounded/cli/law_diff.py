"""`wellfounded law diff`: what an amendment changes, with a case that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.inputs import Inputs
from wellfounded.cli.law_list import newest
from wellfounded.cli.options import command
from wellfounded.cli.terminal import heading, paragraph, say, working
from wellfounded.law.check import law_of_version
from wellfounded.law.country_name import entity_name
from wellfounded.law.errors import Code
from wellfounded.law.explain import test_in_words
from wellfounded.law.fields import did_you_mean
from wellfounded.law.law import resolve
from wellfounded.law.law_diff import Place, compare_laws, rules_changed
from wellfounded.law.library import load_library
from wellfounded.letters.assessment.wording import PERSON

if TYPE_CHECKING:
    from typing import Any

    from wellfounded.law.law import Law
    from wellfounded.law.law_diff import Difference, Witness
    from wellfounded.law.library import LawLibrary

EXAMPLE = "wellfounded law diff uk@2022-06-27 uk@2022-06-28"
ANSWER = {True: "met", False: "not met"}


@dataclass(frozen=True, slots=True)
class DiffOptions:
    """What `law diff` may be told."""

    before: Annotated[
        str, typer.Argument(metavar="BEFORE", help="A profile, PROFILE@VERSION or PROFILE@DAY.", show_default=False)
    ]
    after: Annotated[str, typer.Argument(metavar="AFTER", help="The same for the other side.", show_default=False)]
    packs: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Read BEFORE from another folder of packs, as it was."),
    ] = None
    host: Annotated[str, typer.Option(help="The host State whose treaties count.")] = "CHN"
    everything: Annotated[bool, typer.Option("--all", help="Compare every criterion, not only the conclusions.")] = (
        False
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "diff", options=DiffOptions, example=EXAMPLE)(run)


def run(options: DiffOptions) -> None:
    """Compare two laws exactly: which conclusions can differ, and for whom.

    Equal answers are proved, not sampled. Where they differ, the fewest facts that show it are given as a witness.
    """
    inputs = Inputs()
    host = inputs.host(options.host)
    if options.packs is not None:
        inputs.folder(options.packs, mend="Name a folder of packs, like a copy of src/wellfounded/law/packs.")
    inputs.finish()
    library = inputs.library()
    old = library if options.packs is None else inputs.take(lambda: load_library(options.packs or Path()))
    before = None if old is None else law_named(options.before, old, inputs=inputs)
    after = law_named(options.after, library, inputs=inputs)
    inputs.finish()
    if before is None or after is None:
        raise AssertionError("a law that cannot be read is a problem")
    place = Place(host, datetime.now(UTC).date())
    with working("Comparing"):
        differences = compare_laws(before, after, place=place, all_criteria=options.everything)
    _show(before, after, differences=differences)


def law_named(text: str, library: LawLibrary, *, inputs: Inputs) -> Law | None:
    """The law that `PROFILE`, `PROFILE@VERSION` or `PROFILE@DAY` names; None, with its problem noted."""
    name, _, point = text.partition("@")
    versions = {profile.version: profile for profile in library.profiles if profile.id == name}
    if not versions:
        known = library.profile_names()
        mend = did_you_mean(name, known) or f"Known profiles: {', '.join(known)}."
        inputs.note(Code.PROFILE_UNKNOWN, f"There is no profile “{name}”.", mend=mend, where=text)
        return None
    if not point or point in versions:
        version = versions.get(point) or newest(library, name)
        return inputs.take(lambda: law_of_version(library, version))
    try:
        day = date.fromisoformat(point)
    except ValueError:
        mend = f"Versions of {name}: {', '.join(versions)}; or write a day."
        inputs.note(Code.NO_VERSION, f"“{point}” is neither a version of {name} nor a day.", mend=mend, where=text)
        return None
    return inputs.take(lambda: resolve(library, name, claim=day, decision=day))


def _show(before: Law, after: Law, *, differences: tuple[Difference, ...]) -> None:
    for law, side in ((before, "before"), (after, "after")):
        say(f"{side}: {law.profile.title} ({law.profile.id} {law.profile.version})")
    changed = [item for item in differences if item.changed]
    for item in changed:
        _show_difference(item, before, after=after)
    same = [item for item in differences if not item.changed]
    if same:
        heading("Proved to answer alike, whatever the facts")
        for item in same:
            say(f"  {_title(item, after)}")
    heading("Criteria whose words, rule, standard or burden differ")
    paragraph(", ".join(rules_changed(before, after)) or "none")


def _show_difference(item: Difference, before: Law, *, after: Law) -> None:
    heading(_title(item, before if item.vanished else after))
    if item.appeared or item.vanished:
        say(f"  stands only in the law {'after' if item.appeared else 'before'}")
    elif not item.proved:
        say("  too large to compare exactly; its rules differ")
    elif item.witness is not None:
        say(f"  before {ANSWER[item.witness.before]}, after {ANSWER[item.witness.after]}, for example where:")
        _show_witness(item.witness, after, before=before)


def _title(item: Difference, law: Law) -> str:
    return f"{law.criteria[item.criterion].title} ({entity_name(item.entity) or PERSON})"


def _show_witness(witness: Witness, after: Law, *, before: Law) -> None:
    for name, value in witness.facts:
        if value:
            say(f"    {_fact(name, after, before=before)}")
    say("    and nothing else is established")


def _fact(name: Any, after: Law, *, before: Law) -> str:
    (entity, item), test = name
    named = after.facts.get(item) or after.criteria.get(item) or before.criteria.get(item)
    title = named.title if named else item.replace("_", " ")
    words = test_in_words(test, title) if test is not None and item in after.facts else title
    return f"{words} ({entity_name(entity)})" if entity_name(entity) else words
