"""The forms of the shelf: a search, a source, a file, a judgement, a tie, a pin, a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.actions.pin_from_shelf import ShelfPinned
from wellfounded.cases.actions.shelve_source import SourceShelved
from wellfounded.cases.actions.tie_passage import PassageTied
from wellfounded.law.case_file import Weight
from wellfounded.library.models import Shelf
from wellfounded.library.models.source import AddressKinds, Grades, Standards
from wellfounded.library.models.tie import Directions
from wellfounded.web.assessment import words as told
from wellfounded.web.choices import countries
from wellfounded.web.forms.question import QuestionForm, day, line, pick, radios, words, yes_no

if TYPE_CHECKING:
    from collections.abc import Sequence

LANGUAGES = [("", _("Any")), ("en", _("English")), ("ko", _("Korean")), ("zh", _("Chinese"))]
WEIGHTS: list[tuple[str, Any]] = [(str(weight), told.WEIGHTS[weight]) for weight in Weight]


class ShelfSearchForm(forms.Form):
    q = forms.CharField(
        label=_("What you want to know, in English, Korean or Chinese"),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-key": "f", "type": "search"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    until = day(_("Published by"))
    one_language = forms.BooleanField(label=_("Leave out other languages"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(
            label=self.fields["country"].label, choices=[("", _("Any")), *countries()[1:]], required=False
        )
        self.fields["until"].required = False


class SourceForm(QuestionForm):
    title = line(_("Title"), hint=_("As it is printed."))
    shelf = radios(_("Who may read it"), list(Shelf.choices))
    publisher = line(_("Publisher"))
    published = day(_("Published on"))
    address = line(_("Address"))
    address_kind = radios(_("What stands at the address"), list(AddressKinds.choices))
    relays = line(_("Passed on by"), hint=_("From the speaker to the file, with semicolons between."))
    symbol = line(_("Document symbol"), hint=_("Like A/HRC/25/63."))
    licence = line(_("Licence"))
    country = forms.ChoiceField(label=_("Country it tells of"))
    topics = line(_("Topics"), hint=_("With semicolons between."))
    single_informant = yes_no(_("Does all of it rest on one informant?"))
    note = words(_("Note"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(
            label=self.fields["country"].label, choices=countries, required=False
        )
        self.initial = {**self.initial, "shelf": Shelf.OPEN, "address_kind": AddressKinds.ORIGINAL}

    def request(self) -> SourceShelved:
        typed = {name: value for name, value in self.cleaned_data.items() if name not in {"key", "country"}}
        country = self.cleaned_data["country"]
        typed |= {name: tuple(typed[name].split(";")) for name in ("relays", "topics")}
        return SourceShelved(**typed, countries=(country,) if country else ())


class FileForm(forms.Form):
    content = forms.FileField(
        label=_("The file"),
        required=False,
        help_text=_(
            "PDF, scan, DOCX, HTML, text or mail, up to 60 MB. It is kept byte for byte; its name is not kept."
        ),
        allow_empty_file=True,
    )

    def sent(self) -> bytes:
        found = self.cleaned_data["content"]
        return found.read() if found is not None else b""


class ListForm(FileForm):
    content = forms.FileField(
        label=_("The list"),
        required=False,
        help_text=_(
            "A table in Markdown or CSV, with a line of heads. What it says of reliability goes into the note."
        ),
        allow_empty_file=True,
    )


class JudgementForm(QuestionForm):
    standard = pick(_("By which standard"), [("", _("Choose")), *Standards.choices])
    grade = radios(_("How far it is met"), list(Grades.choices))
    reason = words(_("Why"))


class WithdrawForm(QuestionForm):
    reason = words(_("Why"), hint=_("Like: its publisher took it back; the witness told another story later."))


class PutBackForm(QuestionForm):
    reason = words(_("Why"), hint=_("Why it may be relied on after all."))


class LawSelect(forms.Select):
    """Choices of the law, each marked as English where nobody has translated it."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        if told.is_english(str(option["label"])):
            option["attrs"]["lang"] = "en"
        return option


class TieForm(QuestionForm):
    """`start` is where the words were marked; it tells which of several like places is meant."""

    quote = words(_("The words"), hint=_("Exactly as they stand in the text."))
    start = forms.IntegerField(widget=forms.HiddenInput)
    about = forms.ChoiceField(label=_("What they bear on"))
    direction = radios(_("Which way they speak"), list(Directions.choices))

    def __init__(self, *args: Any, groups: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"] = forms.ChoiceField(
            label=self.fields["about"].label,
            choices=[("", _("Choose")), *groups],
            required=False,
            widget=LawSelect,
        )

    def clean_direction(self) -> str:
        """Which way it speaks is for the person to say, not for the program to suppose."""
        if not self.cleaned_data["direction"]:
            raise forms.ValidationError(_("Say which way it speaks."))
        return str(self.cleaned_data["direction"])

    def request(self, first: int) -> PassageTied:
        typed = self.cleaned_data
        start = first + (typed["start"] or 0)
        return PassageTied(quote=typed["quote"], start=start, about=typed["about"], direction=typed["direction"])


class ShelfPinForm(TieForm):
    """The same for a fact or a criterion of a case."""

    weight = radios(
        _("Weight"), WEIGHTS, hint=_("For a fact only: a class, never a number. Left open, it is moderate.")
    )
    note = line(_("Why it matters"))

    def pin(self, document: int, *, first: int) -> ShelfPinned:
        typed = self.cleaned_data
        entity, _dot, item = typed["about"].partition(".")
        return ShelfPinned(
            key=typed["key"],
            document=document,
            quote=typed["quote"],
            start=first + (typed["start"] or 0),
            entity=entity,
            item=item,
            direction=typed["direction"],
            weight=typed["weight"],
            note=typed["note"],
        )


class StatementForm(QuestionForm):
    speaker = line(_("Speaker"))
    role = line(_("Role"))
    organisation = line(_("Organisation"))
    stance = line(_("Position"))
    said_when = line(_("When"))
    said_where = line(_("Where"))
