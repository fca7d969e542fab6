"""Forms of what comes after a decision: appeal, opening again, proceedings, closing, family, the own file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.models import Language
from wellfounded.cases.actions.decide_appeal import DecidingAppeal, FindingResult
from wellfounded.cases.actions.release_own_file import Releasing
from wellfounded.cases.actions.reopen_case import OPENED_INTO
from wellfounded.cases.models import (
    AppealOutcome,
    ClosureKind,
    FindingOnAppeal,
    LodgedBy,
    ReleasedTo,
    ReopenedWhy,
)
from wellfounded.cases.outcomes import GRANTS, Outcome
from wellfounded.cases.own_file import ALWAYS, NEVER, Part
from wellfounded.web.forms.decision import ServeForm
from wellfounded.web.forms.question import QuestionForm, day, line, pick, radios, tick
from wellfounded.web.forms.question import words as many_words

if TYPE_CHECKING:
    from wellfounded.web.choices import Choice

RESULTS = 4
GIVE, KEEP = "give", "keep"


class LodgeForm(QuestionForm):
    lodged_by = radios(_("Who lodges it"), list(LodgedBy.choices))
    lodged_on = day(_("Day on which it arrived"), hint=_("Blank means today."))
    grounds = many_words(_("Grounds"), hint=_("An appeal without grounds is an appeal. They may follow."))
    late_reason = many_words(
        _("Why it is late, if it is"), hint=_("A late appeal is taken too; a person says whether it is heard.")
    )


class AddToAppealForm(QuestionForm):
    grounds = many_words(_("Grounds"), hint=_("What came before stays as it was written. This is read beside it."))
    late_reason = many_words(_("Why the appeal is late, if it is"))
    came_on = day(_("Day on which this arrived"), hint=_("Blank means today."))


class ReasonsInForm(QuestionForm):
    """The same reasons in another language, for a letter in it."""

    language = pick(_("Language of the reasons"), [("", _("Choose a language")), *Language.choices])
    reasons = many_words(_("Reasons"), hint=_("A blank line begins a new paragraph."))


class ServeAppealForm(ServeForm):
    decision = None  # type: ignore[assignment]  # Django's way to leave a field of the form above out
    sent_on = None  # type: ignore[assignment]  # no term runs from the sending of this one


class DecideForm(QuestionForm):
    """The appeal as a whole, then finding by finding."""

    # What was added last to the appeal when the page was shown, so that nobody decides who has not read it.
    shown = forms.IntegerField(widget=forms.HiddenInput)
    outcome = radios(_("Outcome of the appeal"), list(AppealOutcome.choices))
    granted = pick(
        _("Status that is granted"),
        [("", _("None")), *((one.value, one.label) for one in Outcome if one in GRANTS)],
        hint=_("Only if the appeal grants."),
    )
    reasons = many_words(
        _("Reasons"), hint=_("They stand in the letter as you write them. A blank line begins a new paragraph.")
    )
    language = pick(_("Language of the reasons"), Language.choices)

    def __init__(self, *args: Any, findings: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()  # whoever reads in it mostly writes in it
        findings, said = [("", _("None")), *findings], [("", _("None")), *FindingOnAppeal.choices]
        for number in range(1, RESULTS + 1):
            self.fields[f"results-{number}"] = pick(_("Finding"), findings)
            self.fields[f"outcome-{number}"] = pick(_("What the appeal says of it"), said)
            self.fields[f"note-{number}"] = many_words(_("Note for those who made it"))
            for name in ("results", "outcome", "note"):
                self.fields[f"{name}-{number}"].required = False

    def main(self) -> list[forms.BoundField]:
        return [field for field in self if "-" not in field.name]

    def rows(self) -> list[list[forms.BoundField]]:
        names = ("results", "outcome", "note")
        return [[self[f"{name}-{number}"] for name in names] for number in range(1, RESULTS + 1)]

    def further(self) -> bool:
        """Whether something stands, or is wrong, below the first row; a page folds the rest away."""
        return any(field.value() or field.errors for row in self.rows()[1:] for field in row)

    def numbers(self) -> list[int]:
        """The rows in which a finding was named."""
        return [number for number in range(1, RESULTS + 1) if self.cleaned_data[f"results-{number}"]]

    def request(self) -> DecidingAppeal:
        typed = self.cleaned_data
        return DecidingAppeal(
            outcome=typed["outcome"],
            reasons=typed["reasons"],
            language=typed["language"],
            granted=typed["granted"],
            shown=typed["shown"],
            results=tuple(self._result(number) for number in self.numbers()),
            key=typed["key"],
        )

    def _result(self, number: int) -> FindingResult:
        typed = self.cleaned_data
        entity, _space, criterion = typed[f"results-{number}"].partition(" ")
        return FindingResult(
            entity=entity, criterion=criterion, outcome=typed[f"outcome-{number}"], note=typed[f"note-{number}"]
        )

    def with_own_names(self, problems: Mapping[str, str]) -> dict[str, str]:
        """The action counts the findings that were named; the page counts its rows."""
        rows = {f"results-{place}": f"results-{row}" for place, row in enumerate(self.numbers(), start=1)}
        return {rows.get(field, "results-1" if field == "results" else field): text for field, text in problems.items()}


class ReopenForm(QuestionForm):
    why = radios(_("Why"), list(ReopenedWhy.choices))
    reason = many_words(_("What is new, or in doubt"))
    into = radios(_("Where the case goes on"), [(state.value, state.label) for state in OPENED_INTO])


class BeginningForm(QuestionForm):
    reason = many_words(
        _("What is held against the status"), hint=_("The person is told of it before anything is found.")
    )
    told_on = day(_("Day on which the person was told"))


class AbsenceForm(QuestionForm):
    missed_on = day(_("Day on which the applicant did not come"))
    told_on = day(_("Day on which the applicant was told what follows"))
    how = line(_("How they were told"), hint=_("Through the safe contact, by letter, in person."))


class CloseForm(QuestionForm):
    kind = radios(_("Why the case is closed"), list(ClosureKind.choices))
    reason = many_words(_("Reason"), hint=_("Closing finds nothing: a claim that was not followed up was not refused."))
    understood = tick(
        _("For a withdrawal: it was explained what withdrawing means, and the applicant wants it all the same")
    )


class DeriveForm(QuestionForm):
    principal = line(
        _("Number of the family member’s case"), hint=_("Like C-7K3Q-9MBR. Their status is granted and served.")
    )
    relationship = line(_("Relationship to the one whose status it follows"), hint=_("For example: daughter."))
    reason = many_words(_("Reason"))


class OwnFileForm(QuestionForm):
    """Each part of the file is given, or withheld with its reason; nothing is passed over in silence."""

    to = radios(_("To whom"), list(ReleasedTo.choices))
    asked_on = day(_("Day on which it was asked for"))

    def __init__(self, *args: Any, parts: Iterable[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = tuple(parts)
        choices = {GIVE: _("Hand it over"), KEEP: _("Withhold")}
        for part in self.parts:
            self.fields[part.value] = forms.ChoiceField(
                label=part.label,
                choices=[(word, told) for word, told in choices.items() if word in _ways(part)],
                widget=forms.RadioSelect,
                required=False,
                initial=GIVE if part in ALWAYS else KEEP if part in NEVER else "",
                help_text=_HINTS[GIVE] if part in ALWAYS else _HINTS[KEEP] if part in NEVER else "",
            )
            if part not in ALWAYS:
                self.fields[f"why-{part.value}"] = line(_("Why it is withheld: %(part)s") % {"part": part.label})
                self.fields[f"why-{part.value}"].required = False

    def request(self) -> Releasing:
        typed = self.cleaned_data
        kept = [part for part in self.parts if typed[part.value] == KEEP]
        return Releasing(
            to=typed["to"],
            asked_on=typed["asked_on"],
            given=tuple(part.value for part in self.parts if typed[part.value] == GIVE),
            withheld={part.value: typed.get(f"why-{part.value}", "") for part in kept},
            key=typed["key"],
        )


_HINTS = {
    GIVE: _("The person’s own: it cannot be withheld."),
    KEEP: _("Never handed over: a name may cost a life."),
}


def _ways(part: Part) -> tuple[str, ...]:
    return (GIVE,) if part in ALWAYS else (KEEP,) if part in NEVER else (GIVE, KEEP)
