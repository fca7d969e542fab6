"""`wellfounded evidence search`: passages that bear on a question."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from wellfounded.cli.evidence_library import DEFAULT, HELP, library_at, search_of
from wellfounded.cli.inputs import Inputs
from wellfounded.cli.options import command
from wellfounded.cli.terminal import heading, paragraph, say
from wellfounded.evidence.linking.shelf import Held
from wellfounded.evidence.search.engine import Mode
from wellfounded.evidence.search.index.reach import Filters, Gate, Reach
from wellfounded.evidence.search.language import Language
from wellfounded.law.errors import Code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.evidence.search.engine import Found

EXAMPLE = "wellfounded evidence search 'punishment for illegal exit' --as-of 2014-12-31"
OTHERS = "In other languages, by meaning"


def _none() -> list[str] | None:
    return None


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What `evidence search` may be told."""

    question: Annotated[str, typer.Argument(help="What you want to know, in any language.", show_default=False)]
    library: Annotated[Path, typer.Option(metavar="FILE", help=HELP)] = DEFAULT
    lang: Annotated[list[Language] | None, typer.Option(help="Only passages in this language.")] = None
    as_of: Annotated[str | None, typer.Option(metavar="DAY", help="Nothing published after this day.")] = None
    element: Annotated[list[str] | None, typer.Option(metavar="CRITERION", help="Tied to this criterion.")] = field(
        default_factory=_none
    )
    source: Annotated[list[str] | None, typer.Option(help="Published by this source.")] = field(default_factory=_none)
    country: Annotated[list[str] | None, typer.Option(help="About this country.")] = field(default_factory=_none)
    topic: Annotated[list[str] | None, typer.Option(help="About this topic.")] = field(default_factory=_none)
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many passages at most.")] = 10
    one_language: Annotated[
        bool, typer.Option("--one-language", help="Leave out the list of passages in other languages.")
    ] = False


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "search", options=SearchOptions, example=EXAMPLE)(run)


def run(options: SearchOptions) -> None:
    """Find passages in a library file, each with what is needed to cite it.

    By words; where vectors were worked out, by words and meaning, and then, in a list of its own, by meaning in other
    languages.
    """
    inputs = Inputs()
    reach = Reach(Gate.everything(), _filters(options, inputs))
    if not options.question.strip():
        inputs.note(Code.MISSING_KEY, "The question is empty.", mend="Write what you want to know.", where="QUESTION")
    inputs.finish()
    with library_at(options.library, new=False) as index:
        search = search_of(index)
        found = search.find(options.question, reach, mode=search.default_mode, limit=options.limit)
        count = search.count(options.question, reach)
        say(f"{count:,} {'passage shares' if count == 1 else 'passages share'} a word with the question", style="bold")
        _show(found)
        if Mode.CROSS in search.modes and not options.one_language:
            others = search.find(options.question, reach, mode=Mode.CROSS, limit=options.limit)
            if others:
                heading(OTHERS)
                _show(others)


def _filters(options: SearchOptions, inputs: Inputs) -> Filters:
    return Filters(
        sources=tuple(options.source or ()),
        languages=tuple(str(language) for language in options.lang or ()),
        countries=tuple(inputs.host(code, option="--country") for code in options.country or ()),
        topics=tuple(options.topic or ()),
        criteria=tuple(options.element or ()),
        until=inputs.day(options.as_of, "--as-of"),
    )


def _show(found: Sequence[Found]) -> None:
    for one in found:
        say()
        say(f"{one.place}. {_citation(one)}", style="bold")
        say(f"   {Held(one.card, one.passage).reference}", style="dim")
        words = Text(one.snippet.text)
        for start, end in one.snippet.marks:
            words.stylize("bold underline", start, end)
        paragraph(words, indent=3)


def _citation(found: Found) -> str:
    card, passage = found.card, found.passage
    parts = (
        card.source or "source not recorded",
        card.title,
        card.day.isoformat() if card.day else "undated",
        f"page {passage.page}" if passage.page else "",
        f"para. {passage.paragraph}" if passage.paragraph else f"passage {passage.number + 1}",
        f"reliability: {card.reliability}" if card.reliability else "reliability not judged",
    )
    return ", ".join(part for part in parts if part)
