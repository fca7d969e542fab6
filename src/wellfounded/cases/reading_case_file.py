"""Reads a case file that came from outside, in the guarded child alone: it gives plain data back, or every problem."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellfounded.cases.errors import Invalid
from wellfounded.law.case_reader import case_from
from wellfounded.law.document import Document
from wellfounded.law.errors import CaseError, Code, Problem, WellfoundedError
from wellfounded.law.library import load_library
from wellfounded.vault.child import Limits, Refusal, run_guarded
from wellfounded.vault.errors import SealBroken, WrongPassphrase
from wellfounded.vault.sealed import is_sealed

if TYPE_CHECKING:
    from wellfounded.law.case_file import Case

MOST = 1 << 20  # the longest of the examples has a seventieth of it
LIMITS = Limits(memory_mb=2048, cpu_seconds=15)  # a seal takes half a gigabyte for a second, on purpose
REAL = "real"
REFUSALS = {
    Refusal.TOO_BIG: gettext_lazy("The file is too large: a case file has at most 1 MB."),
    Refusal.TOO_SLOW: gettext_lazy("The file took too long to read. Check that it is a case file."),
    Refusal.CRASHED: gettext_lazy("The file is broken or was made to break programs. Ask for another copy."),
    Refusal.NOT_THIS_TYPE: gettext_lazy("This is no case file."),
    Refusal.NO_GUARD: gettext_lazy("This machine cannot guard the reading of files, so that none is read."),
}
SEALS = {
    WrongPassphrase.code: (
        "passphrase",
        gettext_lazy("This passphrase does not open the file. Look at the language of the keyboard and at Caps Lock."),
    ),
    SealBroken.code: (
        "content",
        gettext_lazy(
            "The seal cannot be opened with a passphrase: the file was cut short, changed, or sealed for a key or by "
            "another program. Ask for another copy."
        ),
    ),
}


def case_in(content: bytes, *, passphrase: str = "", file: str = "") -> Case:
    """The case in a plain or sealed case file. `file` is only used to say where something is to be mended.

    Raises:
        Invalid: the file as a whole cannot be used, or its passphrase is missing or wrong.
        CaseError: the file has problems; every one is named.
    """
    sealed = is_sealed(content)
    if sealed and not passphrase:
        raise Invalid({"passphrase": _("The file is sealed. Write its passphrase.")})
    answer = _parsed(content, passphrase)
    if "seal" in answer:
        field, sentence = SEALS.get(answer["seal"], SEALS[SealBroken.code])
        raise Invalid({field: str(sentence)})
    case = _understood(answer, file)
    if case.material == REAL and not sealed:
        raise Invalid(
            {"content": _("A plain file is for a fictional or published case. Seal the file of a real person first.")}
        )
    return case


def _parsed(content: bytes, passphrase: str) -> dict[str, Any]:
    if not content:
        raise Invalid({"content": _("Choose a file. This one is empty or was not sent.")})
    if len(content) > MOST:
        raise Invalid({"content": str(REFUSALS[Refusal.TOO_BIG])})
    options = {"passphrase": passphrase, "most": MOST}
    parsed = run_guarded("case_file", content, options=options, limits=LIMITS)
    if parsed.refused is not None:
        raise Invalid({"content": str(REFUSALS[parsed.refused])})
    return parsed.result


def _understood(answer: dict[str, Any], file: str) -> Case:
    """A parser that was taken over may answer anything: its case is read once more, and its problems must be ours."""
    try:
        if "problems" not in answer:
            return case_from(Document(file, answer["case"], {}), load_library())
        problems = [_problem(one, file) for one in answer["problems"]]
    except (KeyError, TypeError, ValueError, WellfoundedError):
        raise Invalid({"content": str(REFUSALS[Refusal.CRASHED])}) from None
    raise CaseError(problems)


def _problem(told: dict[str, Any], file: str) -> Problem:
    found = Problem(**told)
    return replace(found, code=Code(found.code), file=file, line=int(found.line))
