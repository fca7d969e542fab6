"""Forms from recommendation to service: review, languages of a draft, a paragraph, signing, serving."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.models import Language
from wellfounded.cases.actions.edit_paragraph import Editing
from wellfounded.cases.actions.review_recommendation import Reviewing
from wellfounded.cases.deadline_terms import Circumstance, From
from wellfounded.cases.models import ReviewResult, ServedHow
from wellfounded.cases.return_reasons import ReturnReason
from wellfounded.web.choices import with_blank
from wellfounded.web.forms.question import QuestionForm, day, line, pick, radios, tick, yes_no
from wellfounded.web.forms.question import words as many_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise

    from wellfounded.cases.deadline_terms import Rule
    from wellfounded.web.choices import Choice

POINTS = 3
SHORTER: dict[Circumstance, Promise] = {
    Circumstance.IN_DETENTION: _("Is the person in detention?"),
    Circumstance.ACCELERATED: _(
        "Was the claim refused as inadmissible or manifestly unfounded, or in a short or accelerated procedure?"
    ),
}


class ReturnForm(QuestionForm):
    """Coded reasons, remarks, and up to three findings that are meant."""

    codes = forms.MultipleChoiceField(
        label=_("Reasons"), choices=ReturnReason.choices, widget=forms.CheckboxSelectMultiple
    )
    remarks = many_words(_("Remarks"), hint=_("The one who drafted reads them, and they are kept."))
    # Which recommendation the page showed, so that nobody agrees to another one.
    recommendation = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, findings: Iterable[Choice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        findings = [("", _("No finding in particular")), *findings]
        for number in range(1, POINTS + 1):
            self.fields[f"finding-{number}"] = pick(_("Which finding is meant"), findings)
            self.fields[f"code-{number}"] = pick(_("What is wrong with it"), with_blank(ReturnReason.choices))
            self.fields[f"note-{number}"] = line(_("In a few words"))
            for name in ("finding", "code", "note"):
                self.fields[f"{name}-{number}"].required = False

    def main(self) -> list[forms.BoundField]:
        return [field for field in self if "-" not in field.name]

    def rows(self) -> list[list[forms.BoundField]]:
        names = ("finding", "code", "note")
        return [[self[f"{name}-{number}"] for name in names] for number in range(1, POINTS + 1)]

    def rows_open(self) -> bool:
        return any(field.value() for row in self.rows() for field in row)

    def points(self) -> tuple[Mapping[str, str], ...]:
        typed = self.cleaned_data
        found = []
        for number in range(1, POINTS + 1):
            entity, _space, item = typed[f"finding-{number}"].partition(" ")
            if item:
                code, note = typed[f"code-{number}"] or ReturnReason.OTHER.value, typed[f"note-{number}"]
                found.append({"code": code, "entity": entity, "item": item, "note": note})
        return tuple(found)

    def request(self) -> Reviewing:
        typed = self.cleaned_data
        return Reviewing(
            result=typed.get("result", ""),
            codes=tuple(typed["codes"]),
            points=self.points(),
            remarks=typed["remarks"],
            recommendation=typed["recommendation"],
            key=typed["key"],
        )


class ReviewForm(ReturnForm):
    result = radios(_("Your review"), list(ReviewResult.choices))
    field_order = ("key", "result", "codes", "remarks")


class DraftForm(QuestionForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages of the decision"),
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[Language.ENGLISH],
        help_text=_("The applicant’s language among them. Each can be read beside the others."),
    )


class ParagraphForm(QuestionForm):
    """`before` is the text that the page showed, so that nothing is written over what somebody else wrote."""

    before = forms.CharField(widget=forms.HiddenInput, strip=False)
    text = forms.CharField(
        label=_("Text of the paragraph"),
        widget=forms.Textarea(attrs={"rows": 8}),
        strip=False,
        help_text=_("Leave it blank to have the generated text again. What it rests on stays linked."),
    )

    def show_newer(self, theirs: str) -> None:
        """Saving once more writes over theirs, which stands beside the field by then."""
        self.show_theirs({"text": theirs})
        typed: Any = self.data
        typed["before"] = theirs

    def request(self, *, language: str, paragraph: int) -> Editing:
        typed = self.cleaned_data
        return Editing(
            language=language, paragraph=paragraph, text=typed["text"], before=typed["before"], key=typed["key"]
        )


class SignForm(QuestionForm):
    # What the page showed, so that nobody signs what was written after they had read it.
    shown = forms.CharField(widget=forms.HiddenInput)
    read = tick(_("I have read the whole text, and I decide so"))

    def look_again(self, **shown: object) -> None:
        """Whoever said that they read it, read another text."""
        super().look_again(**shown)
        typed: Any = self.data
        typed.pop("read", None)


class ServeForm(QuestionForm):
    # Whose letter it is, so that none is served for another decision.
    decision = forms.IntegerField(widget=forms.HiddenInput)
    letter_date = day(_("Date of the letter"))
    how = radios(_("How it was served"), list(ServedHow.choices))
    sent_on = day(
        _("Day on which it was sent"),
        hint=_(
            "By post or by message: the day on which it left the office. Handed to counsel: the day on which counsel "
            "had it. Handed over in person: blank. Blank as well if nobody knows it; the last day to appeal is then "
            "counted from the earliest day that it can have been."
        ),
    )
    served_on = day(_("Day on which it reached the person"))
    language = pick(_("Language of the letter"), [])
    letter_hash = line(_("Hash of the letter that was handed over"), hint=_("If there is one. It may stay blank."))

    def __init__(self, *args: Any, languages: Iterable[Choice], rule: Rule | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rule is not None:
            self._ask_what_the_term_hangs_on(rule)
        self.fields["language"].choices = [("", _("Choose a language")), *languages]  # type: ignore[attr-defined] # a field of choices

    def _ask_what_the_term_hangs_on(self, rule: Rule) -> None:
        """From which of the days the time to appeal runs, and whether the profile's shorter term is theirs."""
        if rule.start is From.SENT:
            sent = self.fields["sent_on"]
            sent.help_text = format_lazy("{} {}", _("The term of appeal runs from here."), sent.help_text)
        else:
            self.fields["served_on"].help_text = _("The term of appeal runs from here.")
        if rule.shorter is not None:
            asked = SHORTER[rule.shorter.when]
            self.fields["shorter_applies"] = yes_no(
                asked, hint=_("Then the time to appeal is shorter. If it is not known, the shorter one is shown.")
            )
            self.fields["shorter_applies"].required = False
            self.order_fields(["letter_date", "how", "sent_on", "served_on", "shorter_applies"])
