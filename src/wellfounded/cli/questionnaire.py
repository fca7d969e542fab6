"""`wellfounded questionnaire`: the questions to the applicant as an XLSForm."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

import wellfounded
from wellfounded.cli.inputs import Inputs
from wellfounded.cli.options import command
from wellfounded.cli.terminal import say
from wellfounded.law.atomic import write_atomically
from wellfounded.letters.questionnaire import questionnaire

EXAMPLE = "wellfounded questionnaire -o questions.xlsx"


@dataclass(frozen=True, slots=True)
class QuestionnaireOptions:
    """What `questionnaire` must be told."""

    out: Annotated[Path, typer.Option("--out", "-o", help="The XLSX to write.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "questionnaire", options=QuestionnaireOptions, example=EXAMPLE)(run)


def run(options: QuestionnaireOptions) -> None:
    """Write the questions in three languages for survey tools that work offline. There is nothing of a person in it."""
    content = questionnaire(Inputs().library(), version=wellfounded.__version__)
    write_atomically(options.out, content)
    say(f"{options.out}: written. The Korean and Chinese texts are not yet signed off by a qualified reader.")
