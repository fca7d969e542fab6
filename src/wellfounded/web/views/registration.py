"""Registration: one start page, a list of short question pages, and what was answered to look through."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wellfounded.cases.access import open_case
from wellfounded.cases.actions.add_name import NameGiven
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, Stale
from wellfounded.cases.permissions import Permission, allowing, check, may
from wellfounded.cases.possible_duplicates import Hint, check_asking, hints_for, not_comparable
from wellfounded.identity.dates.partial_date import NotADate
from wellfounded.persons.date_entry import read_date
from wellfounded.web.attempt import attempt
from wellfounded.web.case_frame import case_frame, posted
from wellfounded.web.forms.identity import EndForm
from wellfounded.web.forms.start import StartForm
from wellfounded.web.registration.erased import erased_of
from wellfounded.web.registration.notices import notices_of
from wellfounded.web.registration.overview import sections_of
from wellfounded.web.registration.pages import PAGES
from wellfounded.web.visitor import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.web.forms.question import QuestionForm
    from wellfounded.web.registration.page import End, Page, Row


# The page from which somebody went to change one answer: the name of its address.
CAME_FROM = {"look-through": "registration_look_through", "person": "person", "case": "case"}


SHORTEST = 2  # letters of a name that is worth asking for


@dataclass(frozen=True, slots=True)
class Hints:
    """What is shown below a name that is being typed."""

    found: tuple[Hint, ...] = ()
    asked: bool = False
    refused: str = ""


def start(request: HttpRequest) -> HttpResponse:
    """Nothing is compulsory: the number is made at once, so that nothing said later is lost."""
    user = user_of(request)
    check(user, Permission.OFFICE_CASE_REGISTER)
    form = StartForm(posted(request))
    if _only_looks(request):
        context = {"form": StartForm(initial=request.POST.dict()), "hints": _hints(request), "looked": True}
        return render(request, "web/registration/start.html", context)
    if case := attempt(form, lambda: _register(user, form)):
        messages.success(request, _("Registered as %(number)s. Everything is saved as you go.") % {"number": case})
        return HttpResponseRedirect(reverse("registration", args=[case.number]))
    return render(request, "web/registration/start.html", {"form": form}, status=422 if form.errors else 200)


def _register(user: User, form: StartForm) -> Case:
    try:
        return register_person(user, request=_registration(form))
    except Invalid as refused:
        # The action counts names; this page asks for one.
        own = {name.replace("names-1-text", "name"): sentence for name, sentence in refused.fields.items()}
        raise Invalid(own) from refused


def _registration(form: StartForm) -> Registration:
    typed = form.cleaned_data
    plain = {name: typed[name] for name in ("birth", "nationality", "language", "dialect", "key")}
    names = (NameGiven(text=typed["name"]),) if typed["name"] else ()
    return Registration(names=names, **plain)


def tasks(request: HttpRequest, number: str) -> HttpResponse:
    user = user_of(request)
    case = open_case(user, number, permission=Permission.IDENTITY_READ)
    context = _answers(user, case)
    return render(request, "web/registration/tasks.html", case_frame(user, case, tab="registration") | context)


def look_through(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that was answered on one page, each with its change link."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.IDENTITY_READ)
    context = _answers(user, case)
    return render(request, "web/registration/look_through.html", case_frame(user, case, tab="registration") | context)


def _answers(user: User, case: Case) -> dict[str, Any]:
    erased = erased_of(case, allowing(user, case))
    return {"sections": sections_of(user, case, erased=erased), "notices": notices_of(user, case), "erased": erased}


def question(request: HttpRequest, number: str, *, slug: str) -> HttpResponse:
    user, page = user_of(request), _page(slug)
    case = open_case(user, number, permission=page.needs)
    initial = page.initial(case)
    if _only_looks(request):
        form = page.form(initial={**initial, **request.POST.dict()})
        return _show_question(request, page, case=case, form=form)
    form = page.form(posted(request), request.FILES or None, initial=initial)
    if attempt(form, lambda: _save(page, form, user=user, number=number)) is not None:
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(request.get_full_path() if page.many else _onward(request, case, page=page))
    return _show_question(request, page, case=case, form=form)


def _save(page: Page, form: QuestionForm, *, user: User, number: str) -> object:
    """Calls the action. What somebody else wrote meanwhile is shown beside what was typed; saving again replaces it."""
    try:
        return page.save(user, number, form=form)
    except Stale as stale:
        form.show_theirs(stale.theirs)
        raise


def _show_question(request: HttpRequest, page: Page, *, case: Case, form: QuestionForm) -> HttpResponse:
    user = user_of(request)
    rows = page.rows(case) if may(user, page.reads, case=case) else []
    came_from = CAME_FROM.get(request.GET.get("from", ""), "")
    context = {
        "page": page,
        "form": form,
        "came_from": came_from,
        "back": reverse(came_from or "registration", args=[case.number]),
        "rows": rows,
        "next": "" if came_from else _next(user, case, page=page),
    }
    if _only_looks(request):
        context |= {"hints": _hints(request), "looked": True}
    status = 422 if form.errors else 200
    return render(request, page.template, case_frame(user, case, tab="registration") | context, status=status)


def end(request: HttpRequest, number: str, *, slug: str, pk: int) -> HttpResponse:
    """Takes one thing out of use. It stays in the record."""
    user, page = user_of(request), _page(slug)
    case = open_case(user, number, permission=page.needs)
    ending, row = page.end, _row(page, case, pk=pk)
    if ending is None or row is None:
        raise NotFound("")
    form = EndForm(posted(request))
    if not ending.reason:
        del form.fields["reason"]
    there = reverse("registration_page", args=[number, slug])
    act = partial(_end, ending, form, user=user, number=number, pk=pk)
    if attempt(form, act) is not None:
        messages.success(request, _("Taken out of use. It stays in the record."))
        return HttpResponseRedirect(there)
    context = {"page": page, "form": form, "row": row, "back": there, "ending": ending}
    return render(request, "web/registration/end.html", case_frame(user, case, tab="registration") | context)


def _end(ending: End, form: EndForm, *, user: User, number: str, pk: int) -> object:
    return ending.act(user, number, pk=pk, reason=form.cleaned_data.get("reason", ""))


@require_POST
def duplicate_hints(request: HttpRequest) -> HttpResponse:
    """Asked while a name is typed. It looks only at cases of the user's own, so its shape tells nothing of others."""
    return render(request, "web/registration/duplicate_hints.html", {"hints": _hints(request)})


