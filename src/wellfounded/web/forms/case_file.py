"""What is asked of a case file that comes in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.actions.import_case_file import CaseFileGiven
from wellfounded.cases.reading_case_file import MOST
from wellfounded.web.forms.question import QuestionForm


class CaseFileForm(QuestionForm):
    """The file, and the passphrase of a sealed one."""

    content = forms.FileField(
        label=_("Case file"),
        help_text=_("YAML or JSON in UTF-8, plain or sealed. At most 1 MB."),
        allow_empty_file=True,  # the action says what is wrong with it
    )
    passphrase = forms.CharField(
        label=_("Passphrase of the file"),
        help_text=_("For a sealed file only. It is used once and kept nowhere."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        strip=False,
    )

    def request(self) -> CaseFileGiven:
        typed = self.cleaned_data
        content = typed["content"].read(MOST + 1) if typed["content"] else b""
        return CaseFileGiven(content=content, passphrase=typed["passphrase"], key=typed["key"])
