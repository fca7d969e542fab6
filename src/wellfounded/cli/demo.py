"""Screens the published claims under `examples/decided`: an assessment of each, as a page and a PDF, and an overview.

Called by `make run`. Two processes make the papers, because laying out a PDF takes seconds and nothing else does.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from wellfounded.cli.terminal import beside, heading, out, say, show_problems, table
from wellfounded.law.agreement import compare
from wellfounded.law.assess import assess
from wellfounded.law.atomic import write_atomically
from wellfounded.law.case_reader import read_case
from wellfounded.law.errors import InputError, Problem
from wellfounded.law.library import PACKS, load_library
from wellfounded.law.outcomes import read_elements, read_outcomes
from wellfounded.letters.assessment.page import view_of
from wellfounded.letters.assessment.render import render_html
from wellfounded.letters.overview.context import CaseRow, OverviewView, overview_of
from wellfounded.letters.overview.render import render_overview
from wellfounded.letters.overview.wording import SAY, VERDICTS
from wellfounded.letters.paper import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.assess import Assessment
    from wellfounded.law.outcomes import Outcome

DECIDED = Path("examples/decided")
OUT = Path("out")
OUTCOMES = "outcomes.yaml"
PROCESSES = 2
INTERRUPTED = 130
SHORT = {
    "inclusion": "included",
    "refugee_status": "refugee",
    "complementary_protection": "complementary",
    "return_barred": "no return to",
}


@dataclass(frozen=True, slots=True)
class Screened:
    """What one case gave: its row, and its problems where it has some."""

    row: CaseRow | None
    problems: tuple[Problem, ...] = ()


def main(folder: Path = DECIDED, results: Path = OUT) -> int:
    """Screen every case in `folder` and write the papers to `results`. Returns the exit code."""
    started = time.monotonic()
    files = sorted(path for path in folder.glob("*.yaml") if path.name != OUTCOMES)
    if not files:
        beside.print(f"There are no cases in {folder.absolute()}.")
        return 2
    results.mkdir(parents=True, exist_ok=True)
    try:
        screened = list(_screen_all(files, results))
    except KeyboardInterrupt:
        beside.print("Stopped. The papers that were finished are in", str(results))
        return INTERRUPTED
    view = overview_of(tuple(sorted((item.row for item in screened if item.row), key=lambda row: row.number)))
    write_atomically(results / "index.html", render_overview(view).encode())
    _show_agreement(view)
    _show_end(view, results, seconds=time.monotonic() - started)
    problems = [problem for item in screened for problem in item.problems]
    if problems:
        show_problems(problems)
    return 2 if problems else 0


def _screen_all(files: list[Path], results: Path) -> Iterator[Screened]:
    """Every case, as it is finished, with a line each and a bar."""
    bar = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    context = multiprocessing.get_context("spawn")  # a fork beside the thread of the progress bar could hang
    with (
        Progress(*bar, console=out, transient=True) as progress,
        ProcessPoolExecutor(PROCESSES, mp_context=context) as pool,
    ):
        task = progress.add_task("Screening", total=len(files))
        waiting = [pool.submit(screen, path, results) for path in files]
        try:
            for future in as_completed(waiting):
                item = future.result()
                progress.advance(task)
                if item.row is not None:
                    say(_line(item.row))
                yield item
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def screen(path: Path, results: Path) -> Screened:
    """Assess one case and write its papers."""
    try:
        library = load_library()
        assessment = assess(read_case(path, library), library)
        view = view_of(assessment)
        html = render_html(view)
        write_atomically(results / f"{path.stem}.html", html.encode())
        write_atomically(results / f"{path.stem}.pdf", pdf(html))
    except InputError as error:
        return Screened(None, error.problems)
    compared = (
        compare(assessment, outcome, elements=read_elements(PACKS / "elements.yaml"))
        if (outcome := _outcome(path, assessment))
        else ()
    )
    names = (f"{path.stem}.html", f"{path.stem}.pdf")
    return Screened(CaseRow(view.number, view.title, assessment.law.profile.id, view.conclusions, *names, compared))


def _outcome(path: Path, assessment: Assessment) -> Outcome | None:
    """What the tribunal decided: read only now, after the assessment was made."""
    outcomes = path.with_name(OUTCOMES)
    return read_outcomes(outcomes).get(assessment.case.number) if outcomes.exists() else None


def _line(row: CaseRow) -> str:
    conclusions = (
        f"{_short(it.anchor, it.title)}{f' {it.about}' if it.anchor.startswith('return') else ''}: {it.label.words}"
        for it in row.conclusions
    )
    return f"{row.number:<34} {row.profile:<12} {' · '.join(conclusions)}"


def _short(anchor: str, title: str) -> str:
    return SHORT.get(anchor.partition("-")[0], title)


def _show_agreement(view: OverviewView) -> None:
    if not view.by_profile:
        return
    heading(SAY["agreement"])
    rows = [
        (it.name, *(str(count) if count else "·" for count in it.counts), it.decided)
        for it in (*view.by_profile, view.total)
    ]
    table((SAY["profile"], *VERDICTS.values(), SAY["decided"]), rows)


def _show_end(view: OverviewView, results: Path, *, seconds: float) -> None:
    heading(f"{len(view.cases)} claims screened in {seconds:.0f} seconds on {os.cpu_count()} cores.")
    say(f"Open {results / 'index.html'}: it links every assessment, as a page and as a PDF.")
    say(SAY["motto"])


if __name__ == "__main__":
    sys.exit(main())
