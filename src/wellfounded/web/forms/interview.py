"""The forms of an interview: telling, asking, answering, putting a point, correcting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.actions.ask_question import Question
from wellfounded.cases.actions.record_answer import AnswerGiven
from wellfounded.cases.actions.record_exchange import Exchange
from wellfounded.cases.models.interview import Openness
from wellfounded.law.case_file import Answer
from wellfounded.law.catalogue import FactType
from wellfounded.web.choices import Choice
from wellfounded.web.forms.question import radios, tick, words
from wellfounded.web.forms.words import WordsForm, screen_code
from wellfounded.web.interview.asking import options_of, other_answers, plain_answers
from wellfounded.web.interview.place import fact_at

if TYPE_CHECKING:
    from wellfounded.cases.models import InterviewLine
    from wellfounded.law.case_file import Slot
    from wellfounded.law.catalogue import FactDefinition
    from wellfounded.web.interview.asking import Asking

# Keys of the answer buttons, beside their labels.
ANSWER_KEYS: dict[str, str] = {
    Answer.YES: "y",
    Answer.NO: "n",
    Answer.VALUE: "v",
    Answer.DONT_KNOW: "u",
    Answer.CANNOT_SAY: "c",
    Answer.WONT_SAY: "x",
}
OPENNESS: list[Choice] = [
    (Openness.OPEN.value, _("Open: lets the person tell")),
    (Openness.CLOSED.value, _("Closed: asks for a word")),
]


def value_field(fact: FactDefinition, slot: Slot) -> forms.Field:
    """A field for the value of a fact, as its kind needs it."""
    options = list(options_of(slot))
    if fact.type is FactType.CHOICES:
        return forms.MultipleChoiceField(label=_("What is said"), choices=options, widget=forms.CheckboxSelectMultiple)
    if fact.type is FactType.CHOICE:
        return forms.ChoiceField(label=_("What is said"), choices=[("", _("Choose one")), *options])
    hints: dict[FactType, Any] = {
        FactType.DATE: _("A year, a month or a day: 1998, 1998-03 or 1998-03-15."),
        FactType.QUANTITY: fact.unit,
    }
    attrs = {"autocomplete": "off", "class": "short" if fact.type in hints else ""}
    if fact.type is FactType.QUANTITY:
        attrs["inputmode"] = "decimal"
    return forms.CharField(
        label=_("What is said"), help_text=hints.get(fact.type, ""), widget=forms.TextInput(attrs=attrs)
    )


class TellForm(WordsForm):
    """The free narrative, or a note."""

    rows = 8


class NoteForm(WordsForm):
    without = ("interpreted",)


class AnswerForm(WordsForm):
    """An answer: what it says of the fact, and its words."""

    answered = forms.ChoiceField(label=_("The answer"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, slot: Slot | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slot, fact = slot, fact_at(slot)
        if "interpreted" not in self.fields:
            self.fields["text"].label = gettext("The words of the answer")
        if fact is None or slot is None:
            del self.fields["answered"]
            return
        kinds = [*plain_answers(fact.type), *other_answers()]
        field = self.fields["answered"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*kinds, ("", _("Only the words"))]
        field.required = False
        if fact.type is not FactType.YES_NO:
            self.fields["value"] = value_field(fact, slot)
            self.fields["value"].required = False

    def clean(self) -> dict[str, Any] | None:
        """A value that was written without a button is what was said."""
        typed = super().clean() or {}
        if isinstance(value := typed.get("value"), list):
            typed["value"] = tuple(value)
        if typed.get("value") and not typed.get("answered"):
            typed["answered"] = str(Answer.VALUE)
        return typed

    def buttons(self) -> list[tuple[Any, str, bool]]:
        """Each answer with its key, and whether it is one of the three that are never a “no”."""
        others = {value for value, _label in other_answers()}
        named = [(one, str(one.data["value"])) for one in self["answered"]]
        return [(one, ANSWER_KEYS.get(value, ""), value in others) for one, value in named]

    def answer(self, **more: Any) -> AnswerGiven:
        return self.request(AnswerGiven, **more)


class AskForm(AnswerForm):
    """A question as it was really asked, and its answer."""

    wording = words(_("The question as you asked it"))
    openness = radios(_("How it was asked"), OPENNESS)
    reason = words(_("Why it is asked"))

    def __init__(self, *args: Any, asking: Asking | None, **kwargs: Any) -> None:
        super().__init__(*args, slot=asking.slot if asking else None, **kwargs)
        self.asking = asking
        self.fields["wording"].widget.attrs |= {"rows": 2, "data-key": "q"}
        self.fields["wording"].required = self.fields["openness"].required = self.fields["reason"].required = False
        if asking is None:
            return
        self.fields["wording"].initial = asking.in_screen_language
        self.fields["reason"].help_text = asking.reason
        if not asking.reason:
            del self.fields["reason"]

    def question(self) -> Question:
        """Untouched, the question stands as the catalogue has it in the applicant's language."""
        wording = (self.cleaned_data.get("wording") or "").strip()
        more: dict[str, Any] = {
            "key": self.part_key("q"),
            "text": wording,
            "language": screen_code(),
            "interpreted": "",
        }
        if self.asking is not None:
            more["entity"], more["fact"] = self.asking.slot
            if wording in {"", self.asking.in_screen_language}:
                more |= {"text": "", "language": self.asking.own_language, "interpreted": self.asking.beside}
        return self.request(Question, **more)

    def exchange(self) -> Exchange:
        return Exchange(question=self.question(), answer=self.answer(key=self.part_key("a")))

    def part_key(self, part: str) -> str:
        key = self.cleaned_data.get("key")
        return f"{key}-{part}" if key else ""


def unchanged(field: forms.Field) -> None:
    """The choice of words only, as it is named where an answer stands already."""
    answers: Any = field
    answers.choices = [("", _("No, the answer stays as it was")), *list(answers.choices)[:-1]]


class PutForm(WordsForm):
    """A point in plain words, as it was put."""

    without = ("speaker",)


class ReplyForm(AnswerForm):
    """The reply to a point. It may change an answer; silence is noted as such."""

    silent = tick(
        _("The applicant says nothing to it"),
        hint=_("Describe it above. Silence is no reply: the point still does not count."),
    )
    without = ("speaker",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["silent"].required = False
        if (field := self.fields.get("answered")) and isinstance(field, forms.ChoiceField):
            field.label = _("Does it change the answer?")
            unchanged(field)


class CorrectForm(AnswerForm):
    """The line as it should read. The old wording stays above it."""

    without = ("speaker", "language")

    def __init__(self, *args: Any, old: InterviewLine, **kwargs: Any) -> None:
        slot = (old.entity, old.item) if old.answered else None
        initial = {"text": old.text, "interpreted": old.interpreted}
        super().__init__(*args, slot=slot, initial=initial, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = gettext("The words as they should read"), ""
        if not old.interpreted and old.language.partition("-")[0] in {"", screen_code()}:
            self.fields.pop("interpreted", None)
        if "answered" in self.fields:
            self.fields["answered"].label = gettext("Does it change the answer?")
            unchanged(self.fields["answered"])
