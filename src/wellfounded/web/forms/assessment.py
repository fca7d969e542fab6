"""Forms of the assessment: a person's finding, suppositions, closing and re-opening the record, recommending."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.actions.make_finding import FindingMade
from wellfounded.law.case_file import FindingWord
from wellfounded.web.assessment import words
from wellfounded.web.forms.question import QuestionForm, line, pick, radios
from wellfounded.web.forms.question import words as many_words

if TYPE_CHECKING:
    from wellfounded.law.case_file import Slot
    from wellfounded.web.choices import Choice

AS_IT_IS = ""
SUPPOSED: tuple[Choice, ...] = ((AS_IT_IS, _("As it is")), ("yes", _("If it were so")), ("no", _("If it were not so")))


class FindingForm(QuestionForm):
    """What a person finds of a criterion. `seen` is the version that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    word = radios(_("Your finding"), [(str(word), told) for word, told in words.HUMAN_WORDS.items()])
    reason = many_words(
        _("Your reasons"), hint=_("They stand in the decision. Say what convinced you, and what did not.")
    )
    rests_on = forms.MultipleChoiceField(
        label=_("What it rests on"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of what is known above. None need be ticked."),
    )
    also = line(_("What else it rests on"), hint=_("Lines, pages or reports, with a semicolon between them."))
    standard = pick(_("Standard of proof that you applied"), [])

    def __init__(
        self, *args: Any, known: Iterable[Choice] = (), standards: Iterable[Choice] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = list(known)
        self.fields["rests_on"].choices = known  # type: ignore[attr-defined] # a field of choices
        self.fields["standard"].choices = [("", _("Not said")), *standards]  # type: ignore[attr-defined] # the same
        if not known:
            del self.fields["rests_on"]

    def show_newer(self, theirs: Mapping[str, Any], *, version: int) -> None:
        """Put what somebody else found beside the fields. Saving once more makes the version after theirs."""
        self.show_theirs({"word": _word(theirs.get("finding", "")), "reason": theirs.get("reason", "")})
        typed: Any = self.data
        typed["seen"] = str(version)

    def request(self, slot: Slot) -> FindingMade:
        typed = self.cleaned_data
        also = tuple(part.strip() for part in typed["also"].split(";") if part.strip())
        return FindingMade(
            key=typed["key"],
            entity=slot[0],
            criterion=slot[1],
            seen=typed["seen"] or 0,
            word=typed["word"],
            reason=typed["reason"],
            rests_on=(*typed.get("rests_on", ()), *also),
            standard=typed["standard"],
        )


def _word(word: str) -> str:
    return str(words.HUMAN_WORDS[FindingWord(word)]) if word in set(FindingWord) else word


class WhatIfForm(forms.Form):
    """A few facts and findings, each as it is or supposed. Nothing is saved."""

    def __init__(self, *args: Any, offered: Iterable[tuple[Slot, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = {f"{entity}-{item}".replace(">", "_"): (entity, item) for (entity, item), _title in offered}
        for (entity, item), title in offered:
            self.fields[f"{entity}-{item}".replace(">", "_")] = forms.ChoiceField(
                label=title, choices=SUPPOSED, required=False, widget=forms.Select(attrs={"class": "short"})
            )

    def suppositions(self) -> list[tuple[Slot, bool]]:
        return [
            (slot, self.cleaned_data[name] == "yes") for name, slot in self.slots.items() if self.cleaned_data[name]
        ]


class ClosingForm(QuestionForm):
    answers_left_reason = many_words(
        _("Why answers stay that nobody has found"),
        hint=_("Needed only if the applicant answered something and no fact was found from it."),
    )


class ReasonForm(QuestionForm):
    reason = many_words(_("Reason"))


class RecommendForm(QuestionForm):
    """An outcome, its reasons, and an answer to every remark that wants one: what it says, and what to do."""

    outcome = radios(_("Outcome that you recommend"), [])
    reasons = many_words(_("Reasons in short"), hint=_("For the reviewer, and for the decision."))
    departs_reason = many_words(
        _("Why more is granted than follows from the record"), hint=_("Only where it does: then it must be said.")
    )

    def __init__(
        self, *args: Any, outcomes: Iterable[Choice], remarks: dict[str, tuple[str, str]], departs: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = list(outcomes)  # type: ignore[attr-defined] # a field of choices
        if not departs:
            del self.fields["departs_reason"]
        self.remarks = {key: name_of(key) for key in remarks}
        for key, (said, mend) in remarks.items():
            self.fields[name_of(key)] = forms.CharField(
                label=said,
                help_text=mend,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def answers(self) -> dict[str, str]:
        return {key: self.cleaned_data[name] for key, name in self.remarks.items()}

    def with_own_names(self, problems: Mapping[str, str]) -> dict[str, str]:
        """What the action says of an answer, beside the field of that answer."""
        names = {f"answers-{key}": name for key, name in self.remarks.items()}
        return {names.get(field, field): sentence for field, sentence in problems.items()}


def name_of(key: str) -> str:
    """The key of a remark as the name of a field: an id of the page may hold no space."""
    return "answer-" + key.replace(" ", "-").replace(">", "-")
