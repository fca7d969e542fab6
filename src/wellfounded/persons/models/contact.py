"""How the person can be reached without danger, and who must not learn of the claim."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wellfounded.persons.models.ending import Ending
from wellfounded.persons.models.person import Person
from wellfounded.vault.sealed_columns import SealedChar, SealedText, Sealing


class ContactMeans(models.TextChoices):
    PHONE = "phone", _("Telephone")
    MESSENGER = "messenger", _("Messenger")
    EMAIL = "email", _("E-mail")
    ADDRESS = "address", _("Address")
    THROUGH = "through", _("Through another person")
    COMES_BY = "comes_by", _("The person comes by")


class SafeContact(Ending):
    """A way to reach the person that the person called safe, and its conditions."""

    sealing: ClassVar = Sealing("identity", way="person")
    person = models.ForeignKey(Person, models.PROTECT, related_name="contacts")
    means = models.CharField(_("means"), max_length=20, choices=ContactMeans)
    value = SealedChar(_("number or address"), max_length=200, blank=True)
    when_safe = SealedChar(_("when it is safe"), max_length=200, blank=True)
    message_may_be_left = models.BooleanField(_("a message may be left"), null=True)
    note = SealedText(_("note"), blank=True)

    class Meta(Ending.Meta):
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"contact of {self.person}"


class NotToBeTold(Ending):
    """Somebody who must not learn that there is a claim."""

    sealing: ClassVar = Sealing("identity", way="person")
    person = models.ForeignKey(Person, models.PROTECT, related_name="not_to_be_told")
    who = SealedChar(_("who may not be told"), max_length=200)
    reason = SealedText(_("why"), blank=True)

    class Meta(Ending.Meta):
        verbose_name_plural = "not to be told"
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"not to be told of {self.person}"
