"""Receipts: what an assessment was made from, so that anyone can make it again and see the same.

A receipt holds the engine's version, the hash of every law file, the dates, the whole case and every finding with the
reasons of the conclusions. It is sealed by a hash over itself, which shows damage, not authorship.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from wellfounded import __version__
from wellfounded.law.assess import Assessment, assess
from wellfounded.law.case_reader import case_from
from wellfounded.law.case_writer import case_as_data
from wellfounded.law.document import Document
from wellfounded.law.errors import Code, InputError, Problem
from wellfounded.law.explain import Step, explain_all

if TYPE_CHECKING:
    from wellfounded.law.finding import Finding
    from wellfounded.law.library import LawLibrary

FORMAT = "wellfounded-receipt/1"
PARTS = frozenset({"engine", "profile", "as_of", "law", "case", "findings", "reasons"})


def make_receipt(assessment: Assessment) -> dict[str, Any]:
    """The receipt of an assessment, as data for JSON."""
    law, goals = assessment.law, assessment.goals()
    receipt = {
        "format": FORMAT,
        "engine": __version__,
        "profile": law.profile.id,
        "versions": [f"{version.id} {version.version}" for version in law.versions],
        "as_of": assessment.as_of.isoformat(),
        "law": dict(sorted(law.library.hashes.items())),
        "case": _plain(case_as_data(assessment.case)),
        "findings": {
            f"{entity} {name}": _finding(finding) for (name, entity), finding in sorted(assessment.findings.items())
        },
        "reasons": {
            f"{goal.entity} {goal.criterion.id}": _step(step)
            for goal, step in zip(goals, explain_all(assessment, goals), strict=True)
        },
    }
    return receipt | {"seal": seal_of(receipt)}


def seal_of(receipt: dict[str, Any]) -> str:
    """The SHA-256 of a receipt without its seal, over canonical JSON."""
    body = {key: value for key, value in receipt.items() if key != "seal"}
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verify_receipt(receipt: Any, library: LawLibrary, *, file: str = "") -> tuple[Problem, ...]:
    """Make the assessment again from a receipt; every difference is a problem, none means it is reproduced.

    Raises `InputError` when it is not a receipt at all.
    """
    if not isinstance(receipt, dict) or receipt.get("format") != FORMAT:
        raise _no_receipt("This is not a receipt.", file)
    if receipt.get("seal") != seal_of(receipt):
        mend = "Fetch the original; do not rely on this copy."
        return (
            Problem(
                Code.RECEIPT_BROKEN, "The receipt was changed after it was made: its seal does not fit.", mend, file
            ),
        )
    missing = sorted(PARTS - receipt.keys())
    if missing:
        raise _no_receipt(f"The receipt lacks {', '.join(missing)}.", file)
    case = case_from(Document(file, receipt["case"], {}), library)
    again = make_receipt(assess(case, library, profile=receipt["profile"], as_of=_day(receipt, file)))
    return (*_law_changes(receipt, again, file=file), *_differences(receipt, again, file=file))


def _no_receipt(message: str, file: str) -> InputError:
    mend = "Give the JSON file that “wellfounded assess --json” wrote."
    return InputError.one(Problem(Code.RECEIPT_BROKEN, message, mend, file))


def _day(receipt: dict[str, Any], file: str) -> date:
    try:
        return date.fromisoformat(receipt["as_of"])
    except (TypeError, ValueError):
        raise _no_receipt(f"The receipt's day “{receipt['as_of']}” is no day of the calendar.", file) from None


def _law_changes(receipt: dict[str, Any], again: dict[str, Any], *, file: str) -> list[Problem]:
    mend = "Check out the law as it was, or read what changed with: wellfounded law diff."
    before, now = receipt["law"], again["law"]
    changed = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    problems = [
        Problem(Code.RECEIPT_DIFFERS, f"The law file {name} is not the one that was used.", mend, file)
        for name in changed
    ]
    if receipt["engine"] != again["engine"]:
        message = f"The receipt was made by engine {receipt['engine']}; this is {again['engine']}."
        problems.append(Problem(Code.RECEIPT_DIFFERS, message, "Use that version to be exact.", file))
    return problems


def _differences(receipt: dict[str, Any], again: dict[str, Any], *, file: str) -> list[Problem]:
    before, now = receipt["findings"], again["findings"]
    problems = []
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            was, became = (side.get(name, {}).get("label", "absent") for side in (before, now))
            problems.append(
                Problem(
                    Code.RECEIPT_DIFFERS,
                    f"“{name}” was {was} and now comes out {became}.",
                    "See which law or fact changed.",
                    file,
                )
            )
    if not problems and receipt["reasons"] != again["reasons"]:
        problems.append(
            Problem(
                Code.RECEIPT_DIFFERS, "The findings agree, but their reasons differ.", "Compare the two reports.", file
            )
        )
    return problems


def _finding(finding: Finding) -> dict[str, Any]:
    data: dict[str, Any] = {"label": str(finding.label), "marks": finding.marks}
    if finding.human is not None:
        data["human"] = {
            "finding": str(finding.human.word),
            "by": finding.human.act.by,
            "reason": finding.human.act.reason,
        }
    return data


def _step(step: Step) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": str(step.kind), "value": step.value, "title": step.title}
    if step.slot is not None:
        data["of"] = " ".join(step.slot)
    if step.children:
        data["because"] = [_step(child) for child in step.children]
    return data


def _plain(value: Any) -> Any:
    """Data with days as text, as JSON has them."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
