"""The interview itself: one page, and an address for each thing that is saved in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse

from wellfounded.cases.access import open_interview
from wellfounded.cases.actions.ask_question import ask_question
from wellfounded.cases.actions.correct_line import Correction, correct_line
from wellfounded.cases.actions.put_point import Point, put_point
from wellfounded.cases.actions.record_answer import record_answer
from wellfounded.cases.actions.record_exchange import record_exchange
from wellfounded.cases.actions.record_narrative import Telling, record_narrative
from wellfounded.cases.actions.record_reply import Reply, record_reply
from wellfounded.cases.errors import NotFound
from wellfounded.cases.models import Interview, InterviewLine
from wellfounded.cases.models.interview import LineKind
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.question_count import questions_of_interview
from wellfounded.cases.screening import screen
from wellfounded.cases.unasked import unasked
from wellfounded.web.assessment.words import about, titled
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.forms.interview import AnswerForm, AskForm, CorrectForm, NoteForm, PutForm, ReplyForm, TellForm
from wellfounded.web.interview.asking import asking_of
from wellfounded.web.interview.desk import LASTING, Desk, Turn, hold_desk, open_desk, sides, take_turn
from wellfounded.web.interview.lines import record_of
from wellfounded.web.interview.place import fact_at, place_in, place_text, title_of
from wellfounded.web.interview.progress import searched, to_put
from wellfounded.web.interview.shown_why import FIELD, ShownWhy
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wellfounded.accounts.models import User
    from wellfounded.cases.actions.ask_question import Path
    from wellfounded.cases.questions import Questions
    from wellfounded.law.case_file import Slot
    from wellfounded.web.interview.asking import Asking


def interview(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    """For the officer who holds it, the next step; for everybody else who may read it, the record."""
    user = user_of(request)
    opened = open_interview(user, number, interview=interview)
    if opened.state in LASTING and may(user, Permission.INTERVIEW_HOLD, case=opened.case):
        desk = Desk(request, user, opened.case, opened)
        first = desk.questions()
        return tell_turn(desk) if first.narrative_first else ask_turn(desk)
    return _record(request, user, opened=opened)


def _record(request: HttpRequest, user: User, *, opened: Interview) -> HttpResponse:
    """The lines, for reading. What the law makes of them is shown to those who may read the assessment."""
    case = opened.case
    assesses = may(user, Permission.ASSESSMENT_READ, case=case)
    interprets = may(user, Permission.INTERVIEW_INTERPRET, case=case)
    own = interprets and opened.unsigned and opened.interpreter_id == user.pk
    context = {
        "notes_to": reverse("interpreter_note", args=[case.number, opened.number]) if own else "",
        "interview": opened,
        "record": record_of(opened),
        "count": questions_of_interview(opened),
        "unasked": _unasked(opened) if assesses else [],
        "assesses": assesses,
        "holds": may(user, Permission.INTERVIEW_HOLD, case=case),
        "interprets": interprets,
        "lasts": opened.state in LASTING,
    }
    return render(request, "web/interview/record_page.html", case_frame(user, case, tab="interview") | context)


def _unasked(opened: Interview) -> list[tuple[str, str, list[str]]]:
    """Each open element with the facts that nobody asked about."""
    found = unasked(opened.case, screen(opened.case))
    return [(titled(one.title), about(one.entity), [title_of(slot) for slot in one.facts]) for one in found]


def tell(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    return tell_turn(open_desk(request, number, interview=interview))


def tell_turn(desk: Desk) -> HttpResponse:
    form = TellForm(posted(desk.request), interview=desk.interview)
    return take_turn(
        desk,
        Turn(
            template="web/interview/tell.html",
            form=form,
            save=lambda: record_narrative(desk.user, desk.case.number, request=form.request(Telling)),
            then=lambda _made: desk.address("interview_tell"),
            mode="tell",
        ),
    )


def note(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    desk = open_desk(request, number, interview=interview)
    form = NoteForm(posted(request), interview=desk.interview, initial={"speaker": "officer"})
    turn = Turn(
        template="web/interview/note.html",
        form=form,
        save=lambda: record_narrative(desk.user, number, request=form.request(Telling, kind=LineKind.NOTE.value)),
        then=lambda _made: desk.home,
        mode="note",
    )
    return take_turn(desk, turn)


def ask(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    if request.method != "POST":
        return ask_turn(open_desk(request, number, interview=interview))
    with transaction.atomic():  # most of what is saved in an office is saved here: the case is looked up once
        return ask_turn(hold_desk(request, number, interview=interview))


def ask_turn(desk: Desk) -> HttpResponse:
    """The next question, the one that was picked (`about`), or one in the officer's own words (`own`)."""
    request = desk.request
    # What was picked is known without looking for the next one, and saving it does not wait for that.
    questions = None if "about" in request.GET and request.method == "POST" else desk.questions()
    following = questions.next.slot if questions is not None and questions.next is not None else None
    slot = _slot_asked(desk, following=following)
    asking = asking_of(desk.case, desk.interview, slot=slot) if slot else None
    form = AskForm(posted(request), interview=desk.interview, asking=asking)
    only_question = request.POST.get("only") == "question"
    why = ShownWhy(desk.case.number, slot, partial(_path, asking, questions)) if asking and slot else None

    def save() -> InterviewLine:
        shown = why.opened(request.POST.get(FIELD, "")) if why else None
        if only_question:
            return ask_question(desk.user, desk.case.number, request=form.question(), shown=shown)
        return record_exchange(desk.user, desk.case.number, request=form.exchange(), shown=shown, held=desk.held)

    turn = Turn(
        template="web/interview/ask.html",
        form=form,
        save=save,
        then=lambda made: desk.address("interview_answer", made.number) if only_question else desk.home,
        mode="own" if "own" in request.GET else "ask",
        context={
            "asking": asking,
            "why": why,
            "own": "own" in request.GET,
            "picked": "about" in request.GET,
            "post_to": _post_to(desk, slot),
        },
        questions=questions,
    )
    return take_turn(desk, turn)


