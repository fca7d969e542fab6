"""What every form for spoken words has in common: what was said, in which language, by whom."""

from __future__ import annotations

from dataclasses import fields
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.models.interview import Speaker
from wellfounded.web.choices import languages, shown_language
from wellfounded.web.forms.question import QuestionForm, pick, words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from wellfounded.cases.models import Interview

R = TypeVar("R", bound="DataclassInstance")
LONGEST_KEY = 60


def screen_code() -> str:
    """The language of the screen, as a line of an interview names it."""
    return (get_language() or "en").partition("-")[0]


class WordsForm(QuestionForm):
    """Words as they were said, and as they were interpreted. The second box is there when the languages differ."""

    text = words(_("The words"))
    interpreted = words(_("As interpreted"))
    speaker = pick(_("Who says it"), Speaker.choices)
    language = pick(_("In which language"), languages)

    # What a field of the action is called here, and what one page does not ask.
    without: tuple[str, ...] = ()
    rows = 5

    def __init__(self, *args: Any, interview: Interview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interview = interview
        self.fields["text"].widget.attrs |= {"rows": self.rows, "data-key": "t"}
        self.fields["interpreted"].widget.attrs |= {"rows": self.rows, "data-key": "i", "lang": get_language() or "en"}
        self.fields["language"].initial = interview.language
        self.fields["speaker"].initial = Speaker.APPLICANT
        if interview.language and interview.language.partition("-")[0] != screen_code():
            named = shown_language(interview.language)
            self.fields["text"].label = gettext("The words in the applicant’s language (%(language)s)") % {
                "language": named
            }
            self.fields["text"].widget.attrs["lang"] = interview.language
            self.fields["text"].help_text = gettext("Leave blank if only the interpreter’s words are written down.")
        else:
            del self.fields["interpreted"]
        for name in self.without:
            self.fields.pop(name, None)

    def clean_key(self) -> str:
        return str(self.cleaned_data["key"])[:LONGEST_KEY]

    def clean(self) -> dict[str, Any] | None:
        """Where only the interpreted words were written down, they are the words, in the language they are in."""
        typed = self.cleaned_data
        if not (typed.get("text") or "").strip() and (typed.get("interpreted") or "").strip():
            typed |= {"text": typed["interpreted"], "interpreted": "", "language": screen_code()}
        return typed

    def request(self, kind: type[R], /, **more: Any) -> R:
        """The request of an action: what was typed into the fields of the same names, and `more`."""
        asked = {one.name for one in fields(kind)}
        typed = {name: value for name, value in self.cleaned_data.items() if name in asked and value not in (None, "")}
        return kind(**(typed | {"interview": self.interview.number} | more))

    def take_new_key(self) -> None:
        """Other words came under a key that was used: they are sent as a new line if they are sent again."""
        typed: Any = self.data
        self.data = typed = typed.copy()
        typed[self.add_prefix("key")] = token_urlsafe()
        if "key" in self.errors:
            del self.errors["key"]
            message = gettext(
                "This page was saved before with other words; they stand in the record. "
                "Look there first. Save again to add these words as a line of their own."
            )
            self.add_error(None, forms.ValidationError(message))
