"""allauth's forms in the office's words. They check the same; no field offers what the office has shut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.exceptions import ValidationError
from django.forms import CharField, Field, Form, PasswordInput
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts import unlocking

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrPromise


def _reword(field: Field, *, label: StrPromise, hint: StrPromise | str = "") -> None:
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc] # allauth publishes no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["login"], label=_("Sign-in name"))
        _reword(self.fields["password"], label=_("Passphrase"))
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """The passphrase is there now and never again: in an office that seals its columns it opens the keys."""
        unlocking.unlock_if_it_opens(request, self.user, passphrase=self.cleaned_data["password"])
        answer: HttpResponse = super().login(request, redirect_url)
        return answer


class ChangePassphraseForm(ChangePasswordForm):  # type: ignore[misc] # the same
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["oldpassword"], label=_("Present passphrase"))
        hint = _("At least 12 characters. Four or five words that do not belong together are easy to keep in mind.")
        _reword(self.fields["password1"], label=_("New passphrase"), hint=hint)
        _reword(self.fields["password2"], label=_("New passphrase again"))

    def save(self) -> None:
        super().save()
        typed = self.cleaned_data
        unlocking.change_passphrase(context.request, self.user, old=typed["oldpassword"], new=typed["password1"])


class UnlockForm(Form):
    passphrase = CharField(
        label=_("Passphrase"), strip=False, widget=PasswordInput(attrs={"autocomplete": "current-password"})
    )


class ProveForm(ReauthenticateForm):  # type: ignore[misc] # the same
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["password"], label=_("Passphrase"))


class _SaysOnce(Form):
    """A code that was used and one that is wrong are refused in the same words, which name both."""

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc] # of allauth's form behind this one
        except ValidationError as refused:
            if refused.code != "incorrect_code":
                raise
            raise get_adapter().validation_error("code_refused") from None
        return code


class CodeForm(_SaysOnce, AuthenticateForm):  # type: ignore[misc] # the same
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("Six digits from your authenticator app, or one of your recovery codes.")
        _reword(self.fields["code"], label=_("Code"), hint=hint)


class ProveCodeForm(_SaysOnce, CodeAgainForm):  # type: ignore[misc] # the same
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("Six digits from your authenticator app, or one of your recovery codes.")
        _reword(self.fields["code"], label=_("Code"), hint=hint)


class AuthenticatorForm(ActivateTOTPForm):  # type: ignore[misc] # the same
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["code"], label=_("Code that the app shows now"), hint=_("Six digits."))


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc] # the same
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["name"], label=_("Name of the key"), hint=_("So that you can tell your keys apart."))
        hint = _("The key must then ask for a PIN or a fingerprint.")
        _reword(self.fields["passwordless"], label=_("Sign in with this key alone"), hint=hint)


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc] # the same
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["name"], label=_("Name of the key"))
