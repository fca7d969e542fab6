"""The desk of the officer: an interview that goes on, and one turn of it after the other.

Each turn is a form of its own. The script saves it in place and shows when it was saved; without the script the same
address saves it and goes on to the next page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.cases.access import interview_held, interview_to_write, open_interview
from wellfounded.cases.models import InterviewLine
from wellfounded.cases.models.interview import InterviewState
from wellfounded.cases.permissions import Permission
from wellfounded.cases.questions import next_questions
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame
from wellfounded.web.forms.words import WordsForm
from wellfounded.web.interview.clock import clock_of
from wellfounded.web.interview.lines import record_of, waiting
from wellfounded.web.interview.place import screen_language
from wellfounded.web.interview.progress import to_put, topics_of
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import BaseForm
    from django.http import HttpRequest

    from wellfounded.accounts.models import User
    from wellfounded.cases.access import Held
    from wellfounded.cases.models import Case, Interview
    from wellfounded.cases.questions import Questions
    from wellfounded.law.case_file import Slot

SHOWN = 40  # lines beside the form; the whole record has a page of its own
LASTING = frozenset({InterviewState.GOING_ON, InterviewState.PAUSED})
# What is said while an interview lasts. A line is corrected, and a signature noted, after it.
SPOKEN = frozenset({"tell", "note", "ask", "own", "answer", "put", "reply"})


@dataclass(frozen=True, slots=True)
class Desk:
    """An interview opened by whoever holds it."""

    request: HttpRequest
    user: User
    case: Case
    interview: Interview
    held: Held | None = None

    def address(self, route: str, *args: object) -> str:
        return reverse(route, args=[self.case.number, self.interview.number, *args])

    @property
    def home(self) -> str:
        """The page of the interview: of the sitting while it lasts, of its end afterwards."""
        return self.address("interview")

    @property
    def lasts(self) -> bool:
        return self.interview.state in LASTING

    def skipped(self) -> frozenset[Slot]:
        """What was left for later in this session."""
        kept = self.request.session.get(self._skip_key, [])
        return frozenset((entity, item) for entity, item in kept)

    def skip(self, slot: Slot) -> None:
        self.request.session[self._skip_key] = [list(one) for one in self.skipped() | {slot}]

    def skip_nothing(self) -> None:
        self.request.session.pop(self._skip_key, None)

    @property
    def _skip_key(self) -> str:
        return f"skipped-{self.interview.pk}"

    def questions(self) -> Questions:
        return next_questions(self.case, self.interview, language=screen_language(), skip=self.skipped())


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A form in the middle of the page. `then` is where to go once `save` has made something."""

    template: str
    form: BaseForm
    save: Callable[[], Any]
    then: Callable[[Any], str]
    mode: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    questions: Questions | None = None


def open_desk(request: HttpRequest, number: str, *, interview: int) -> Desk:
    """The reading is logged when a page is shown; what is saved logs itself."""
    user = user_of(request)
    door = interview_to_write if request.method == "POST" else open_interview
    opened = door(user, number, interview=interview, permission=Permission.INTERVIEW_HOLD)
    return Desk(request, user, opened.case, opened)


def hold_desk(request: HttpRequest, number: str, *, interview: int) -> Desk:
    """For a form that is sent: the case stays locked for what saves it, within the transaction of the caller."""
    user = user_of(request)
    opened, held = interview_held(user, number, interview=interview, permission=Permission.INTERVIEW_HOLD)
    return Desk(request, user, opened.case, opened, held)


def take_turn(desk: Desk, turn: Turn) -> HttpResponse:
    """Shows the form, or saves it; what is refused comes back with every word."""
    request, form = desk.request, turn.form
    if request.method == "POST":
        made = attempt(form, turn.save)
        if made is not None:
            return saved(desk, made, then=turn.then(made))
        if isinstance(form, WordsForm) and "key" in form.errors:
            form.take_new_key()
        open_interview(desk.user, desk.case.number, interview=desk.interview.number)  # what comes back is a reading
    elif turn.mode in SPOKEN and not desk.lasts:
        return HttpResponseRedirect(desk.home)  # nobody types what can no longer be saved
    by_script = bool(request.headers.get("HX-Request"))
    context = turn.context | {"form": form, "desk": desk, "interview": desk.interview, "case": desk.case}
    context |= {"mode": turn.mode, "by_script": by_script}
    if by_script and request.method == "POST":
        return render(request, turn.template, context, status=422)
    context |= (
        {"centre": turn.template} | sides(desk, turn.questions) | case_frame(desk.user, desk.case, tab="interview")
    )
    return render(request, "web/interview/desk.html", context, status=422 if form.errors else 200)


def sides(desk: Desk, questions: Questions | None = None) -> dict[str, Any]:
    """What stands around the form: the record, the clock, and what is open."""
    found = questions or desk.questions()
    record = record_of(desk.interview)
    return {
        "record": record[-SHOWN:],
        "earlier": max(0, len(record) - SHOWN),
        "clock": clock_of(desk.interview),
        "waiting": waiting(desk.interview),
        "topics": topics_of(desk.case, found),
        "to_put": to_put(desk.case, found),
        "for_desk": len(found.others),
        "skipped": len(desk.skipped()),
        "paused": desk.interview.state == InterviewState.PAUSED,
        "press_key": token_urlsafe(),
    }


def saved(desk: Desk, made: object, *, then: str) -> HttpResponse:
    """Says when it was saved. This is answered only after the store has it."""
    words = _words(made)
    if desk.request.headers.get("HX-Request"):
        return render(desk.request, "web/interview/saved.html", {"words": words, "then": then})
    messages.success(desk.request, words)
    return HttpResponseRedirect(then)


def _words(made: object) -> str:
    if isinstance(made, InterviewLine):
        at = timezone.localtime(made.at).strftime("%H:%M:%S")
        return _("Saved at %(time)s, line %(line)s.") % {"time": at, "line": made.number}
    return _("Saved at %(time)s.") % {"time": timezone.localtime().strftime("%H:%M:%S")}
