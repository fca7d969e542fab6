"""The forms around an interview: plan, begin, stop, help, read back, sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.actions.change_interview import PlanChanged
from wellfounded.cases.actions.note_as_interpreter import InterpreterNote
from wellfounded.cases.actions.read_back import Reading
from wellfounded.cases.models import Assignment, Relation
from wellfounded.cases.models.interview import Competence, Dialect, InterviewState, Said, SignedHow, Speaker
from wellfounded.cases.models.safeguards import SupportKind
from wellfounded.cases.preparation import has_guardian, may_be_a_child, not_explained
from wellfounded.web.choices import languages
from wellfounded.web.forms.question import QuestionForm, day, line, pick, radios, tick, words

if TYPE_CHECKING:
    from django.forms import BoundField

    from wellfounded.cases.models import Case
    from wellfounded.web.choices import Choice

NOBODY = "-"  # no sign-in name
NOT_ASKED = ("", _("Not asked"))


class ReasonsForm(QuestionForm):
    """Reasons are asked for only where one is needed: at first sight, or because the action asked."""

    reasons: tuple[str, ...] = ()

    def needed(self) -> set[str]:
        return set()

    def asked(self) -> list[BoundField]:
        wanted = self.needed() | set(self.errors) | {name for name in self.reasons if self[name].value()}
        return [field for field in self if field.name not in self.reasons or field.name in wanted]


class PlanForm(ReasonsForm):
    interpreter = pick(_("Interpreter"), ())
    planned_for = forms.DateTimeField(
        label=_("When"), widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "short"})
    )
    place = line(_("Where"))
    language = pick(_("Language of the interview"), languages)
    reason = words(_("Why the applicant has to tell again"))
    no_counselling_reason = words(_("Why counselling cannot be given first"))
    no_guardian_reason = words(_("Why nobody stands by the child"))
    sex_not_kept_reason = words(_("Why the sex that the applicant chose is not kept"))
    interpreter_kept_reason = words(_("Why this interpreter all the same"))

    reasons = (
        "reason",
        "no_counselling_reason",
        "no_guardian_reason",
        "sex_not_kept_reason",
        "interpreter_kept_reason",
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["interpreter"] = interpreter_field(case, label=self.fields["interpreter"].label)

    def needed(self) -> set[str]:
        asked = {
            "reason": self.case.interviews.exclude(state=InterviewState.CANCELLED).exists(),
            "no_counselling_reason": bool(not_explained(self.case)),
            "no_guardian_reason": may_be_a_child(self.case) and not has_guardian(self.case),
        }
        return {name for name, wanted in asked.items() if wanted}


class ChangePlanForm(ReasonsForm):
    planned_for = forms.DateTimeField(
        label=_("When"),
        help_text=_("Blank: as planned."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "short"}),
    )
    place = line(_("Where"), hint=_("Blank: as planned."))
    language = pick(_("Language of the interview"), languages)
    officer = pick(_("Interviewer"), ())
    interpreter = pick(_("Interpreter"), ())
    sex_not_kept_reason = words(_("Why the sex that the applicant chose is not kept"))
    interpreter_kept_reason = words(_("Why this interpreter all the same"))
    reason = words(_("Why the plan changes"))
    told_on = day(_("The applicant was told on"), hint=_("Blank: not told yet."))
    told_how = line(_("How"), hint=_("Through the safe contact, by letter, in person."))

    reasons = ("sex_not_kept_reason", "interpreter_kept_reason")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, relation, more in (
            ("officer", Relation.INTERVIEWER, []),
            ("interpreter", Relation.INTERPRETER, [(NOBODY, _("Nobody"))]),
        ):
            choices = [("", _("As planned")), *people_of(case, relation), *more]
            self.fields[name] = forms.ChoiceField(label=self.fields[name].label, choices=choices, required=False)

    def changed(self, interview: int) -> PlanChanged:
        typed = dict(self.cleaned_data)
        if nobody := typed["interpreter"] == NOBODY:
            typed["interpreter"] = ""
        return PlanChanged(interview=interview, without_interpreter=nobody, **typed)


class CancelForm(QuestionForm):
    reason = words(_("Why it is cancelled"), hint=_("It counts against nobody."))
    told_on = day(_("The applicant was told on"), hint=_("Blank: not told yet."))
    told_how = line(_("How"), hint=_("Through the safe contact, by letter, in person."))


class BeginForm(ReasonsForm):
    interpreter = pick(_("Interpreter, if another one came than was planned"), ())
    competence = radios(_("How does the office know what the interpreter can do?"), [NOT_ASKED, *Competence.choices])
    dialect = radios(_("Do interpreter and applicant speak alike?"), [NOT_ASKED, *Dialect.choices])
    objection = radios(_("Does the applicant object to this interpreter?"), [NOT_ASKED, *Said.choices])
    conflict = radios(_("Has the interpreter an interest in the case, or know the family?"), [NOT_ASKED, *Said.choices])
    interpreter_kept_reason = words(_("Why this interpreter all the same"))
    sex_not_kept_reason = words(_("Why the sex that the applicant chose is not kept"))
    present = words(_("Who else is present, and why"))
    place = line(_("Where"))
    recording_note = line(_("Recording"), hint=_("Whether sound is recorded, and that the applicant agreed."))

    reasons = ("interpreter_kept_reason", "sex_not_kept_reason")

    def __init__(self, *args: Any, case: Case, interpreted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interpreter"] = interpreter_field(case, label=self.fields["interpreter"].label)
        people: Any = self.fields["interpreter"]
        if not interpreted and len(people.choices) == 1:
            for name in ("interpreter", "competence", "dialect", "objection", "conflict"):
                del self.fields[name]


def interpreter_field(case: Case, *, label: Any) -> forms.ChoiceField:
    people = people_of(case, Relation.INTERPRETER)
    return forms.ChoiceField(label=label, choices=[("", _("Nobody, or as planned")), *people], required=False)


def people_of(case: Case, relation: Relation) -> list[Choice]:
    """Whoever holds this relation to the case now."""
    held = Assignment.objects.filter(case=case, relation=relation, ended_at=None).select_related("user")
    return [(one.user.username, str(one.user)) for one in held]


class StopForm(QuestionForm):
    reason = words(_("Why it stops"), hint=_("It counts against nobody. What was said stays."))
    support = words(_("What help was offered or asked for"))


class InterpreterNoteForm(QuestionForm):
    line = forms.IntegerField(
        label=_("Line that it is about"),
        help_text=_("Blank: the interview as a whole."),
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    text = words(_("The note"), hint=_("What a word means, or how the line should have been rendered."))

    def request(self, interview: int) -> InterpreterNote:
        typed = self.cleaned_data
        return InterpreterNote(interview=interview, **typed | {"line": typed["line"] or 0})


class SupportForm(QuestionForm):
    kind = pick(_("Kind of help"), [("", _("Choose")), *SupportKind.choices])
    to = line(_("To whom"))
    urgent = tick(_("Without delay"))
    note = words(_("Note"), hint=_("Only what helps. No story is needed."))


class ReadingForm(QuestionForm):
    whole = radios(_("Was everything read back?"), [("yes", _("Yes, every line")), ("no", _("No"))])
    note = words(_("What was not read back, and why"))
    language = pick(_("In which language"), languages)
    remark = words(_("What the applicant says to it"), hint=_("It is added to the record as a line."))

    def reading(self, interview: int) -> Reading:
        typed = self.cleaned_data | {"whole": {"yes": True, "no": False}.get(self.cleaned_data["whole"])}
        return Reading(interview=interview, **typed)


class SigningForm(QuestionForm):
    signer = pick(_("Who"), Speaker.choices)
    how = radios(_("How"), list(SignedHow.choices))
    reason = words(_("If refused, the reason"), hint=_("A refusal is kept with its reason, and counts against nobody."))
