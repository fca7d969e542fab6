"""What can go wrong, said to a person.

Every problem carries a stable code, the place where it stands, what is wrong and how to mend it. Readers collect all
problems of an input before they raise, so that a user mends a file once.

    WellfoundedError
    ├── InputError      what a user gave us cannot be used           exit code 2
    │   ├── CaseError   a case file
    │   └── LawError    a law pack
    └── FaultError      our own mistake, or the machine's            exit code 1
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Code(StrEnum):
    """Stable codes of problems; each is explained in `docs/reference/errors.md`."""

    FILE_MISSING = "WF-001"
    FILE_UNREADABLE = "WF-002"
    YAML_BROKEN = "WF-003"
    YAML_FEATURE = "WF-004"
    KEY_TWICE = "WF-005"
    NOT_A_MAPPING = "WF-006"
    UNKNOWN_KEY = "WF-010"
    MISSING_KEY = "WF-011"
    WRONG_TYPE = "WF-012"
    WRONG_OPTION = "WF-013"
    BAD_DATE = "WF-014"
    UNKNOWN_FACT = "WF-020"
    UNKNOWN_CRITERION = "WF-021"
    WRONG_SCOPE = "WF-022"
    WRONG_VALUE = "WF-023"
    UNKNOWN_COUNTRY = "WF-024"
    NOT_HUMAN = "WF-026"
    ROUTES_IN_A_CIRCLE = "WF-027"
    DATES_OUT_OF_ORDER = "WF-028"
    NAME_IN_CASE = "WF-029"
    UNSIGNED = "WF-030"
    PROFILE_UNKNOWN = "WF-040"
    NO_VERSION = "WF-041"
    TWO_VERSIONS = "WF-042"
    LAW_NAME = "WF-050"
    LAW_CIRCLE = "WF-051"
    LAW_RULE = "WF-052"
    LAW_CITATION = "WF-053"
    LAW_TWICE = "WF-054"
    LAW_DIRECTION = "WF-055"
    LAW_QUESTION = "WF-056"
    LAW_UNREACHABLE = "WF-057"
    QUOTE_NOT_FOUND = "WF-058"
    COHORT_COLUMN = "WF-060"
    COHORT_VALUE = "WF-061"
    PAIRS_ROW = "WF-062"
    LIST_UNREADABLE = "WF-063"
    ENGINE_MISSING = "WF-064"
    DOCUMENT_REFUSED = "WF-065"
    EXCHANGE_REFUSED = "WF-066"
    RECEIPT_DIFFERS = "WF-070"
    RECEIPT_BROKEN = "WF-071"
    WRITE_REFUSED = "WF-080"
    FAULT = "WF-900"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it is, and how to mend it.

    `path` is the way into the document (`countries.PRK.facts.is_outside`), `line` counts from one, 0 when unknown.
    """

    code: Code
    message: str
    mend: str
    file: str = ""
    line: int = 0
    path: str = ""

    def __str__(self) -> str:
        where = ":".join(part for part in (self.file, str(self.line) if self.line else "") if part)
        place = " ".join(part for part in (where, f"({self.path})" if self.path else "") if part)
        head = f"{place}: " if place else ""
        return f"{head}{self.message} {self.mend} [{self.code}]"


class WellfoundedError(Exception):
    """The root of every error that this package raises on purpose."""

    exit_code = 1


class InputError(WellfoundedError):
    """What the user gave us cannot be used; holds every problem that was found, in the order of the file."""

    exit_code = 2

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def one(cls, problem: Problem) -> InputError:
        """An error of this class with a single problem."""
        return cls([problem])


class CaseError(InputError):
    """A case file cannot be used."""


class LawError(InputError):
    """A law pack cannot be used, or no single version of the law answers."""


class FaultError(WellfoundedError):
    """Something failed that is not the user's doing."""
