"""Searches by name: for which case and purpose, how many there were, and what only a matcher may see of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.models.case import Case
from wellfounded.cases.models.duplicate import LeadReason
from wellfounded.persons.fields import SealedPartialDate
from wellfounded.persons.models import Person
from wellfounded.vault.sealed_columns import SealedChar, SealedText, Sealing


class SearchPurpose(models.TextChoices):
    """There is no other one: whoever looks for somebody says which of these it is."""

    KNOWN = "known", _("To see whether the person is registered already")
    RELATIVE = "relative", _("To find a relative whom the person names")
    PAPER = "paper", _("To see whose name stands on a paper")


class NameSearch(models.Model):
    """A search as it was made. `shown` counts what whoever asked could open anyway; `done_at` is the matcher's."""

    sealing: ClassVar = Sealing("identity", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=SearchPurpose)
    reason = SealedText()
    name = SealedChar(max_length=200)
    birth = SealedPartialDate()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    shown = models.PositiveSmallIntegerField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(name=""), name="cases_search_has_name_and_reason"),
            models.CheckConstraint(condition=Q(purpose__in=SearchPurpose.values), name="cases_search_has_a_purpose"),
        ]

    def __str__(self) -> str:
        return f"search for {self.case}"


class HitOutcome(models.TextChoices):
    PAIR = "pair", _("Compare the two records as possible duplicates")
    TOLD = "told", _("The colleagues whom it concerns were told")
    NOTHING = "nothing", _("It is somebody else, or it concerns nobody")


class SearchHit(models.Model):
    """Somebody who may be whom a search looked for, behind a case that whoever asked may not open. For the matcher."""

    sealing: ClassVar = Sealing("identity", way="search__case")
    search = models.ForeignKey(NameSearch, models.PROTECT, related_name="hits")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=LeadReason)
    outcome = models.CharField(max_length=20, choices=HitOutcome, blank=True)
    note = SealedText(blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["search", "person"], name="cases_search_finds_once"),
            models.CheckConstraint(
                condition=Q(outcome="", note="", settled_by=None, settled_at=None)
                | (~Q(outcome="") & ~Q(note="") & Q(settled_by__isnull=False, settled_at__isnull=False)),
                name="cases_hit_settled_has_who_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.search}"


class Looking(models.TextChoices):
    """The ways to look beyond one's own cases, each counted for itself."""

    SEARCH = "search", _("Searches by name")
    HINT = "hint", _("Hints while a name is typed")
    PAIR = "pair", _("Pairs that a matcher looks at")
    LOG = "log", _("Pages of the log")
    LIST = "list", _("Lists that a matcher brings in")


class LookingCount(models.Model):
    """How often an account asked on a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Looking)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "day", "kind"], name="cases_looking_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.count} on {self.day}"
