"""The sections of registration as a page lists them: what stands, and what the user may answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.cases.permissions import allowing
from wellfounded.web.registration.pages import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from django.utils.functional import Promise

    from wellfounded.accounts.models import User
    from wellfounded.cases.compartments import Compartment
    from wellfounded.cases.models import Case
    from wellfounded.cases.permissions import Permission
    from wellfounded.web.registration.erased import Erased
    from wellfounded.web.registration.page import Page, Row, Section


@dataclass(frozen=True, slots=True)
class Task:
    """A page with what stands in it."""

    page: Page
    rows: list[Row]
    open: bool
    erased: bool = False

    @property
    def standing(self) -> list[Row]:
        return [row for row in self.rows if not row.over]


@dataclass(frozen=True, slots=True)
class Shown:
    """A section with what the user may read or answer of it."""

    title: Promise
    tasks: list[Task]


def sections_of(
    user: User, case: Case, *, erased: Iterable[Erased] = (), sections: tuple[Section, ...] = SECTIONS
) -> list[Shown]:
    allows = allowing(user, case)
    gone = frozenset(one.part for one in erased)
    shown = [
        Shown(section.title, [task for page in section.pages if (task := _task(page, case, allows=allows, gone=gone))])
        for section in sections
    ]
    return [section for section in shown if section.tasks]


def _task(
    page: Page, case: Case, *, allows: Callable[[Permission], bool], gone: Container[Compartment | None]
) -> Task | None:
    """The page as far as the user may read or answer it, None when neither."""
    reads, answers = allows(page.reads), allows(page.needs)
    if not reads and not answers:
        return None
    return Task(page, page.rows(case) if reads else [], open=answers, erased=reads and page.part in gone)
