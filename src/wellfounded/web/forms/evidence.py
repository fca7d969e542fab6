"""The forms of evidence: a paper with its custody, a marked passage, an item for a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.actions.add_evidence_item import EvidenceAdded
from wellfounded.cases.actions.add_exhibit import ExhibitAdded
from wellfounded.cases.actions.pin_passage import PassagePinned
from wellfounded.cases.models import CustodyKind, ExhibitKind, InterviewLine
from wellfounded.law.case_file import Direction
from wellfounded.web.assessment import words as told
from wellfounded.web.choices import languages
from wellfounded.web.forms.question import QuestionForm, day, line, pick, radios, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.uploadedfile import UploadedFile

    from wellfounded.cases.models import Case, Interview
    from wellfounded.law.case_file import Slot

DIRECTIONS: list[tuple[str, Any]] = [
    (str(Direction.SUPPORTS), _("It speaks for the fact")),
    (str(Direction.REBUTS), _("It speaks against the fact")),
]
KINDS: list[tuple[str, Any]] = list(told.KINDS.items())
WEIGHTS: list[tuple[str, Any]] = [(str(weight), label) for weight, label in told.WEIGHTS.items()]


class ExhibitForm(QuestionForm):
    content = forms.FileField(
        label=_("The file"),
        help_text=_(
            "PDF, PNG, JPEG, DOCX, plain text or sound, up to 60 MB. It is kept byte for byte. Its name is not kept."
        ),
        allow_empty_file=True,
    )
    title = line(_("What it is"), hint=_("As it should be named in the decision, without names of people."))
    kind = pick(_("Kind"), [("", _("Choose")), *ExhibitKind.choices])
    interview = pick(_("Interview that it records"), [])
    language = pick(_("Language"), languages)
    dated = day(_("Date that stands on it"))
    received_from = line(_("Received from"), hint=_("Blank: the applicant."))
    received_on = day(_("Received on"), hint=_("Blank: today."))

    def __init__(self, *args: Any, interviews: Iterable[Interview], **kwargs: Any) -> None:
        """`interviews` are those of which there can be a recording, as far as the user may know of them."""
        super().__init__(*args, **kwargs)
        choices = [(str(one.number), _("Interview %(number)d") % {"number": one.number}) for one in interviews]
        if choices:
            self.fields["interview"].choices = [("", _("None")), *choices]  # type: ignore[attr-defined] # a field of choices
        else:
            del self.fields["interview"]

    def request(self) -> ExhibitAdded:
        typed = self.cleaned_data
        number = typed.pop("interview", "")
        typed["interview"] = int(number) if number else None
        sent: UploadedFile[Any] | None = typed.pop("content")
        return ExhibitAdded(content=sent.read() if sent is not None else b"", **typed)


class CustodyForm(QuestionForm):
    kind = pick(_("What happened"), [("", _("Choose")), *CustodyKind.choices])
    party = line(_("From whom, or to whom"))
    on = day(_("On"), hint=_("Blank: today."))
    note = words(_("Note"))


class PinForm(QuestionForm):
    """`start` is where the words were marked; it tells which of several like places is meant."""

    quote = words(_("The words"), hint=_("Exactly as they stand on the page."))
    start = forms.IntegerField(widget=forms.HiddenInput)
    place = forms.ChoiceField(label=_("The fact"))
    direction = radios(_("Which way it speaks"), DIRECTIONS)
    kind = pick(_("Kind of evidence"), [("", _("Document")), *(one for one in KINDS if one[0] != "document")])
    weight = radios(_("Weight"), WEIGHTS, hint=_("A class, never a number. Left open, it is moderate."))
    note = line(_("Why it matters"))

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = forms.ChoiceField(
            label=_("The fact"), choices=[("", _("Choose a fact")), *groups], required=False
        )
        self.fields["quote"].widget.attrs["data-key"] = "t"

    def clean_quote(self) -> str:
        """A browser sends other ends of lines than the page has."""
        return str(self.cleaned_data["quote"]).replace("\r\n", "\n")

    def clean_direction(self) -> str:
        """Which way it speaks is for the person to say, not for the program to suppose."""
        if not self.cleaned_data["direction"]:
            raise forms.ValidationError(_("Say which way it speaks."))
        return str(self.cleaned_data["direction"])

    def request(self, label: str, page: int) -> PassagePinned:
        typed = self.cleaned_data
        entity, _dot, fact = typed.pop("place").partition(".")
        return PassagePinned(
            label=label, page=page, entity=entity, fact=fact, **(typed | {"start": typed["start"] or 0})
        )

    def refused(self, problems: dict[str, str]) -> dict[str, str]:
        """What the action says of entity and fact, said of the one field that names both."""
        return {("place" if name in {"entity", "fact"} else name): told for name, told in problems.items()}


class EvidenceForm(QuestionForm):
    """An item for a fact: from a line of an interview, or from any other source."""

    said_in = forms.ChoiceField(label=_("A line of an interview"))
    source = line(_("Or another source"), hint=_("The label of an exhibit, or the name of a report."))
    at = line(_("The place in it"), hint=_("A page, a paragraph."))
    on = day(_("Its date"))
    direction = radios(_("Which way it speaks"), DIRECTIONS)
    kind = pick(_("Kind of evidence"), [("", _("Account")), *(one for one in KINDS if one[0] != "account")])
    weight = radios(_("Weight"), WEIGHTS, hint=_("A class, never a number. Left open, it is moderate."))
    note = words(_("What it says"))

    clean_direction = PinForm.clean_direction

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = InterviewLine.objects.filter(interview__case=case).select_related("interview")
        shown = [
            (f"{one.interview.number}.{one.number}", _line(one))
            for one in lines.order_by("interview__number", "number")
        ]
        self.fields["said_in"] = forms.ChoiceField(
            label=self.fields["said_in"].label, choices=[("", _("None")), *shown], required=False
        )

    def request(self, slot: Slot) -> EvidenceAdded:
        typed = self.cleaned_data
        interview, _dot, number = typed.pop("said_in").partition(".")
        typed |= {"interview": int(interview or 0), "line": int(number or 0)}
        return EvidenceAdded(entity=slot[0], fact=slot[1], **typed)


LONGEST = 80


def _line(one: InterviewLine) -> str:
    said = (one.interpreted or one.text).replace("\n", " ")
    return f"{one.interview.number} · {one.number} · {one.get_kind_display()}: {said[:LONGEST]}"
