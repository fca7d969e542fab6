"""The forms around an interview: plan, begin, stop, help, read back, sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.actions.read_back import Reading
from wellfounded.cases.models import Assignment, Relation
from wellfounded.cases.models.interview import Competence, Dialect, Said, SignedHow, Speaker
from wellfounded.cases.models.safeguards import SupportKind
from wellfounded.cases.preparation import has_guardian, may_be_a_child, not_explained
from wellfounded.web.choices import languages
from wellfounded.web.forms.question import QuestionForm, line, pick, radios, tick, words

if TYPE_CHECKING:
    from django.forms import BoundField

    from wellfounded.cases.models import Case
    from wellfounded.web.choices import Choice

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
            "reason": self.case.interviews.exists(),
            "no_counselling_reason": bool(not_explained(self.case)),
            "no_guardian_reason": may_be_a_child(self.case) and not has_guardian(self.case),
        }
        return {name for name, wanted in asked.items() if wanted}


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
    held = Assignment.objects.filter(case=case, relation=Relation.INTERPRETER, ended_at=None).select_related("user")
    people: list[Choice] = [(one.user.username, str(one.user)) for one in held]
    return forms.ChoiceField(label=label, choices=[("", _("Nobody, or as planned")), *people], required=False)


class StopForm(QuestionForm):
    reason = words(_("Why it stops"), hint=_("It counts against nobody. What was said stays."))
    support = words(_("What help was offered or asked for"))


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
        typed = self.cleaned_data | {"whole": self.cleaned_data["whole"] == "yes"}
        return Reading(interview=interview, **typed)


class SigningForm(QuestionForm):
    signer = pick(_("Who"), Speaker.choices)
    how = radios(_("How"), list(SignedHow.choices))
    reason = words(_("If refused, the reason"), hint=_("A refusal is kept with its reason, and counts against nobody."))
