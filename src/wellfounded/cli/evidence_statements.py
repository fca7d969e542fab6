"""`wellfounded evidence statements`: who said what in an article, as candidates for a person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from wellfounded.cli.evidence_law import Beside, LawBeside, as_json, lines
from wellfounded.cli.evidence_text import text_of
from wellfounded.cli.inputs import Inputs
from wellfounded.cli.options import command
from wellfounded.cli.terminal import out, paragraph, say, working
from wellfounded.evidence.statements.annotation import annotation
from wellfounded.evidence.statements.extract import statements_of

if TYPE_CHECKING:
    from wellfounded.evidence.statements.statement import Speaker, Statement

EXAMPLE = "wellfounded evidence statements article.txt"
CAVEAT = "Candidates found by rules. None counts before a person has confirmed it."


@dataclass(frozen=True, slots=True)
class StatementsOptions:
    """What `evidence statements` may be told."""

    file: Annotated[Path, typer.Argument(metavar="FILE", help="The article: a text file.", show_default=False)]
    json: Annotated[bool, typer.Option("--json", help="Write JSON in the shape of the annotation.")] = False
    law: Annotated[bool, typer.Option("--law", help="Suggest criteria, and show what binds a State that speaks.")] = (
        False
    )
    on: Annotated[str | None, typer.Option(metavar="DAY", help="The day of the law; today when left out.")] = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "statements", options=StatementsOptions, example=EXAMPLE)(run)


def run(options: StatementsOptions) -> None:
    """Find who said what in an article: candidates to confirm."""
    inputs = Inputs()
    day = inputs.day(options.on, "--on") or datetime.now(UTC).date()
    text = inputs.take(lambda: text_of(options.file)) or ""
    law = LawBeside(inputs.library(), day) if options.law else None
    inputs.finish()
    with working("Reading the article"):
        found = statements_of(text)
    besides = [law.beside(item, text) if law is not None else Beside((), ()) for item in found]
    if options.json:
        _write(options.file.stem, text, found=found, besides=besides if options.law else [])
        return
    say(f"{len(found)} candidates in {options.file.name}", style="bold")
    say(CAVEAT)
    for number, (item, beside) in enumerate(zip(found, besides, strict=True), 1):
        _show(number, item, text=text)
        for line in lines(beside):
            paragraph(Text(line), indent=3)


def _write(name: str, text: str, *, found: tuple[Statement, ...], besides: list[Beside]) -> None:
    data = annotation(name, text, statements=found)
    for entry, beside in zip(data["statements"], besides, strict=False):
        entry.update(as_json(beside))
    out.file.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _show(number: int, item: Statement, *, text: str) -> None:
    say()
    say(f"{number}. {_who(item.speaker)}", style="bold")
    cue = " … ".join(words for span in item.cue if (words := span.of(text).strip(" :")))
    paragraph(Text(f"{cue}: {item.words(text)}" if cue else item.words(text)), indent=3)
    marks = [
        item.mode.value,
        "inside another statement" if item.nested else "",
        *_circumstance(item),
        f"characters {item.start} to {item.content[-1].end}",
        f"rule {item.rule}",
        f"confidence {item.confidence:.2f}",
    ]
    paragraph(Text("; ".join(mark for mark in marks if mark), style="dim"), indent=3)


def _who(speaker: Speaker) -> str:
    role = ", ".join(part for part in (speaker.role, speaker.organisation) if part and part != speaker.name)
    resolved = f" [“{speaker.mention}”, resolved]" if speaker.resolved else ""
    state = f" ({speaker.state})" if speaker.state else ""
    return f"{speaker.name or 'nobody named'}{resolved}{f', {role}' if role else ''}{state}"


def _circumstance(item: Statement) -> list[str]:
    circumstance = item.circumstance
    told = [
        f"when: {circumstance.when}" if circumstance.when else "",
        f"where: {circumstance.where}" if circumstance.where else "",
        f"to {circumstance.addressed_to}" if circumstance.addressed_to else "",
        f"passed on by {', '.join(circumstance.relayed_by)}" if circumstance.relayed_by else "",
    ]
    return [part for part in told if part]
