"""Screens the published claims under `examples/decided`: an assessment of each, as a page and a PDF, and an overview.

Called by `make run`. The pages are there in seconds; the PDFs follow in several processes, because laying one out takes
seconds and nothing else does.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from wellfounded.cli.agreement import show_by_profile
from wellfounded.cli.inputs import Inputs
from wellfounded.cli.terminal import beside, heading, out, say, show_problems
from wellfounded.law.agreement_run import OUTCOMES, Agreement, Tribunals, is_case_file
from wellfounded.law.assess import assess
from wellfounded.law.atomic import write_atomically
from wellfounded.law.case_reader import read_case
from wellfounded.law.errors import InputError, Problem
from wellfounded.letters.assessment.page import view_of
from wellfounded.letters.assessment.render import render_html
from wellfounded.letters.overview.context import CaseRow, overview_of
from wellfounded.letters.overview.render import render_overview
from wellfounded.letters.overview.wording import SAY
from wellfounded.letters.paper import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.library import LawLibrary

DECIDED = Path("examples/decided")
OUT = Path("out")
PROCESSES = max(2, min(os.cpu_count() or 2, 8))
INTERRUPTED = 130


def main(folder: Path = DECIDED, results: Path = OUT) -> int:
    """Screen every case in `folder` and write the papers to `results`. Returns the exit code."""
    started = time.monotonic()
    files = sorted(path for path in folder.iterdir() if is_case_file(path)) if folder.is_dir() else []
    if not files:
        beside.print(f"There are no cases in {folder.absolute()}.")
        return 2
    try:
        problems = _run(files, results, started=started)
    except InputError as error:
        problems = list(error.problems)
    except KeyboardInterrupt:
        say(f"Stopped. What was finished is in {results}.")
        return INTERRUPTED
    if problems:
        show_problems(problems)
    return 2 if problems else 0


def _run(files: list[Path], results: Path, *, started: float) -> list[Problem]:
    results.mkdir(parents=True, exist_ok=True)
    problems: list[Problem] = []
    rows = tuple(_screen(files, results, problems=problems))
    write_atomically(results / "index.html", render_overview(overview_of(rows)).encode())
    _show_agreement(rows)
    say()
    say(f"{len(rows)} claims screened in {time.monotonic() - started:.0f} seconds. Their PDFs follow.")
    _write_pdfs([results / row.html for row in rows])
    heading(f"Done in {time.monotonic() - started:.0f} seconds on {os.cpu_count()} cores.")
    say(f"Open {results / 'index.html'}: it links every assessment, as a page and as a PDF.")
    say(SAY["motto"])
    return problems


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=out, transient=True)


def _screen(files: list[Path], results: Path, *, problems: list[Problem]) -> Iterator[CaseRow]:
    """Assess every case and write its page, with a line each."""
    library = Inputs().library()
    folder = files[0].parent
    tribunals = Tribunals.beside(folder, library) if (folder / OUTCOMES).exists() else None
    with _progress() as progress:
        for path in progress.track(files, description="Screening"):
            try:
                row = _screen_one(path, library, tribunals=tribunals, results=results)
            except InputError as error:
                problems.extend(error.problems)
                continue
            say(_line(row))
            yield row


def _screen_one(path: Path, library: LawLibrary, *, tribunals: Tribunals | None, results: Path) -> CaseRow:
    assessment = assess(read_case(path, library), library)
    view = view_of(assessment)
    write_atomically(results / f"{path.stem}.html", render_html(view).encode())
    return CaseRow(
        number=view.number,
        title=view.title,
        profile=assessment.law.profile.id,
        conclusions=view.conclusions,
        html=f"{path.stem}.html",
        pdf=f"{path.stem}.pdf",
        compared=() if tribunals is None else tribunals.compared(assessment),
    )


def _line(row: CaseRow) -> str:
    """One case in one line: its number, its profile, and what came out how."""
    outcome = "; ".join(f"{label.words}: {', '.join(names)}" for label, names in row.outcomes())
    return f"{row.number:<30} {row.profile:<12} {outcome}"


def _write_pdfs(pages: list[Path]) -> None:
    """A PDF of every page, in several processes with a bar."""
    context = multiprocessing.get_context("spawn")  # a fork beside the thread of the progress bar could hang
    with _progress() as progress, ProcessPoolExecutor(PROCESSES, context, initializer=_leave_ctrl_c_to_us) as pool:
        task = progress.add_task("Writing PDFs", total=len(pages))
        waiting = [pool.submit(write_pdf, page) for page in pages]
        try:
            for future in as_completed(waiting):
                future.result()
                progress.advance(task)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _leave_ctrl_c_to_us() -> None:
    """In a helper process: the one that shows the bar is told of Ctrl-C and ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def write_pdf(html: Path) -> None:
    """The PDF of a page, beside it."""
    write_atomically(html.with_suffix(".pdf"), pdf(html.read_text(encoding="utf-8")))


def _show_agreement(rows: tuple[CaseRow, ...]) -> None:
    compared = tuple(item for row in rows for item in row.compared)
    if compared:
        heading(SAY["agreement"])
        show_by_profile(Agreement(compared, ()))


if __name__ == "__main__":
    sys.exit(main())
