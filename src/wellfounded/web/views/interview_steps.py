"""Around the lines of an interview: pause, resume, stop, help, end; then reading back, signing, the printed record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wellfounded.cases.access import open_case, open_interview
from wellfounded.cases.actions.end_interview import End, end_interview
from wellfounded.cases.actions.note_as_interpreter import interpreted_by, note_as_interpreter
from wellfounded.cases.actions.pause_interview import Pause, pause_interview
from wellfounded.cases.actions.read_back import read_back
from wellfounded.cases.actions.refer_for_support import ReferralGiven, refer_for_support
from wellfounded.cases.actions.resume_interview import Resumption, resume_interview
from wellfounded.cases.actions.sign_interview import Signing, sign_interview
from wellfounded.cases.actions.stop_interview import Stop, stop_interview
from wellfounded.cases.errors import CaseworkError, NotAllowed, NotFound
from wellfounded.cases.models.interview import InterviewState, Speaker
from wellfounded.cases.permissions import Permission, may
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.forms.interview_steps import InterpreterNoteForm, ReadingForm, SigningForm, StopForm, SupportForm
from wellfounded.web.forms.question import QuestionForm
from wellfounded.web.interview.clock import clock_of
from wellfounded.web.interview.desk import Desk, Turn, open_desk, sides, take_turn
from wellfounded.web.interview.lines import every, record_of
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

TO_READ = frozenset({InterviewState.ENDED, InterviewState.READ_BACK})


def pause(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    asked = Pause(interview=interview, kind=request.POST.get("kind", ""), key=request.POST.get("key", "")[:60])
    return _step(request, number, interview=interview, act=lambda user: pause_interview(user, number, request=asked))


def resume(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    asked = Resumption(interview=interview, key=request.POST.get("key", "")[:60])
    return _step(request, number, interview=interview, act=lambda user: resume_interview(user, number, request=asked))


def _step(request: HttpRequest, number: str, *, interview: int, act: Callable[[Any], object]) -> HttpResponse:
    """A press of a button. With the script only the bar changes, so that half-typed words stay where they are."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("interview", args=[number, interview]))
    try:
        act(user_of(request))
    except (NotFound, NotAllowed):
        raise
    except CaseworkError as refused:
        messages.warning(request, refused.message)
    if not request.headers.get("HX-Request"):
        return HttpResponseRedirect(reverse("interview", args=[number, interview]))
    desk = open_desk(request, number, interview=interview)
    return render(
        request, "web/interview/bar.html", sides(desk) | {"desk": desk, "interview": desk.interview, "case": desk.case}
    )


