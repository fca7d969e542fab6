"""`wellfounded evidence score-statements`: our candidates against an annotation, by the published span measure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wellfounded.cli.evidence_text import text_of
from wellfounded.cli.options import command
from wellfounded.cli.terminal import say, table, working
from wellfounded.evidence.statements.extract import statements_of
from wellfounded.evidence.statements.score import (
    Figures,
    Gold,
    GoldError,
    as_annotated,
    misplaced,
    read_gold,
    score,
)
from wellfounded.law.errors import Code, InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

EXAMPLE = "wellfounded evidence score-statements gold.json article.txt"
TEXT_FILE = ".txt"
MEASURE = "A candidate counts when it covers half of the annotated content and half of itself is annotated content."


@dataclass(frozen=True, slots=True)
class ScoreOptions:
    """What `evidence score-statements` may be told."""

    gold: Annotated[Path, typer.Argument(metavar="GOLD.json", help="The annotation.", show_default=False)]
    text: Annotated[
        Path, typer.Argument(metavar="TEXT", help="The article, or the folder of all articles.", show_default=False)
    ]


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "score-statements", options=ScoreOptions, example=EXAMPLE)(run)


def run(options: ScoreOptions) -> None:
    """Measure our candidates against an annotation: content F1, and with the right speaker."""
    pairs = _pairs(_gold(options.gold), options)
    total = Figures()
    rows: list[tuple[str, ...]] = []
    elsewhere: list[str] = []
    with working("Reading the articles"):
        for name, gold, path in pairs:
            text = as_annotated(gold, text_of(path))
            figures = score(gold, statements_of(text))
            total += figures
            rows.append(_row(name, figures))
            if count := misplaced(gold, text):
                elsewhere.append(f"{count} of {len(gold)} annotated contents do not stand at their places in {path}.")
    for line in elsewhere:
        say(f"{line} Is it the very file that was annotated? The figures tell nothing otherwise.", style="bold")
    say(MEASURE)
    if len(rows) > 1:
        rows.append(_row("all", total))
    table(("article", "annotated", "found", "content", "precision", "recall", "F1", "with speaker", "F1"), rows)
    for mode, count, found in total.modes:
        say(f"  {mode or 'no mode'}: {found} of {count} contents found")
    say(f"content F1 {total.content_f1:.3f}")
    say(f"content-with-speaker F1 {total.speaker_f1:.3f}")


def _row(name: str, figures: Figures) -> tuple[str, ...]:
    shares = (f"{figures.precision:.3f}", f"{figures.recall:.3f}", f"{figures.content_f1:.3f}")
    counts = (str(figures.gold), str(figures.predicted), str(figures.content))
    return name, *counts, *shares, str(figures.speaker), f"{figures.speaker_f1:.3f}"


def _gold(path: Path) -> dict[str, tuple[Gold, ...]]:
    try:
        data: Any = json.loads(text_of(path).removeprefix("\ufeff"))
        return read_gold(data)
    except GoldError as error:
        raise _refused(path, [f"{where}: {what}" for where, what in error.problems]) from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is no `JSONDecodeError`
        raise _refused(path, [f"This is not readable as JSON: {error}."]) from None


def _refused(path: Path, messages: Iterable[str]) -> InputError:
    mend = "The shape is in docs/reference/statements.md."
    return InputError(Problem(Code.FILE_UNREADABLE, message, mend, str(path)) for message in messages)


def _pairs(gold: dict[str, tuple[Gold, ...]], options: ScoreOptions) -> list[tuple[str, tuple[Gold, ...], Path]]:
    """Each annotated article with its file: by name in a folder, else the one that the file is."""
    if options.text.is_dir():
        return [(name, items, _file_of(name, options.text)) for name, items in gold.items()]
    name = _article_of(options.text, gold)
    if name is None:
        message = f"The annotation has no article “{options.text.stem}”."
        mend = f"It has: {', '.join(list(gold)[:10]) or 'none'}. Name the text file so, or give the folder of all."
        raise InputError.one(Problem(Code.FILE_MISSING, message, mend, str(options.text)))
    return [(name, gold[name], options.text)]


def _file_of(name: str, folder: Path) -> Path:
    """Articles may be called with the end of their file or without."""
    return folder / name if name.endswith(TEXT_FILE) else folder / f"{name}{TEXT_FILE}"


def _article_of(path: Path, gold: dict[str, tuple[Gold, ...]]) -> str | None:
    """The article that a file is named after, or the only one, or the only one whose contents all stand in the file."""
    named = [name for name in gold if name in {path.stem, path.name} or len(gold) == 1]
    if named:
        return named[0]
    text = text_of(path)
    fitting = [name for name, items in gold.items() if _stands_in(as_annotated(items, text), items)]
    return fitting[0] if len(fitting) == 1 else None


def _stands_in(text: str, items: tuple[Gold, ...]) -> bool:
    return any(any(item.words) for item in items) and not misplaced(items, text)
