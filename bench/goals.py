"""What was to be reached, and whether it was: each goal with its figure, from the results of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bench.engine import ASSESSMENT, CHANGED, CHANGED_CASE, EXPLAINED, NEXT
from bench.questions import BACKWARD, FINDINGS_LAST, OURS, POLICY, RATIO

FROM_CASE = "Wellfounded: from a case to every finding with its reasons"
VALUES = "Wellfounded: from a case to every value"
DOCUMENTED, FASTEST = "OpenFisca, pairs, a dictionary for each case", "OpenFisca, pairs, arrays of one"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, its figure in words, and whether it was met."""

    what: str
    target: str
    figure: str
    met: bool
    section: str


def goals(results: dict[str, Any]) -> list[Goal]:
    """Every goal of the parts that were run."""
    makers: dict[str, Callable[[Any], Iterator[Goal]]] = {
        "engine": _engine,
        "cohort": _cohort,
        "peers": _peers,
        "questions": _questions,
    }
    return [goal for name, make in makers.items() if name in results for goal in make(results[name]["found"])]


def _engine(found: dict[str, Any]) -> Iterator[Goal]:
    rows = found["rows"]
    limits = (
        ("Assessment of one case, the deciding children of every step kept", ASSESSMENT, 1e-3),
        ("The same, with the reasons of every conclusion also built as a tree down to the facts", EXPLAINED, 1e-3),
        ("One changed fact", CHANGED, 50e-6),
        ("One changed fact, making the new case included", CHANGED_CASE, 50e-6),
        ("Next question", NEXT, 1e-3),
    )
    for what, name, most in limits:
        wall = rows[name]["median"]
        yield Goal(what, f"median under {in_words(most)}", in_words(wall), wall < most, "engine")


def _cohort(found: list[dict[str, Any]]) -> Iterator[Goal]:
    for row in found:
        seconds = 0.05 if row["people"] < 1_000_000 else 1.0  # noqa: PLR2004 - the larger of two sizes
        what = f"{row['people']:,} people, {row['name']} ({row['columns']} columns)"
        yield Goal(what, f"under {in_words(seconds)}", in_words(row["median"]), row["median"] < seconds, "cohort")
        if row["people"] >= 1_000_000:  # noqa: PLR2004 - see above
            memory = f"{row['on_top_mb']:.0f} MB on top of {row['matrix_mb']:.0f} MB"
            yield Goal(f"Memory for {what}", "within 200 MB on top", memory, row["on_top_mb"] < 200, "cohort")  # noqa: PLR2004 - the goal


def _peers(found: dict[str, Any]) -> Iterator[Goal]:
    rows = found["rows"]
    for peer in (DOCUMENTED, FASTEST):
        if "not_run" in rows[peer]:
            yield Goal(f"Single cases against {peer}", "at least 100 times", "not run", met=False, section="peers")
            continue
        for ours in (FROM_CASE, VALUES):
            ratio = rows[ours]["per_second"] / rows[peer]["per_second"]
            what = f"Single cases, {ours.partition(': ')[2]}, against {peer}"
            yield Goal(what, "at least 100 times", f"{ratio:.0f} times", ratio >= 100, "peers")  # noqa: PLR2004 - the goal


def _questions(found: dict[str, Any]) -> Iterator[Goal]:
    for goal, table in found["order"].items():
        for name in (RATIO, POLICY):
            if name in table:
                yield _fewer(f"{name}, until {goal}", table, name=name)
        if POLICY in table:
            yield _fewer(f"{POLICY}{FINDINGS_LAST}, until {goal}", table, name=POLICY + FINDINGS_LAST)
    for at, table in found["elsewhere"].items():
        for name in (RATIO, POLICY, POLICY + FINDINGS_LAST):
            yield _fewer(f"{name}, {at}, every conclusion", table, name=name)
    for rate, most in (("0.02", 0.01), ("0.05", 0.02)):
        for name in OURS:
            share = found["wrong"][rate][name]["met"]["found_not_met"]
            what = f"Wrong refusals when {float(rate):.0%} of answers are wrong: {name}"
            yield Goal(what, f"under {most:.0%}", f"{share:.2%}", share < most, "questions")


def _fewer(what: str, table: dict[str, Any], *, name: str) -> Goal:
    """Against backward chaining that is held to the same: the same goals, and findings last where ours come last."""
    other = BACKWARD + FINDINGS_LAST if name.endswith(FINDINGS_LAST) else BACKWARD
    pairs = [(table[name][side]["questions"], table[other][side]["questions"]) for side in ("met", "not met")]
    figure = " and ".join(f"{ours:.1f} against {theirs:.1f}" for ours, theirs in pairs)
    return Goal(
        f"Questions: {what}",
        "never more than backward chaining",
        f"{figure} (met and not met)",
        all(ours <= theirs for ours, theirs in pairs),
        "questions",
    )


def in_words(seconds: float) -> str:
    """A time with the unit that reads best."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"
