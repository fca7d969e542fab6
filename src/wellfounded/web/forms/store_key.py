"""A security key for one's own way to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.vault.security_key import Reason

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

EITHER, BOTH = "either", "both"

REFUSALS: dict[str, StrPromise] = {
    Reason.UNREADABLE: _("What the browser sent does not belong to this page. Open the page again, and try once more."),
    Reason.UNVERIFIED: _("The key did not ask for its PIN or a finger. Set a PIN on it first; a touch is not enough."),
    Reason.COPIED: _("This is a passkey that is copied to other devices. Take a security key that keeps it."),
    Reason.CHANGING: _("The key gave two different answers. Nothing was changed. Try again, or take another key."),
}


class RemoveKeyForm(forms.Form):
    """What a way of both is opened with once more; a way of the key alone needs nothing."""

    passphrase = forms.CharField(
        label=_("Your passphrase of the store"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        required=False,
        strip=False,
    )
    credential = forms.CharField(widget=forms.HiddenInput, required=False)


class AddKeyForm(forms.Form):
    """The passphrase shows that the slot is one's own, and the key gets a way beside it or together with it."""

    passphrase = forms.CharField(
        label=_("Your passphrase of the store"),
        help_text=_("The one that opens the office when it starts, not that of your account."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        strip=False,
        error_messages={"required": _("Type it: it shows that the slot is yours.")},
    )
    way = forms.ChoiceField(
        label=_("What opens your slot from now on"),
        choices=[
            (EITHER, _("The key alone, or the passphrase alone")),
            (BOTH, _("Only both together")),
        ],
        widget=forms.RadioSelect,
        initial=EITHER,
        help_text=_("Both together is safer against whoever saw you type. Without the key you then need help."),
        error_messages={"required": _("Choose one of the two.")},
    )
    credential = forms.CharField(
        widget=forms.HiddenInput, error_messages={"required": _("The key did not answer. JavaScript may be off.")}
    )
