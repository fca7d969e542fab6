"""What may be told to whom, what was explained, who stands by the person, and how the claim is handled."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.actions.change_status import StatusGiven
from wellfounded.cases.models import Axis, BestInterestsStep, Modality, Priority, Relation
from wellfounded.cases.status_values import VALUES
from wellfounded.persons.models import DataClass, GivenBy, RecipientKind
from wellfounded.web.choices import colleagues, countries, languages, to_choose
from wellfounded.web.forms.question import QuestionForm, day, line, pick, radios, tick, words


class ConsentForm(QuestionForm):
    purpose = line(_("For what"), hint=_("One purpose. For another one, record another consent."))
    recipient = line(_("To whom"), hint=_("One person or body, by name."))
    recipient_kind = pick(_("Kind of recipient"), to_choose(RecipientKind.choices))
    recipient_state = pick(_("State that the recipient belongs to or answers to"), countries)
    data_class = radios(_("What may be told"), list(DataClass.choices))
    language = pick(_("Language in which it was explained"), languages)
    means = pick(_("How it was given"), to_choose(GivenBy.choices))
    given_on = day(_("Given on"), hint=_("Blank means today."))
    host_reason = words(
        _("Why the State where the person is must know who they are"),
        hint=_("Only if identifying data would go to that State. It could return the person."),
    )


class CounsellingForm(QuestionForm):
    rights = tick(_("Rights: among them to an interpreter, to counsel, to pause and to stop"))
    steps = tick(_("Steps of the procedure, and how long they take"))
    confidentiality = tick(_("Confidentiality: who reads what, and that the State of origin never does"))
    complaints = tick(_("How to complain"))
    language = pick(_("Language in which it was explained"), languages)
    interpreted_by = line(_("Interpreter, by sign-in name"), hint=_("Blank if nobody interpreted."))
    questions = words(_("What the person asked, and what was answered"))
    on = day(_("On"), hint=_("Blank means today."))


class GuardianForm(QuestionForm):
    name = line(_("Name"))
    capacity = line(_("In what capacity"), hint=_("For example guardian by court order, representative of the office."))
    contact = line(_("How to reach them"))
    conflict_checked = tick(_("I made sure that they have no interest against the applicant"))
    applicant_heard = words(_("What the applicant says of the choice"))
    appointed_on = day(_("Since"), hint=_("Blank means today."))


class BestInterestsForm(QuestionForm):
    step = radios(_("Step"), list(BestInterestsStep.choices))
    child_says = words(_("What the child says"))
    conclusion = words(_("Conclusion"))
    arrangements = words(_("What follows for interview and care"))
    on = day(_("On"), hint=_("Blank means today."))


class PriorityForm(QuestionForm):
    priority = forms.TypedChoiceField(
        label=_("Priority"), choices=Priority.choices, coerce=int, widget=forms.RadioSelect
    )
    reason = words(_("Reason"), hint=_("Needed for anything but the ordinary."))


class ModalityForm(QuestionForm):
    modality = radios(_("How the claim is examined"), list(Modality.choices))
    reason = words(_("Reason"), hint=_("Needed for anything but the regular procedure."))


class AssignForm(QuestionForm):
    username = pick(_("Who"), colleagues)
    relation = pick(_("As"), to_choose(Relation.choices))
    note = words(_("What they should know"), hint=_("Or why the applicant’s choice of sex cannot be kept."))

    def __init__(self, *args: Any, relations: Sequence[Relation] = (), **kwargs: Any) -> None:
        """`relations`, when given, are the only ones that may be chosen."""
        super().__init__(*args, **kwargs)
        if relations:
            self.fields["relation"].choices = [(one.value, one.label) for one in relations]  # type: ignore[attr-defined] # a field of choices
            self.fields["username"].choices = partial(colleagues, relations)  # type: ignore[attr-defined] # the same


class StatusForm(QuestionForm):
    """One axis; the other three stay as they are."""

    value = pick(_("New value"), [])
    since = day(_("Since"), hint=_("Blank means today."))
    reason = words(_("Reason"))

    def __init__(self, *args: Any, axis: Axis, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.axis = axis
        self.fields["value"].choices = to_choose(VALUES[axis].choices)  # type: ignore[attr-defined] # a field of choices

    def request(self) -> StatusGiven:
        return StatusGiven(
            axis=self.axis, **{name: self.cleaned_data[name] for name in ("value", "since", "reason", "key")}
        )
