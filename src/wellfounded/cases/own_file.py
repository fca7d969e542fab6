"""The parts of a person's own file, and which of them are always, or never, handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.models import Decision, DecisionState, Interview

if TYPE_CHECKING:
    from wellfounded.cases.models import Case


class Part(models.TextChoices):
    IDENTITY = "identity", _("What is registered of the person")
    ACCOUNT = "account", _("The record of the interviews")
    PAPERS = "papers", _("Papers that the person gave")
    MEDICAL = "medical", _("Medical papers")
    EVIDENCE = "evidence", _("Other evidence")
    COUNTRY_INFORMATION = "country_information", _("Country information that was used")
    DECISION = "decision", _("Decisions that were served")
    ASSESSMENT = "assessment", _("Notes of the assessment and recommendations")
    SOURCES = "sources", _("Who protected sources are")
    LOG = "log", _("Who read the file, and when")


# What a person said, gave, or was told can never be withheld from them.
ALWAYS = frozenset({Part.IDENTITY, Part.ACCOUNT, Part.PAPERS, Part.DECISION})
# A name on a paper may cost a life.
NEVER = frozenset({Part.SOURCES})


def parts_of(case: Case) -> tuple[Part, ...]:
    """The parts that this file can have: no record before an interview, no decision before it was served."""
    missing = set()
    if not Interview.objects.filter(case=case, started_at__isnull=False).exists():
        missing.add(Part.ACCOUNT)
    if not Decision.objects.filter(case=case, state=DecisionState.SERVED).exists():
        missing.add(Part.DECISION)
    return tuple(part for part in Part if part not in missing)
