"""What may be told to whom, for what, as the person agreed; and what was taken back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wellfounded.persons.models.person import Person
from wellfounded.vault.sealed_columns import SealedChar, SealedText, Sealing


class RecipientKind(models.TextChoices):
    STATE = "state", _("Authority of a State")
    INTERNATIONAL = "international", _("International organisation")
    NGO = "ngo", _("Non-governmental organisation")
    COUNSEL = "counsel", _("Counsel")
    HEALTH = "health", _("Doctor or clinic")
    RELATIVE = "relative", _("Relative")
    OTHER = "other", _("Other")


class DataClass(models.TextChoices):
    """What is let out. The first four name or describe the person."""

    IDENTITY = "identity", _("Who the person is")
    ACCOUNT = "account", _("What the person told")
    MEDICAL = "medical", _("Medical notes")
    WHOLE_FILE = "whole_file", _("The whole file")
    NEEDS = "needs", _("Specific needs without the name")
    STATISTICS = "statistics", _("Figures in which nobody can be recognised")


IDENTIFYING = frozenset({DataClass.IDENTITY, DataClass.ACCOUNT, DataClass.MEDICAL, DataClass.WHOLE_FILE})


class GivenBy(models.TextChoices):
    WRITING = "writing", _("In writing")
    SPEECH = "speech", _("By word of mouth, before a witness")
    RECORDING = "recording", _("On a recording")
    GUARDIAN = "guardian", _("By a guardian, with the child heard")


class Consent(models.Model):
    """One purpose, one recipient, one class of data. Help never depends on it."""

    sealing: ClassVar = Sealing("course", way="person")
    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    purpose = SealedChar(_("purpose"), max_length=200)
    recipient = SealedChar(_("recipient"), max_length=200)
    recipient_kind = models.CharField(_("kind of recipient"), max_length=20, choices=RecipientKind)
    # The State that the recipient belongs to or answers to.
    recipient_state = models.CharField(_("State of the recipient"), max_length=3, blank=True)
    data_class = models.CharField(_("what may be told"), max_length=20, choices=DataClass)
    language = models.CharField(_("language in which it was explained"), max_length=20)
    means = models.CharField(_("how it was given"), max_length=20, choices=GivenBy)
    # Why identifying data may go to the State where the person is, which is refused by default.
    host_reason = SealedText(blank=True)
    given_on = models.DateField(_("given on"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["given_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_by=None)
                | Q(withdrawn_on__gte=F("given_on"), withdrawn_by__isnull=False),
                name="persons_consent_withdrawal_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(recipient_kind=RecipientKind.STATE) | ~Q(recipient_state=""),
                name="persons_consent_names_the_state",
            ),
            models.CheckConstraint(
                condition=~(Q(purpose="") | Q(recipient="") | Q(language="")), name="persons_consent_is_complete"
            ),
        ]

    def __str__(self) -> str:
        return f"consent of {self.person}: {self.get_data_class_display()}"
