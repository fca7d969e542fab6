"""`wellfounded evidence pin`: a person ties a passage to a criterion or a country fact, or says that it does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.evidence_library import DEFAULT, HELP
from wellfounded.cli.evidence_shelf import shelf_at
from wellfounded.cli.inputs import Inputs
from wellfounded.cli.options import command
from wellfounded.cli.terminal import say
from wellfounded.evidence.documents.citation import QuoteError, cite_words
from wellfounded.evidence.linking.link import Link
from wellfounded.evidence.statements.bearing import Direction
from wellfounded.law.errors import Code, InputError, Problem
from wellfounded.law.fields import did_you_mean
from wellfounded.law.library import LawLibrary

EXAMPLE = "wellfounded evidence pin 3f2a9c01:12 torture_risk supports --by mina"


class Act(StrEnum):
    """What a person says of a passage."""

    SUPPORTS = "supports"
    REBUTS = "rebuts"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class PinOptions:
    """What `evidence pin` may be told."""

    passage: Annotated[
        str, typer.Argument(metavar="PASSAGE", help="A reference, as a brief shows it.", show_default=False)
    ]
    about: Annotated[
        str, typer.Argument(metavar="ABOUT", help="The id of a criterion or a country fact.", show_default=False)
    ]
    act: Annotated[
        Act, typer.Argument(help="It supports or rebuts it, or does not bear on it: reject.", show_default=False)
    ]
    by: Annotated[str, typer.Option(help="Who says so.", show_default=False)]
    quote: Annotated[str, typer.Option(metavar="WORDS", help="The words meant; else the whole passage.")] = ""
    library: Annotated[Path, typer.Option(metavar="FILE", help=HELP)] = DEFAULT


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "pin", options=PinOptions, example=EXAMPLE)(run)


def run(options: PinOptions) -> None:
    """Tie a passage to a criterion or a country fact, or reject a suggestion, in the name of a person.

    The words are checked against the passage, and kept with it.
    """
    inputs = Inputs()
    _known(options.about, inputs=inputs, law=inputs.library())
    if not options.by.strip():
        inputs.note(Code.UNSIGNED, "Nobody is named.", mend="Say who ties it: --by NAME.", where="--by")
    inputs.finish()
    with shelf_at(options.library, []) as opened:
        held = opened.passage(options.passage)
        quote = _quoted(options.quote, held.passage.text)
        direction = Direction.REBUTS if options.act is Act.REBUTS else Direction.SUPPORTS
        link = Link(held.target, options.about, direction)
        now = datetime.now(UTC)
        rejected = options.act is Act.REJECT
        opened.ties.keep(
            link.rejected(options.by, at=now) if rejected else link.accepted(options.by, at=now), quote=quote
        )
    say(f"{options.passage} {'does not bear on' if rejected else direction} {options.about}, says {options.by}.")


def _known(about: str, *, inputs: Inputs, law: LawLibrary) -> None:
    names = {criterion.id for provision in law.provisions for criterion in provision.criteria}
    for profile in law.profiles:
        names |= profile.entries.keys()
    names |= {fact.id for fact in law.country_facts}
    if about not in names:
        mend = did_you_mean(about, names) or "See “law list” and “evidence facts”."
        inputs.note(
            Code.UNKNOWN_CRITERION, f"There is no criterion or country fact “{about}”.", mend=mend, where="ABOUT"
        )


def _quoted(words: str, text: str) -> str:
    if not words:
        return text
    try:
        return cite_words("", text, quote=words).quote
    except QuoteError as error:
        raise InputError.one(Problem(Code.QUOTE_NOT_FOUND, error.what, error.mend, "--quote")) from None
