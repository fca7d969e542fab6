"""A question page: its question, its form, who may answer it, and which action keeps the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from wellfounded.cases.compartments import Compartment
from wellfounded.cases.permissions import Permission
from wellfounded.web.forms.question import QuestionForm

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.persons.models import IdentityDocument, Kinship, NotToBeTold, SafeContact


@dataclass(frozen=True, slots=True)
class Row:
    """Something that stands in the record, in a line. `pk` is given where it can be taken out of use."""

    words: str
    term: str = ""
    detail: str = ""
    lang: str = ""
    pk: int | None = None
    over: bool = False  # ended, withdrawn: shown apart


def ending_of(one: SafeContact | NotToBeTold | IdentityDocument | Kinship) -> dict[str, Any]:
    """How a row says whether it is in use: one that ended is shown apart and has no key to end it by."""
    over = one.ended_at is not None
    return {"pk": None if over else one.pk, "over": over}


class Save(Protocol):
    """Calls the action with what was typed."""

    def __call__(self, user: User, number: str, *, form: QuestionForm) -> object: ...


class EndAct(Protocol):
    """Calls the action that takes the row with this key out of use."""

    def __call__(self, user: User, number: str, *, pk: int, reason: str) -> object: ...


def plain(action: Callable[..., object], request: type[Any]) -> Save:
    """Calls an action whose request has the fields of the form."""

    def save(user: User, number: str, *, form: QuestionForm) -> object:
        return action(user, number, request=form.request_as(request))

    return save


def nothing(_case: Case) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class End:
    """Takes a row out of use. `reason` says whether one is asked for."""

    act: EndAct
    label: Promise
    question: Promise
    reason: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`many`: things are added one after another. Otherwise the page shows what stands, to be filled in or changed."""

    slug: str
    title: Promise  # in the list of tasks
    question: Promise  # the heading of its page
    needs: Permission
    form: type[QuestionForm]
    save: Save
    rows: Callable[[Case], list[Row]]
    reads: Permission = Permission.IDENTITY_READ  # whoever may see the rows
    initial: Callable[[Case], Mapping[str, Any]] = nothing
    many: bool = False
    end: End | None = None
    notes: tuple[Promise, ...] = ()
    part: Compartment | None = Compartment.IDENTITY  # of the file; what goes when it is erased
    template: str = "web/registration/question.html"


@dataclass(frozen=True, slots=True)
class Section:
    """Pages under one heading."""

    title: Promise
    pages: tuple[Page, ...] = field(default_factory=tuple)
