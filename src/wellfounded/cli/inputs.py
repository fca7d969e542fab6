"""What a command was given: the law, a case, a day. Problems of all of them are collected before any is raised."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from wellfounded.cli.case_source import CaseSource, source_of
from wellfounded.cli.terminal import working
from wellfounded.law.country_name import country_names
from wellfounded.law.errors import Code, InputError, Problem
from wellfounded.law.fields import did_you_mean
from wellfounded.law.library import load_library

if TYPE_CHECKING:
    from pathlib import Path

    from wellfounded.law.case_file import Case
    from wellfounded.law.library import LawLibrary

T = TypeVar("T")


def mend_code(text: str, codes: Iterable[str]) -> str:
    """How to write a country that is not one of the codes."""
    named = (code for code, names in country_names().items() if names["en"].casefold() == text.casefold())
    code = next(named, "")
    return f"Write {code}." if code else did_you_mean(text.upper(), codes) or "Use three letters, like CHN, PRK, KOR."


class Inputs:
    """Collects problems; `finish` raises them together."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def library(self) -> LawLibrary:
        """The law. Without it nothing else can be read, so its problems are raised at once."""
        with working("Reading the law"):
            return load_library()

    def case(self, given: Path | CaseSource, library: LawLibrary) -> Case | None:
        """A case file, whose passphrase is asked for when it is sealed; None when it has problems."""
        source = given if isinstance(given, CaseSource) else source_of(given)
        return self.take(lambda: source.read(library))

    def day(self, value: str | None, option: str) -> date | None:
        """A day of the calendar; None when it was not given or is none."""
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            mend = "Write it as year-month-day, like 2024-05-31."
            self.problems.append(Problem(Code.BAD_DATE, f"“{value}” is not a day of the calendar.", mend, option))
            return None

    def host(self, text: str, *, option: str = "--host") -> str:
        """The code of the host State, or of another country, in capitals; noted when there is no such country."""
        code = text.upper()
        if code not in country_names():
            message = f"“{text}” is not a country code."
            self.note(Code.UNKNOWN_COUNTRY, message, mend=mend_code(text, country_names()), where=option)
        return code

    def folder(self, path: Path, *, mend: str) -> None:
        """Note a folder that is not there."""
        if not path.is_dir():
            message = "This is a file, not a folder." if path.exists() else "There is no such folder."
            self.note(Code.FILE_MISSING, message, mend=mend, where=str(path))

    def profile(self, name: str | None, library: LawLibrary) -> None:
        """Note a profile that is not known."""
        known = library.profile_names()
        if name is not None and name not in known:
            mend = did_you_mean(name, known) or f"Known profiles: {', '.join(known)}."
            self.problems.append(Problem(Code.PROFILE_UNKNOWN, f"There is no profile “{name}”.", mend, "--profile"))

    def take(self, read: Callable[[], T]) -> T | None:
        """What `read` gives; None, with its problems noted, when it cannot."""
        try:
            return read()
        except InputError as error:
            self.problems.extend(error.problems)
            return None

    def note(self, code: Code, message: str, *, mend: str, where: str = "") -> None:
        """Add a problem."""
        self.problems.append(Problem(code, message, mend, where))

    def finish(self) -> None:
        """Raise every problem that was noted."""
        if self.problems:
            raise InputError(self.problems)
