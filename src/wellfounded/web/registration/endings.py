"""What takes a row of a question page out of use: each calls its action with the key of the row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.cases.actions.end_contact import ContactEnded, end_contact
from wellfounded.cases.actions.end_document import DocumentEnded, end_document
from wellfounded.cases.actions.end_guardian import GuardianEnded, end_guardian
from wellfounded.cases.actions.end_not_to_be_told import NotToBeToldEnded, end_not_to_be_told
from wellfounded.cases.actions.end_relative import RelativeEnded, end_relative
from wellfounded.cases.actions.end_specific_need import NeedEnded, end_specific_need
from wellfounded.cases.actions.remove_photo import PhotoRemoved, remove_photo
from wellfounded.cases.actions.withdraw_consent import ConsentWithdrawn, withdraw_consent
from wellfounded.cases.actions.withdraw_name import NameWithdrawn, withdraw_name
from wellfounded.persons.models import ExclusionFlag, SpecificNeed

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


def withdraw_name_of(user: User, number: str, *, pk: int, reason: str) -> object:
    return withdraw_name(user, number, request=NameWithdrawn(name=pk, reason=reason))


def withdraw_consent_of(user: User, number: str, *, pk: int, reason: str) -> object:  # noqa: ARG001 - nobody has to say why
    return withdraw_consent(user, number, request=ConsentWithdrawn(consent=pk))


def end_contact_of(user: User, number: str, *, pk: int, reason: str) -> object:
    return end_contact(user, number, request=ContactEnded(contact=pk, reason=reason))


def end_document_of(user: User, number: str, *, pk: int, reason: str) -> object:
    return end_document(user, number, request=DocumentEnded(document=pk, reason=reason))


def end_not_to_be_told_of(user: User, number: str, *, pk: int, reason: str) -> object:
    return end_not_to_be_told(user, number, request=NotToBeToldEnded(entry=pk, reason=reason))


def end_relative_of(user: User, number: str, *, pk: int, reason: str) -> object:
    return end_relative(user, number, request=RelativeEnded(relative=pk, reason=reason))


def end_guardian_of(user: User, number: str, *, pk: int, reason: str) -> object:
    return end_guardian(user, number, request=GuardianEnded(guardian=pk, reason=reason))


def end_need_of(user: User, number: str, *, pk: int, reason: str) -> object:
    code = SpecificNeed.objects.values_list("code", flat=True).get(pk=pk)
    return end_specific_need(user, number, request=NeedEnded(code=code, reason=reason))


def end_flag_of(user: User, number: str, *, pk: int, reason: str) -> object:
    code = ExclusionFlag.objects.values_list("code", flat=True).get(pk=pk)
    return end_specific_need(user, number, request=NeedEnded(code=code, reason=reason))


def remove_photo_of(user: User, number: str, *, pk: int, reason: str) -> object:  # noqa: ARG001 - nobody has to say why
    return remove_photo(user, number, request=PhotoRemoved(photo=pk))
