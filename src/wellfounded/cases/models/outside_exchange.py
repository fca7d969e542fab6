"""What was exchanged with other organisations in keyed fingerprints: a line for each step. It names nobody."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wellfounded.identity.exchange.sheet import STEPS
from wellfounded.vault.sealed_columns import SealedText, Sealing

MOST_PEOPLE = STEPS[-1]


class ExchangeStep(models.TextChoices):
    """In the order in which they happen; not every exchange has all."""

    ASKED = "asked", _("We asked them")
    ANSWERED = "answered", _("They asked, and we answered")
    READ = "read", _("We read their answer")
    DESTROYED = "destroyed", _("We destroyed the key and our files")


class OutsideExchange(models.Model):
    """One step of an exchange. `exchange` is the name drawn with its key; `people` says how many, never who."""

    sealing: ClassVar = Sealing("lists", way="by")
    partner = models.CharField(max_length=200)
    exchange = models.CharField(max_length=16)
    step = models.CharField(max_length=10, choices=ExchangeStep)
    people = models.PositiveIntegerField(default=0)
    on = models.DateField()
    reason = SealedText()
    key = models.CharField(max_length=64, null=True)  # noqa: DJ001 - without a key, nothing that stands only once
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(step__in=ExchangeStep.values), name="cases_exchange_step_is_known"),
            models.CheckConstraint(
                condition=~Q(partner="") & ~Q(exchange="") & ~Q(reason=""), name="cases_exchange_with_whom_and_why"
            ),
            models.CheckConstraint(condition=Q(people__lte=MOST_PEOPLE), name="cases_exchange_of_few_people"),
            models.UniqueConstraint(fields=["by", "key"], name="cases_exchange_noted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.exchange}: {self.step}"