def _only_looks(request: HttpRequest) -> bool:
    """The button of those who work without scripts: it asks for the hints and saves nothing."""
    return request.method == "POST" and "look" in request.POST


def _hints(request: HttpRequest) -> Hints:
    """The hints for what is typed, or the sentence that says why there are none."""
    try:
        birth = read_date(request.POST.get("birth", ""))
    except NotADate:
        birth = None
    typed = (request.POST.get("name", ""), request.POST.get("text", ""))
    names = [name for name in typed if len(name.strip()) >= SHORTEST]
    user, number = user_of(request), request.POST.get("number", "")
    check_asking(user, number)
    if not names:
        return Hints()
    if wrong := next(filter(None, map(not_comparable, names)), ""):
        return Hints(refused=wrong)
    try:
        return Hints(hints_for(user, names, birth=birth, number=number), asked=True)
    except NotAllowed as refused:  # the hints of the day are used up
        return Hints(refused=refused.message)


@require_POST
def date_reading(request: HttpRequest) -> HttpResponse:
    """How the office would read a date that is being typed."""
    check(user_of(request), Permission.OFFICE_CASE_REGISTER)
    context: dict[str, Any] = {"date": None, "wrong": ""}
    try:
        context["date"] = read_date(request.POST.get("birth", ""))
    except NotADate as wrong:
        context["wrong"] = str(wrong)
    return render(request, "web/registration/date_reading.html", context)


def _page(slug: str) -> Page:
    if slug not in PAGES:
        raise NotFound("")
    return PAGES[slug]


def _row(page: Page, case: Case, *, pk: int) -> Row | None:
    return next((row for row in page.rows(case) if row.pk == pk), None)


def _onward(request: HttpRequest, case: Case, *, page: Page) -> str:
    """Back to where somebody came from to change one answer; else the next question, and after the last the list."""
    if came_from := CAME_FROM.get(request.GET.get("from", "")):
        return reverse(came_from, args=[case.number])
    return _next(user_of(request), case, page=page) or reverse("registration", args=[case.number])


def _next(user: User, case: Case, *, page: Page) -> str:
    """The address of the page after this one, of those that the user may answer."""
    allows = allowing(user, case)
    open_pages = [one for one in PAGES.values() if allows(one.needs)]
    after = open_pages[open_pages.index(page) + 1 :]
    return reverse("registration_page", args=[case.number, after[0].slug]) if after else ""


addresses = (
    path("register/", start, name="register_person"),
    path("register/duplicate-hints/", duplicate_hints, name="duplicate_hints"),
    path("register/date-reading/", date_reading, name="date_reading"),
    path("cases/<str:number>/registration/", tasks, name="registration"),
    path("cases/<str:number>/registration/look-through/", look_through, name="registration_look_through"),
    path("cases/<str:number>/registration/<slug:slug>/", question, name="registration_page"),
    path("cases/<str:number>/registration/<slug:slug>/<int:pk>/end/", end, name="registration_end"),
)
