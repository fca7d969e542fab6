"""`wellfounded assess`: what follows from a case file, on the terminal and as papers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wellfounded.cli.case_source import source_of
from wellfounded.cli.inputs import Inputs
from wellfounded.cli.options import command
from wellfounded.cli.outputs import Kind, Output, problems_of
from wellfounded.cli.summary import show_summary
from wellfounded.cli.terminal import heading, say, working
from wellfounded.law.assess import assess
from wellfounded.law.errors import Code, InputError, Problem
from wellfounded.law.receipt import make_receipt, verify_receipt
from wellfounded.letters.assessment.page import view_of
from wellfounded.letters.assessment.render import render_html, render_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.cli.case_source import CaseSource
    from wellfounded.law.assess import Assessment
    from wellfounded.law.library import LawLibrary
    from wellfounded.letters.assessment.context import AssessmentView

EXAMPLE = "wellfounded assess case.yaml --html case.html --pdf case.pdf"


@dataclass(frozen=True, slots=True)
class AssessOptions:
    """What `assess` may be told."""

    case: Annotated[Path | None, typer.Argument(help="The case file (YAML or JSON).", show_default=False)] = None
    profile: Annotated[str | None, typer.Option(help="Assess under another profile: see “law list”.")] = None
    as_of: Annotated[str | None, typer.Option(metavar="DAY", help="Assess as if decided on another day.")] = None
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the reasoned assessment as a page.")] = None
    pdf: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as a PDF.")] = None
    json: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the receipt, which makes it reproducible.")
    ] = None
    verify: Annotated[
        Path | None,
        typer.Option(metavar="RECEIPT", help="Make an assessment again from its receipt and compare."),
    ] = None

    def outputs(self, passphrase: str = "") -> list[Output]:
        """The files that were asked for; sealed like the case."""
        asked = {Kind.HTML: self.html, Kind.PDF: self.pdf, Kind.JSON: self.json}
        return [Output.of(kind, path, passphrase=passphrase) for kind, path in asked.items() if path is not None]


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "assess", options=AssessOptions, example=EXAMPLE)(run)


def run(options: AssessOptions) -> None:
    """Show what follows from a case file, element by element, with its law and its evidence.

    The program decides nothing: a person finds, a person decides, another reviews.
    """
    inputs = Inputs()
    source = None if options.case is None else source_of(options.case)
    outputs = options.outputs(source.passphrase if source else "")
    inputs.problems.extend(problems_of(outputs, read=filter(None, [options.case, options.verify])))
    if options.case is None and options.verify is None:
        inputs.note(Code.MISSING_KEY, "No case file was named.", mend=f"For example: {EXAMPLE}")
        inputs.finish()
    library = inputs.library()
    assessment = _assessed(options, inputs, source=source, library=library)
    if options.verify is not None:
        _verify(options.verify, library, assessment=assessment)
    if assessment is not None:
        view = view_of(assessment)
        written = list(_write(outputs, assessment, view=view))
        show_summary(view)
        _show_written(written)


def _assessed(
    options: AssessOptions, inputs: Inputs, *, source: CaseSource | None, library: LawLibrary
) -> Assessment | None:
    """The assessment of the case that was named; raises every problem of the input at once."""
    day = inputs.day(options.as_of, "--as-of")
    inputs.profile(options.profile, library)
    case = None if source is None else inputs.case(source, library)
    if case is not None and day is not None and day < case.claim:
        message = f"{day} lies before the claim ({case.claim})."
        inputs.note(Code.DATES_OUT_OF_ORDER, message, mend="Choose a later day.", where="--as-of")
    inputs.finish()
    return None if case is None else assess(case, library, profile=options.profile, as_of=day)


def _write(outputs: list[Output], assessment: Assessment, *, view: AssessmentView) -> Iterator[Output]:
    for output in outputs:
        with working(f"Writing the {output.kind}"):
            output.write(_content(output.kind, assessment, view=view))
        yield output


def _content(kind: Kind, assessment: Assessment, *, view: AssessmentView) -> bytes:
    if kind is Kind.PDF:
        return render_pdf(view)
    if kind is Kind.HTML:
        return render_html(view).encode()
    return (json.dumps(make_receipt(assessment), ensure_ascii=False, indent=1) + "\n").encode()


def _show_written(written: list[Output]) -> None:
    if written:
        heading("Written")
        for output in written:
            say(f"  {output.path}  ({output.kind})")


def _verify(path: Path, library: LawLibrary, *, assessment: Assessment | None) -> None:
    """Raise every difference between a receipt and what its case gives now."""
    receipt = _read_receipt(path)
    with working("Making the assessment again"):
        problems = verify_receipt(receipt, library, file=str(path))
    if assessment is not None and make_receipt(assessment)["case"] != receipt["case"]:
        message = f"The receipt was not made from {assessment.case.file} as it stands now."
        mend = "Check that it is the right file, or see what was changed in it since."
        problems = (*problems, Problem(Code.RECEIPT_DIFFERS, message, mend, str(path)))
    if problems:
        raise InputError(problems)
    say(f"{path}: reproduced. The same law files, case and dates give the same findings with the same reasons.")


def _read_receipt(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        problem = Problem(
            Code.FILE_MISSING, f"The receipt cannot be read: {error.strerror}.", "Check the name.", str(path)
        )
    except ValueError:
        mend = "Give the JSON file that “wellfounded assess --json” wrote."
        problem = Problem(Code.RECEIPT_BROKEN, "This is not readable as JSON.", mend, str(path))
    raise InputError.one(problem)