def _path(asking: Asking, questions: Questions | None) -> Path:
    """What leads from a conclusion to the question: as the list of open points has it, or looked up."""
    listed = (*questions.questions, *questions.sensitive, *questions.to_put) if questions is not None else ()
    known = next((one.why for one in listed if one.slot == asking.slot), None)
    return asking.why if known is None else known


def _slot_asked(desk: Desk, *, following: Slot | None) -> Slot | None:
    if "own" in desk.request.GET:
        return None
    if "about" not in desk.request.GET:
        return following
    slot = place_in(desk.case, desk.request.GET["about"])
    if slot is None or fact_at(slot) is None:
        raise NotFound("")
    return slot


def _post_to(desk: Desk, slot: Slot | None) -> str:
    """Says which question was shown: by the time the answer comes, another one may be the next."""
    about = f"?about={place_text(slot)}" if slot else "?own=1"
    return desk.address("interview_ask") + about


def answer(request: HttpRequest, number: str, *, interview: int, line: int) -> HttpResponse:
    """The answer to a question that stands in the record without one."""
    desk = open_desk(request, number, interview=interview)
    asked = _line(desk, line, kind=LineKind.QUESTION)
    slot = (asked.entity, asked.item) if asked.item else None
    form = AnswerForm(posted(request), interview=desk.interview, slot=slot)
    turn = Turn(
        template="web/interview/answer.html",
        form=form,
        save=lambda: record_answer(desk.user, number, request=form.answer(question=line)),
        then=lambda _made: desk.home,
        mode="answer",
        context={"asked": asked},
    )
    return take_turn(desk, turn)


