"""`wellfounded law show`: one fact, criterion, profile, treaty, country fact, standard or source as encoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from wellfounded.cli.inputs import Inputs
from wellfounded.cli.law_list import newest
from wellfounded.cli.options import command
from wellfounded.cli.rule_words import rule_lines
from wellfounded.cli.terminal import heading, paragraph, say
from wellfounded.law.catalogue import LANGUAGES
from wellfounded.law.check import law_of_version
from wellfounded.law.country_name import country_name
from wellfounded.law.errors import Code
from wellfounded.law.fields import did_you_mean
from wellfounded.law.rule import names_in
from wellfounded.letters.assessment.wording import BURDENS, CHECKED, NO_STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wellfounded.law.catalogue import FactDefinition
    from wellfounded.law.citation import Citation, Source
    from wellfounded.law.country_fact import CountryFact
    from wellfounded.law.criterion import Criterion
    from wellfounded.law.instrument import Instrument
    from wellfounded.law.law import Law
    from wellfounded.law.profile import Profile
    from wellfounded.law.standard import Standard

EXAMPLE = "wellfounded law show persecution --profile uk"
DEFAULT = "unhcr"


@dataclass(frozen=True, slots=True)
class ShowOptions:
    """What `law show` may be told."""

    name: Annotated[str, typer.Argument(metavar="ID", help="The id of anything in the law.", show_default=False)]
    profile: Annotated[str, typer.Option(help="As this profile sets it.")] = DEFAULT


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "show", options=ShowOptions, example=EXAMPLE)(run)


def run(options: ShowOptions) -> None:
    """Show one thing of the law: its text in our words, its rule, its citations and how far each was checked."""
    inputs = Inputs()
    library = inputs.library()
    inputs.profile(options.profile, library)
    inputs.finish()
    law = law_of_version(library, newest(library, options.profile))
    for held, show in _shelves(law):
        if options.name in held:
            show(held[options.name], law)
            return
    known = [name for held, _ in _shelves(law) for name in held]
    mend = did_you_mean(options.name, known) or "See wellfounded law list, and law list --facts."
    inputs.note(Code.LAW_NAME, f"Nothing in the law is called “{options.name}”.", mend=mend, where="ID")
    inputs.finish()


def _shelves(law: Law) -> tuple[tuple[dict[str, Any], Callable[[Any, Law], None]], ...]:
    library = law.library
    return (
        (law.criteria, _criterion),
        (law.facts, _fact),
        ({profile.id: profile for profile in library.profiles}, _profile),
        (library.instruments, _instrument),
        ({fact.id: fact for fact in library.country_facts}, _country_fact),
        (library.standards, _standard),
        (library.sources, _source),
    )


def _head(title: str, kind: str, *, text: str) -> None:
    say(title, style="bold")
    say(kind, style="dim")
    if text:
        say()
        paragraph(text)


def _line(name: str, value: str) -> None:
    if value:
        paragraph(Text.assemble((f"{name}: ", "dim"), value))


def _cite(citations: Iterable[Citation]) -> None:
    heading("Law")
    for citation in citations:
        contrary = ", contrary authority" if citation.against else ""
        via = f" ({citation.via})" if citation.via else ""
        paragraph(f"{citation} [{CHECKED[citation.checked]}{contrary}]{via}")


def _criterion(criterion: Criterion, law: Law) -> None:
    _head(
        criterion.title,
        f"criterion {criterion.id}, about a {criterion.scope}, in {criterion.file}",
        text=criterion.text,
    )
    standard = law.standard_of(criterion)
    _line("Rule set by", law.set_by(criterion))
    _line("Favours", f"the {criterion.favours}")
    _line("Standard of proof", standard.standard.title if standard else NO_STANDARD)
    _line("Burden", BURDENS[criterion.burden])
    _line("Terms", ", ".join(f"“{term}”" for term in criterion.terms))
    _line("Note", " ".join(criterion.note.split()))
    heading("Rule")
    if criterion.rule is None:
        paragraph(criterion.untranslatable or "No rule can decide this: a person finds it, with reasons.")
        _line("Looked at", ", ".join(criterion.considers))
    else:
        for depth, words in rule_lines(criterion.rule, law):
            paragraph(words, indent=2 + 2 * depth)
    _cite(criterion.cite)


def _fact(fact: FactDefinition, law: Law) -> None:
    kind = f"fact {fact.id}, about a {fact.scope}, {str(fact.type).replace('_', ' ')}, topic {fact.topic}"
    _head(fact.title, kind, text=fact.meaning)
    _line("Answered by", str(fact.asked_of).replace("_", " "))
    _line("Sensitivity", str(fact.sensitivity))
    _line("Asked only if", ", ".join(fact.only_if))
    for option, words in (fact.options or {}).items():
        _line(f"Option {option}", words["en"])
    heading("Question")
    for language in LANGUAGES:
        paragraph(fact.question(language, "…"))
    used = [
        name for name, criterion in law.criteria.items() if fact.id in {*names_in(criterion.rule), *criterion.considers}
    ]
    heading("Bears on")
    paragraph(", ".join(used) or "nothing in this profile")


def _profile(profile: Profile, _: Law) -> None:
    span = f"{profile.valid_from or '…'} to {profile.valid_to or 'today'}"
    _head(profile.title, f"profile {profile.id} {profile.version}, {span}, chosen by the {profile.applies_by}", text="")
    _line("Extends", profile.extends)
    _line("Exclusion", profile.exclusion_order.replace("_", " "))
    heading("Standards of proof")
    for role in profile.roles.values():
        _line(role.role.replace("_", " "), role.standard.title)
    heading("Sets itself")
    paragraph(", ".join(profile.entries) or "nothing: the Convention base")
    heading("Not encoded")
    for line in profile.not_encoded or ("nothing is noted",):
        paragraph(line)


def _instrument(instrument: Instrument, _: Law) -> None:
    _head(instrument.title, f"{instrument.kind} {instrument.id}, in force since {instrument.in_force}", text="")
    heading("Articles")
    for article in instrument.articles.values():
        paragraph(f"{article.number}: {article.title}. {article.text}")
    heading("Recorded")
    for entry in instrument.history:
        since = f" since {entry.since}" if entry.since else ""
        words = entry.status.replace("_", " ")
        paragraph(f"{country_name(entry.state)}: {words}{since}, as recorded on {entry.confirmed}")


def _country_fact(fact: CountryFact, _: Law) -> None:
    _head(fact.statement, f"country fact {fact.id}, {country_name(fact.country)}, {fact.direction}", text="")
    _line("Published", str(fact.published or ""))
    _line(
        "About", f"{fact.period_from or '…'} to {fact.period_to or '…'}" if fact.period_from or fact.period_to else ""
    )
    _line("To be reviewed after", str(fact.review_after or ""))
    _line("Bears on", ", ".join(fact.bears_on))
    _cite(fact.cite)


def _standard(standard: Standard, law: Law) -> None:
    _head(standard.title, f"standard of proof {standard.id}", text=standard.text)
    _line("A possible fact may carry a finding", "yes" if standard.admits_possible else "no")
    roles = [role for role, found in law.roles.items() if found.standard is standard]
    _line(f"Set by {law.profile.id} for", ", ".join(roles).replace("_", " "))
    _cite(standard.cite)


def _source(source: Source, _: Law) -> None:
    details = ", ".join(part for part in (source.publisher, source.published, source.address) if part)
    _head(source.title, f"source {source.id}, {source.kind}", text=details)
