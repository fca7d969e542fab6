"""`wellfounded identity search`: who in a list may be this person, with what speaks for it and against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.options import command
from wellfounded.cli.person_list import people_in
from wellfounded.cli.standings import STANDINGS
from wellfounded.cli.terminal import counting, paragraph, say, table
from wellfounded.identity.dates.partial_date import NotADate, PartialDate
from wellfounded.identity.lists.builder import sex_of
from wellfounded.identity.lists.dates import read_birth
from wellfounded.identity.look_up import SHOWN, Hit, look_up
from wellfounded.identity.names.form import form_of
from wellfounded.identity.record import Record
from wellfounded.law.errors import Code, InputError, Problem

EXAMPLE = 'wellfounded identity search register.csv "Han Pyol-sol" --born 1984~ --place 회령'
LEAD = "Each is a lead, never a fact: people decide, two of them, and nobody is merged by a program."
NAME_SHOWN = 40
NOTHING = "Nobody in this list comes near. The person may be in it under a name that is another name."


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What is known of the person. Nothing but a name is needed."""

    people: Annotated[Path, typer.Argument(metavar="REGISTER", help="A list: CSV, XLSX, XML, FollowTheMoney.")]
    name: Annotated[list[str], typer.Argument(help="The name in any script; further names may follow.")]
    born: Annotated[str, typer.Option(help="Birth date as said: 1984, 1984~, lunar:1984-03-05.")] = ""
    sex: Annotated[str, typer.Option(help="female or male.")] = ""
    place: Annotated[list[str] | None, typer.Option(help="A place of birth or origin; may be repeated.")] = None
    father: Annotated[str, typer.Option(help="The father’s name.")] = ""
    mother: Annotated[str, typer.Option(help="The mother’s name.")] = ""
    number: Annotated[list[str] | None, typer.Option(help="The number of a paper; may be repeated.")] = None
    most: Annotated[int, typer.Option(min=1, help="How many to show.")] = SHOWN

    def record(self) -> Record:
        """The same as a record to compare with.

        Raises:
            InputError: a name that no record can be compared with, or a sex or date that is none. Passed over in
                silence, each would make the answer “nobody”, or count against the person.
        """
        problems = list(_problems(self))
        if problems:
            raise InputError(problems)
        return Record(
            key="?",
            names=tuple(self.name),
            birth=_birth(self.born),
            sex=sex_of(self.sex) or "",
            places=tuple(self.place or ()),
            father=self.father,
            mother=self.mother,
            numbers=tuple(self.number or ()),
        )


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "search", options=SearchOptions, example=EXAMPLE)(run)


def run(options: SearchOptions) -> None:
    """Show who in a list may be this person. Every part of the weight is shown; nobody decides but people."""
    query = options.record()
    records = people_in(options.people).records
    with counting("Comparing", of=len(records)) as told:
        hits = look_up(query, records, among=max(len(records), 1), most=options.most, told=told)
    for hit in hits:
        show(hit)
    if hits:
        paragraph(STANDINGS)
    else:
        say(NOTHING)
    paragraph(LEAD)


def show(hit: Hit) -> None:
    """One record with its waterfall: the prior, each part, the sum."""
    record, found = hit.record, hit.weighing
    say(f"{found.standing.value.capitalize()}: {record.key}  {' · '.join(record.names)}", style="bold")
    rows = [(part.about, f"{part.nats:+.1f}", part.one, part.other, part.sentence) for part in found.comparisons]
    prior = ("before", f"{found.prior:+.1f}", "", "", "One true record among all.")
    table(("", "nats", "asked", "on record", ""), [prior, *rows, ("sum", f"{found.total:+.1f}", "", "", "")])
    say()


def _problems(options: SearchOptions) -> Iterator[Problem]:
    for where, text in (*(("NAME", one) for one in options.name), *_of_parents(options)):
        if why := form_of(text).problem:
            mend = "Write the letters of the name, in whatever script."
            yield Problem(Code.WRONG_OPTION, f"“{text[:NAME_SHOWN]}” cannot be compared. {why}", mend, where)
    if sex_of(options.sex) is None:
        mend = "Write female or male, or leave it out."
        yield Problem(Code.WRONG_OPTION, f"The sex “{options.sex}” is not known.", mend, "--sex")


def _of_parents(options: SearchOptions) -> Iterator[tuple[str, str]]:
    return (given for given in (("--father", options.father), ("--mother", options.mother)) if given[1])


def _birth(text: str) -> PartialDate | None:
    try:
        return read_birth(text)
    except NotADate as wrong:
        message = f"“{text}” is no date that can be read."
        raise InputError.one(Problem(Code.BAD_DATE, message, str(wrong), "--born")) from None
