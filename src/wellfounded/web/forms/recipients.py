"""Writing somebody in to whom exports are sealed, and confirming them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wellfounded.cases.actions.add_recipient import RecipientGiven
from wellfounded.persons.models import RecipientKind
from wellfounded.web.choices import countries, to_choose
from wellfounded.web.forms.question import QuestionForm, line, pick, words


class RecipientForm(QuestionForm):
    name = line(_("Name"), hint=_("As it will stand in consents and on covers."))
    kind = pick(_("Kind of recipient"), to_choose(RecipientKind.choices))
    state = pick(_("The State that they belong or answer to"), countries)
    public_key = words(
        _("Public key"), hint=_("Of age; it begins with age1. Only the public one: the other never leaves its owner.")
    )

    def given(self) -> RecipientGiven:
        return self.request_as(RecipientGiven)


class ConfirmForm(QuestionForm):
    fingerprint = line(
        _("Fingerprint, as its owner tells it"),
        hint=_("Have it told by voice or on paper, and not by the way the key came. It is not shown here."),
    )