def put(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    """A point to put to the applicant, with what the record says both ways."""
    desk = open_desk(request, number, interview=interview)
    slot = place_in(desk.case, request.GET.get("about", ""))
    if slot is None:
        raise NotFound("")
    form, questions = PutForm(posted(request), interview=desk.interview), desk.questions()
    place = place_text(slot)
    turn = Turn(
        template="web/interview/put.html",
        form=form,
        save=lambda: put_point(desk.user, number, request=form.request(Point, entity=slot[0], item=slot[1])),
        then=lambda made: desk.address("interview_reply", made.number),
        mode="put",
        context={
            "title": title_of(slot),
            "point": next((one for one in to_put(desk.case, questions) if one.place == place), None),
        },
        questions=questions,
    )
    return take_turn(desk, turn)


def reply(request: HttpRequest, number: str, *, interview: int, line: int) -> HttpResponse:
    desk = open_desk(request, number, interview=interview)
    point = _line(desk, line, kind=LineKind.PUT)
    form = ReplyForm(posted(request), interview=desk.interview, slot=(point.entity, point.item))
    turn = Turn(
        template="web/interview/reply.html",
        form=form,
        save=lambda: record_reply(desk.user, number, request=form.request(Reply, point=line)),
        then=lambda _made: desk.home,
        mode="reply",
        context={"point": point, "title": title_of((point.entity, point.item))},
    )
    return take_turn(desk, turn)


def correct(request: HttpRequest, number: str, *, interview: int, line: int) -> HttpResponse:
    """A line as it should read, while the interview goes on and while it is read back."""
    desk = open_desk(request, number, interview=interview)
    old = _line(desk, line)
    form = CorrectForm(posted(request), interview=desk.interview, old=old)
    back = f"{desk.address('interview_read_back')}?line={_root(old)}" if not desk.lasts else desk.home
    turn = Turn(
        template="web/interview/correct.html",
        form=form,
        save=lambda: correct_line(desk.user, number, request=form.request(Correction, line=line)),
        then=lambda _made: back,
        mode="correct",
        context={"old": old, "back": back},
    )
    return take_turn(desk, turn)


def _root(line: InterviewLine) -> int:
    """The number of the line that a correction, or a correction of one, goes back to."""
    while line.kind == LineKind.CORRECTION and line.about is not None:
        line = line.about
    return line.number


def _line(desk: Desk, number: int, *, kind: LineKind | None = None) -> InterviewLine:
    found = InterviewLine.objects.filter(interview=desk.interview, number=number).first()
    if found is None or (kind is not None and found.kind != kind):
        raise NotFound("")
    return found


def questions(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    """Any other question: by topic, or by words that stand in it."""
    desk = open_desk(request, number, interview=interview)
    wanted = request.GET.get("q", "").strip()
    context = sides(desk) | {"desk": desk, "interview": desk.interview, "wanted": wanted, "mode": "pick"}
    context |= {"found": searched(desk.case, wanted) if wanted else [], "centre": "web/interview/pick.html"}
    return render(request, "web/interview/desk.html", case_frame(desk.user, desk.case, tab="interview") | context)


def skip(request: HttpRequest, number: str, *, interview: int) -> HttpResponse:
    """Leaves a question for later in this session. It stays open, and nothing is written."""
    desk = open_desk(request, number, interview=interview)
    if "again" in request.POST:
        desk.skip_nothing()
    elif slot := place_in(desk.case, request.POST.get("about", "")):
        desk.skip(slot)
    return HttpResponseRedirect(desk.address("interview_ask"))


_ONE = "cases/<str:number>/interviews/<int:interview>/"
addresses = (
    path(_ONE, interview, name="interview"),
    path(f"{_ONE}tell/", tell, name="interview_tell"),
    path(f"{_ONE}note/", note, name="interview_note"),
    path(f"{_ONE}ask/", ask, name="interview_ask"),
    path(f"{_ONE}answer/<int:line>/", answer, name="interview_answer"),
    path(f"{_ONE}put/", put, name="interview_put"),
    path(f"{_ONE}reply/<int:line>/", reply, name="interview_reply"),
    path(f"{_ONE}correct/<int:line>/", correct, name="interview_correct"),
    path(f"{_ONE}questions/", questions, name="interview_questions"),
    path(f"{_ONE}skip/", skip, name="interview_skip"),
)
