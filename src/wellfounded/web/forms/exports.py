"""What is asked before anything leaves, and of a list that comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.models import Language
from wellfounded.cases.actions.ask_export import OF_MANY, ExportAsked
from wellfounded.cases.models import ExportKind, Informed, RecipientOfExport
from wellfounded.web.choices import countries, to_choose
from wellfounded.web.forms.question import QuestionForm, line, pick, radios

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LARGEST_LIST = 10 << 20

# Why a list as a whole cannot be read, by the code of `persons.exchange.files.FileRefused`.
REFUSALS: dict[str, StrPromise] = {
    "empty": _("This list is empty."),
    "cell_without_column": _("A row has more cells than there are columns. Nothing was brought in."),
    "too_many_rows": _("More than 5,000 rows. Divide the list."),
    "unknown_column": _("This column is not known here: “%(named)s”. Take it out, or give it its right name."),
    "column_twice": _("This column is there twice: “%(named)s”."),
    "not_a_list": _("This is neither a list as XLSX nor one as CSV in UTF-8."),
    "file_too_big": _("The file is too large, or unpacks to more than is reasonable."),
    "file_too_slow": _("The file took too long to read. Save it as CSV and bring that in."),
    "file_crashed": _("The file is broken or was made to break programs. Save the list anew."),
    "file_not_this_type": _("This is neither a list as XLSX nor one as CSV in UTF-8."),
    "file_no_guard": _("This machine cannot guard the reading of such files. Save the list as CSV."),
}


class ExportForm(QuestionForm):
    """To whom, for what, and what. The action says what is missing, and what must not be."""

    kind = pick(_("What shall leave"), to_choose(ExportKind.choices))
    recipient_kind = radios(_("For whom"), list(RecipientOfExport.choices))
    recipient = line(_("Who, if it is somebody else"), hint=_("Written as in the consent and under Recipients."))
    recipient_state = pick(_("The State that they belong or answer to"), countries)
    purpose = line(
        _("For what"),
        hint=_("For somebody else, as in the consent. The log tells that it left, and the person may read it."),
    )
    language = pick(_("Language of the paper"), Language.choices)

    def asked_for(self, number: str) -> ExportAsked:
        typed = {name: text for name, text in self.cleaned_data.items() if name != "key"}
        return ExportAsked(numbers=(number,), **typed)


class ListForm(QuestionForm):
    """The same for a list of people."""

    kind = radios(_("Kind of file"), [(kind.value, kind.label) for kind in ExportKind if kind in OF_MANY])
    numbers = forms.CharField(
        label=_("Cases"),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=_("Their numbers, with a space or a new line between them."),
    )
    recipient_kind = radios(_("For whom"), list(RecipientOfExport.choices))
    recipient = line(
        _("Who, if it is somebody else"),
        hint=_("Written as in the consents and under Recipients; everybody must have agreed."),
    )
    recipient_state = pick(_("The State that they belong or answer to"), countries)
    purpose = line(
        _("For what"),
        hint=_("For somebody else, as in the consent. The log tells that it left, and the person may read it."),
    )

    def asked_for(self) -> ExportAsked:
        typed = {name: text for name, text in self.cleaned_data.items() if name not in {"key", "numbers"}}
        return ExportAsked(numbers=tuple(self.cleaned_data["numbers"].split()), **typed)


class SealForm(QuestionForm):
    """The passphrase of what leaves sealed."""

    passphrase = forms.CharField(
        label=_("A passphrase for the file"),
        help_text=_("At least 12 characters. Never send it together with the file. It is kept nowhere."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    again = forms.CharField(
        label=_("The same again"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("passphrase", "") != typed.get("again", ""):
            self.add_error("again", _("The two passphrases are not the same. Nothing left."))
        return typed

    def chosen(self) -> str:
        text: str = self.cleaned_data["passphrase"]
        return text


class AgreeForm(QuestionForm):
    """Before identifying data go to a State that could send the person back."""

    informed = radios(_("Who was told of it?"), list(Informed.choices))


class RegisterForm(forms.Form):
    """A list to be brought in."""

    content = forms.FileField(
        label=_("List"),
        help_text=_("XLSX, or CSV in UTF-8, with the columns of the manual. At most 5,000 rows."),
        error_messages={"required": _("Choose a file. This one is empty or was not sent.")},
    )

    def clean_content(self) -> Any:
        content = self.cleaned_data["content"]
        if content.size > LARGEST_LIST:
            raise forms.ValidationError(REFUSALS["file_too_big"])
        return content
