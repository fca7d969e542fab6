"""`wellfounded obligations`: which treaties bind a State on a day, article by article, as recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from wellfounded.cli.inputs import Inputs, mend_code
from wellfounded.cli.options import command
from wellfounded.cli.terminal import paragraph, say, table
from wellfounded.law.country_name import country_name, country_names
from wellfounded.law.errors import Code
from wellfounded.law.truth import Truth
from wellfounded.letters.assessment.wording import CHECKED, day

if TYPE_CHECKING:
    from wellfounded.law.instrument import Instrument, Reservation
    from wellfounded.law.library import LawLibrary

EXAMPLE = "wellfounded obligations CHN --on 2023-10-09"
CAVEAT = (
    "As recorded on the day that each treaty names; later change is unchecked. A record says whether a State is bound:",
    "what an article demands in a case, and what a reservation does to it, needs its own source.",
)
WORDS = {Truth.TRUE: "binds", Truth.OPEN: "open", Truth.FALSE: "does not bind"}


@dataclass(frozen=True, slots=True)
class ObligationsOptions:
    """What `obligations` may be told."""

    state: Annotated[str, typer.Argument(metavar="STATE", help="Three letters: CHN, PRK, KOR.", show_default=False)]
    on: Annotated[str | None, typer.Option(metavar="DAY", help="The day; today when left out.")] = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "obligations", options=ObligationsOptions, example=EXAMPLE)(run)


def run(options: ObligationsOptions) -> None:
    """Show which treaties bind a State on a day, article by article, with its reservations."""
    inputs = Inputs()
    on = inputs.day(options.on, "--on") or datetime.now(UTC).date()
    library = inputs.library()
    state = options.state.upper()
    _known(state, library, inputs=inputs)
    inputs.finish()
    say(f"{country_name(state)} on {day(on)}", style="bold")
    for line in CAVEAT:
        say(line)
    for instrument in library.instruments.values():
        if instrument.in_force is None or instrument.in_force <= on:
            _show(instrument, state, on=on)


def _known(state: str, library: LawLibrary, *, inputs: Inputs) -> None:
    recorded = {entry.state for instrument in library.instruments.values() for entry in instrument.history}
    if state in recorded:
        return
    if state in country_names():
        mend = f"Recorded are: {', '.join(sorted(recorded))}."
        inputs.note(
            Code.UNKNOWN_COUNTRY, f"No treaty record of {country_name(state)} is held.", mend=mend, where="STATE"
        )
        return
    message = f"“{state}” is not a country code."
    inputs.note(Code.UNKNOWN_COUNTRY, message, mend=mend_code(state, recorded), where="STATE")


def _show(instrument: Instrument, state: str, *, on: date) -> None:
    entry = instrument.participation(state, on)
    say()
    say(instrument.title, style="bold")
    if entry is None:
        paragraph(f"No record of {country_name(state)} is held for it.")
        return
    kind = " It is a declaration, not a treaty: it binds nobody by itself." if instrument.kind == "declaration" else ""
    paragraph(f"{_standing(instrument, state, on=on)}{kind}")
    for citation in entry.cite:
        paragraph(Text(f"{citation} [{CHECKED[citation.checked]}]", style="dim"))
    rows = [_row(instrument, number, state=state, on=on) for number in instrument.articles]
    table(("  article", "", "subject"), rows)
    for reservation in instrument.reservations:
        if reservation.state == state:
            _show_reservation(reservation)


def _standing(instrument: Instrument, state: str, *, on: date) -> str:
    """The sentence of the record for the treaty as a whole: for an article that no reservation can be about."""
    return instrument.binding(state, "", day=on).sentence.replace(state, country_name(state))


def _row(instrument: Instrument, number: str, *, state: str, on: date) -> tuple[str, str, str]:
    binding = instrument.binding(state, number, day=on)
    article = instrument.articles[number]
    return f"  {number}", WORDS[binding.truth], f"{article.title}. {article.text}".strip()


def _show_reservation(reservation: Reservation) -> None:
    touched = f"Reservation to article {', '.join(reservation.articles)}: {reservation.effect}."
    untouched = f" Left whole: article {', '.join(reservation.untouched)}." if reservation.untouched else ""
    paragraph(f"{touched}{untouched}")
    for citation in reservation.cite:
        paragraph(Text(f"{citation} [{CHECKED[citation.checked]}]", style="dim"), indent=4)
