"""What comes before an interview, as a list of tasks: done, or still to do, and the page that does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from wellfounded.accounts.models import Sex
from wellfounded.cases.models import Assignment, CaseCountry, Counselling, Relation
from wellfounded.cases.preparation import has_guardian, may_be_a_child, not_explained
from wellfounded.cases.punctuation import listed
from wellfounded.web.choices import shown_country

if TYPE_CHECKING:
    from wellfounded.cases.models import Case


@dataclass(frozen=True, slots=True)
class Task:
    """`words` say how it stands."""

    title: str
    words: str
    done: bool
    address: str


def tasks_before(case: Case) -> list[Task]:
    tasks = [_counselling(case), _chosen_sex(case), _interpreter(case), _countries(case)]
    if may_be_a_child(case):
        tasks += [_guardian(case), _best_interests(case)]
    return tasks


def _page(case: Case, slug: str) -> str:
    return reverse("registration_page", args=[case.number, slug])


def _counselling(case: Case) -> Task:
    columns = {column.name: column for column in Counselling._meta.concrete_fields}  # noqa: SLF001 - Django's public way in
    labels = [str(columns[name].verbose_name) for name in not_explained(case)]
    words = _("Not explained yet: %(what)s.") % {"what": listed(labels)} if labels else ""
    title = _("Explain rights, steps, confidentiality and how to complain")
    return Task(title, words or _("All four were explained."), not labels, _page(case, "counselling"))


def _chosen_sex(case: Case) -> Task:
    chosen = [
        f"{label}: {Sex(sex).label}"
        for label, sex in ((_("interviewer"), case.interviewer_sex), (_("interpreter"), case.interpreter_sex))
        if sex
    ]
    words = listed(chosen) or _("Nothing was chosen. Ask alone, and without a reason.")
    return Task(_("Ask whom the applicant wants to talk to"), words, bool(chosen), _page(case, "chosen-sex"))


def _interpreter(case: Case) -> Task:
    held = Assignment.objects.filter(case=case, relation=Relation.INTERPRETER, ended_at=None).select_related("user")
    names = listed(one.user for one in held)
    words = names or _("Nobody. Assign one, unless you speak the applicant’s language.")
    return Task(_("Find an interpreter"), words, bool(names), reverse("assignments", args=[case.number]))


def _countries(case: Case) -> Task:
    names = listed(shown_country(one.code) for one in CaseCountry.objects.filter(case=case).order_by("code"))
    words = names or _("None yet. Without one, no question about a country can be asked.")
    return Task(
        _("Say which countries the claim is about"), words, bool(names), reverse("countries", args=[case.number])
    )


def _guardian(case: Case) -> Task:
    words = (
        _("Somebody stands by the child.") if has_guardian(case) else _("This may be a child, and nobody stands by.")
    )
    return Task(_("Find who stands by the child"), words, has_guardian(case), _page(case, "guardian"))


def _best_interests(case: Case) -> Task:
    done = case.best_interests.exists()
    words = _("Looked at.") if done else _("Nobody has looked at what is best for the child.")
    return Task(_("Find what is best for the child"), words, done, _page(case, "best-interests"))