def end(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    """What is still open is shown first; an interview that ended is not taken up again."""
    desk = open_desk(request, number, interview=interview)
    form = QuestionForm(posted(request))

    def save() -> object:
        return end_interview(desk.user, number, request=End(interview=interview, key=form.cleaned_data["key"]))

    turn = Turn(template="web/interview/end.html", form=form, save=save, then=lambda _made: desk.home, mode="end")
    return take_turn(desk, turn)


def stop(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    desk = open_desk(request, number, interview=interview)
    form = StopForm(posted(request))

    def save() -> object:
        return stop_interview(desk.user, number, request=Stop(interview=interview, **form.cleaned_data))

    turn = Turn(template="web/interview/stop.html", form=form, save=save, then=lambda _made: desk.home, mode="stop")
    return take_turn(desk, turn)


def support(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    """Help for the applicant, at any moment of the interview."""
    desk = open_desk(request, number, interview=interview)
    form = SupportForm(posted(request))

    def save() -> object:
        return refer_for_support(desk.user, number, request=form.request_as(ReferralGiven))

    turn = Turn(
        template="web/interview/support.html", form=form, save=save, then=lambda _made: desk.home, mode="support"
    )
    return take_turn(desk, turn)


def reading(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    """The lines one after the other; after the last, what came of it."""
    desk = open_desk(request, number, interview=interview)
    record = record_of(desk.interview)
    form = ReadingForm(posted(request), initial={"language": desk.interview.language})
    if attempt(form, lambda: read_back(desk.user, number, request=form.reading(interview))) is not None:
        messages.success(request, _("The reading is noted."))
        return HttpResponseRedirect(desk.address("interview_sign"))
    places = [one.line.number for one in record]
    at = _place(request.GET.get("line", ""), places)
    context = {"desk": desk, "interview": desk.interview, "form": form, "record": record, "whole": "all" in request.GET}
    context |= {"shown": record[at] if at < len(record) else None, "at": at + 1, "of": len(record)}
    context |= {"before": places[at - 1] if at else None, "after": places[at + 1] if at + 1 < len(places) else "end"}
    context["at_end"] = bool(form.errors) or context["shown"] is None or request.GET.get("line") == "end"
    context["open"] = desk.interview.state in TO_READ
    status = 422 if form.errors else 200
    frame = case_frame(desk.user, desk.case, tab="interview")
    return render(request, "web/interview/read_back.html", frame | context, status=status)


def _place(asked: str, places: list[int]) -> int:
    """Which of the lines is asked for; the first when none is."""
    return places.index(int(asked)) if asked.isdecimal() and int(asked) in places else 0


def sign(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    desk = open_desk(request, number, interview=interview)
    form = SigningForm(posted(request), initial={"signer": _next_signer(desk)})
    if attempt(form, lambda: sign_interview(desk.user, number, request=_signing(form, interview))) is not None:
        messages.success(request, _("Noted."))
        return HttpResponseRedirect(desk.address("interview_sign"))
    context = {"desk": desk, "interview": desk.interview, "form": form}
    context |= {"signatures": desk.interview.signatures.select_related("by"), "open": desk.interview.state in SIGNABLE}
    status = 422 if form.errors else 200
    return render(
        request, "web/interview/sign.html", case_frame(desk.user, desk.case, tab="interview") | context, status=status
    )


def _signing(form: SigningForm, interview: int) -> Signing:
    return Signing(interview=interview, **form.cleaned_data)


SIGNABLE = frozenset({InterviewState.READ_BACK, InterviewState.SIGNED})


def _next_signer(desk: Desk) -> str:
    """The applicant first, then the interpreter and the officer."""
    signed = set(desk.interview.signatures.values_list("signer", flat=True))
    return next((one for one in (Speaker.APPLICANT, Speaker.INTERPRETER, Speaker.OFFICER) if one not in signed), "")


def interpreter_note(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    """For whoever interprets this interview, while it lasts."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.INTERVIEW_INTERPRET)
    opened = interpreted_by(user, case, number=interview)
    form = InterpreterNoteForm(posted(request), initial={"line": request.GET.get("line", "")})
    back = reverse("interview", args=[number, interview])
    made = attempt(form, lambda: note_as_interpreter(user, number, request=form.request(interview)))
    if made is not None:
        messages.success(request, _("Saved as line %(number)d.") % {"number": made.number})
        return HttpResponseRedirect(f"{back}#line-{made.number}")
    context = {"form": form, "interview": opened, "back": back}
    frame, status = case_frame(user, case, tab="interview"), 422 if form.errors else 200
    return render(request, "web/interview/interpreter_note.html", frame | context, status=status)


def printed(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    """The whole record on paper: every line, every correction, who was there, who signed."""
    user = user_of(request)
    opened = open_interview(user, number, interview=interview)
    context = {
        "interview": opened,
        "lines": list(every(record_of(opened))),
        "clock": clock_of(opened),
        "signatures": opened.signatures.select_related("by"),
        "read_backs": opened.read_backs.select_related("by"),
        "interprets": may(user, Permission.INTERVIEW_INTERPRET, case=opened.case),
    }
    return render(request, "web/interview/print.html", case_frame(user, opened.case, tab="interview") | context)


_ONE = "cases/<str:number>/interviews/<int:interview>/"
addresses = (
    path(f"{_ONE}pause/", pause, name="interview_pause"),
    path(f"{_ONE}resume/", resume, name="interview_resume"),
    path(f"{_ONE}stop/", stop, name="interview_stop"),
    path(f"{_ONE}support/", support, name="interview_support"),
    path(f"{_ONE}end/", end, name="interview_end"),
    path(f"{_ONE}read-back/", reading, name="interview_read_back"),
    path(f"{_ONE}sign/", sign, name="interview_sign"),
    path(f"{_ONE}interpreter-note/", interpreter_note, name="interpreter_note"),
    path(f"{_ONE}print/", printed, name="interview_print"),
)
