"""The record of a case as the law sees it: countries, facts and human findings, under a number and never a name.

A fact or a finding is stored as the JSON of the case file, one row for each version: the newest counts, the older ones
stand. No finding of the program is stored here.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from wellfounded.cases.models.append_only import WrittenOnce
from wellfounded.cases.models.case import Case
from wellfounded.law.case_file import Answer, FactState, FindingWord
from wellfounded.vault.sealed_columns import SealedChar, SealedJSON, Sealing
from wellfounded.vault.sealed_columns.constraint import CheckOfWords

STATES = [str(state) for state in FactState]
ANSWERS = ["", *(str(answer) for answer in Answer)]
WORDS = [str(word) for word in FindingWord]


class RecordHead(models.Model):
    """What a case file says of itself beside the case: one row at most. An empty field says nothing."""

    sealing: ClassVar = Sealing("assessment", way="case")
    case = models.OneToOneField(Case, models.PROTECT, related_name="record_head")
    title = SealedChar(max_length=200, blank=True)
    material = models.CharField(max_length=10, blank=True)
    # The number that an imported file gave itself, where the office gave another.
    number_in_file = SealedChar(max_length=100, blank=True)
    # The day whose law is applied: of the signing, or of an imported decision. Empty while nothing is decided: today.
    law_day = models.DateField(null=True)
    # The day up to which country information was known. Empty: the day whose law is applied.
    known = models.DateField(null=True)
    digest = models.BooleanField(default=False)
    published = SealedJSON(default=dict)
    # Who closed the record and declared all points put, in the words of an imported file.
    closed_on = models.DateField(null=True)
    closed_by = SealedChar(max_length=200, blank=True)
    all_points_put = SealedJSON(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by="") | (Q(closed_on__isnull=False) & ~Q(closed_by="")),
                name="cases_head_closing_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.title}"


class CaseCountry(models.Model):
    """A country in a case: of nationality, of former residence, a destination, or only one that was passed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="countries")
    code = models.CharField(max_length=3)
    nationality = models.BooleanField(default=False)
    former_residence = models.BooleanField(default=False)
    destination = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "code"], name="cases_country_once"),
            models.CheckConstraint(condition=Exact(Length("code"), 3), name="cases_country_code_has_three_letters"),
        ]

    def __str__(self) -> str:
        return self.code


class CaseRoute(models.Model):
    """The way from one country of a case on to another, where the danger may lie."""

    start = models.ForeignKey(CaseCountry, models.PROTECT, related_name="routes")
    end = models.ForeignKey(CaseCountry, models.PROTECT, related_name="routes_here")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["start", "end"], name="cases_route_once"),
            models.CheckConstraint(condition=~Q(start=F("end")), name="cases_route_leads_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.start}>{self.end}"


class FactEntry(WrittenOnce):
    """One version of a fact: its state, value, evidence and what was asked and put (`law.case_file.FactRecord`)."""

    sealing: ClassVar = Sealing("account", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="fact_entries")
    entity = models.CharField(max_length=7)
    fact = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    record = SealedJSON()
    state = models.CharField(max_length=20)
    answered = SealedChar(max_length=20, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "entity", "fact", "version"], name="cases_fact_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="cases_fact_versions_count_from_one"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="cases_fact_state_is_known"),
            CheckOfWords(condition=Q(answered__in=ANSWERS), column="answered", name="cases_fact_answer_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.entity} {self.fact}: {self.state} ({self.version})"


class FindingEntry(WrittenOnce):
    """One version of what a person found of a criterion (`law.case_file.HumanFinding`)."""

    sealing: ClassVar = Sealing("assessment", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="finding_entries")
    entity = models.CharField(max_length=7)
    criterion = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    record = SealedJSON()
    word = SealedChar(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "entity", "criterion", "version"], name="cases_finding_version_once"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="cases_finding_versions_count_from_one"),
            CheckOfWords(condition=Q(word__in=WORDS), column="word", name="cases_finding_word_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.entity} {self.criterion}: {self.word} ({self.version})"


class HistoryEntry(WrittenOnce):
    """A line of the case's history, as the case file has it: small texts under keys, usually on, by and what."""

    sealing: ClassVar = Sealing("course", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="history_entries")
    told = SealedJSON()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.case}: {self.told}"


class ExhibitReference(models.Model):
    """What a case file says of an exhibit: a label and small texts under keys. The paper itself lies elsewhere."""

    sealing: ClassVar = Sealing("account", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="exhibit_references")
    label = models.CharField(max_length=100)
    told = SealedJSON(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "label"], name="cases_exhibit_label_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.label}"


def newest_facts(case: Case) -> models.QuerySet[FactEntry]:
    """The version that counts of every fact of a case."""
    newer = FactEntry.objects.filter(
        case=OuterRef("case"), entity=OuterRef("entity"), fact=OuterRef("fact"), version__gt=OuterRef("version")
    )
    return FactEntry.objects.filter(~Exists(newer), case=case)


def newest_findings(case: Case) -> models.QuerySet[FindingEntry]:
    """The version that counts of every human finding of a case."""
    newer = FindingEntry.objects.filter(
        case=OuterRef("case"),
        entity=OuterRef("entity"),
        criterion=OuterRef("criterion"),
        version__gt=OuterRef("version"),
    )
    return FindingEntry.objects.filter(~Exists(newer), case=case)
