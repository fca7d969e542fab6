"""From an assessment to a decision: receipt, recommendation, review, and the decision with its numbered paragraphs.

Nobody reviews or decides what they recommended: the table refuses it, whatever the program above it does.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellfounded.accounts.models import Language
from wellfounded.cases.models.append_only import WrittenOnce
from wellfounded.cases.models.case import Case
from wellfounded.cases.outcomes import GRANTS, Outcome
from wellfounded.vault.sealed_columns import SealedJSON, SealedText, Sealing


class Receipt(WrittenOnce):
    """What an assessment was made from, so that anybody can make it again (`law.receipt`)."""

    sealing: ClassVar = Sealing("assessment", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="receipts")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    data = SealedJSON()
    seal = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Exact(Length("seal"), 64), name="cases_receipt_is_sealed"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.seal[:12]}"


class EndedHow(models.TextChoices):
    """Why a recommendation no longer stands."""

    WITHDRAWN = "withdrawn", _("Withdrawn by its author")
    RETURNED = "returned", _("Returned")
    REOPENED = "reopened", _("The case was opened again")


class Recommendation(models.Model):
    """What the adjudicator proposes, on which receipt, and how each remark of the review was answered."""

    sealing: ClassVar = Sealing("decision", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="recommendations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=20, choices=Outcome)
    reasons = SealedText()
    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="recommendations")
    # The answer to each remark, under `code entity item`.
    remarks_answered = SealedJSON(default=dict)
    # Why the outcome departs from what follows from the record, where it does: only ever to grant.
    departs_reason = SealedText(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=20, choices=EndedHow, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="cases_one_recommendation_stands"
            ),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="cases_recommended_outcome_is_known"),
            models.CheckConstraint(condition=~Q(reasons=""), name="cases_recommendation_has_reasons"),
            models.CheckConstraint(
                condition=Q(departs_reason="") | Q(outcome__in=sorted(GRANTS)), name="cases_departs_only_to_grant"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_how="") | (Q(ended_at__isnull=False) & ~Q(ended_how="")),
                name="cases_recommendation_end_has_how_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_outcome_display()} recommended"


class ReviewResult(models.TextChoices):
    AGREE = "agree", _("Agree")
    RETURN = "return", pgettext_lazy("to the author", "Return")
    SECOND_OPINION = "second_opinion", _("Ask for a second opinion")


class Review(WrittenOnce):
    """What a second person says of a recommendation.

    `recommended_by` is carried along so that the table itself can refuse a review by the author.
    """

    sealing: ClassVar = Sealing("decision", way="recommendation__case")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="reviews")
    recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    result = models.CharField(max_length=20, choices=ReviewResult)
    # The codes of `return_reasons`, with a space between them.
    codes = models.CharField(max_length=300, blank=True)
    # The findings that are meant: {code, entity, item, note}.
    points = SealedJSON(default=list)
    remarks = SealedText(blank=True)
    # Sent back by whoever was to sign it, after the review had agreed.
    before_signing = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        # What came back is a few of all reviews: lists of what waits begin with it.
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["result"], name="cases_review_result")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(result__in=ReviewResult.values), name="cases_review_result_is_known"),
            models.CheckConstraint(condition=~Q(by=F("recommended_by")), name="cases_nobody_reviews_own_work"),
            models.CheckConstraint(condition=~Q(result="return") | ~Q(codes=""), name="cases_return_has_reasons"),
            models.CheckConstraint(
                condition=Q(before_signing=False) | Q(result="return"), name="cases_before_signing_only_returned"
            ),
            models.UniqueConstraint(
                fields=["recommendation", "by"], condition=Q(before_signing=False), name="cases_reviewed_once_by_each"
            ),
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=Q(result__in=["agree", "return"], before_signing=False),
                name="cases_one_review_settles",
            ),
            models.UniqueConstraint(
                fields=["recommendation"], condition=Q(result="second_opinion"), name="cases_second_opinion_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.get_result_display()}"


class DecisionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SIGNED = "signed", _("Signed")
    SERVED = "served", _("Served")


class ServedHow(models.TextChoices):
    IN_PERSON = "in_person", _("Handed over in person")
    THROUGH_COUNSEL = "through_counsel", _("Handed to counsel")
    BY_POST = "by_post", _("By post")
    BY_MESSAGE = "by_message", _("Through the safe contact")


_DRAFT = Q(state="draft", signed_at=None, decided_by=None, served_on=None, served_by=None, letter_date=None)
_SIGNED = Q(
    state="signed", signed_at__isnull=False, decided_by__isnull=False, served_on=None, served_by=None, letter_date=None
)
_SERVED = Q(
    state="served",
    signed_at__isnull=False,
    decided_by__isnull=False,
    served_on__isnull=False,
    served_by__isnull=False,
    letter_date__isnull=False,
) & ~Q(served_how="")


class Decision(models.Model):
    """A decision from draft to service. The three people stand in it, so that the table can keep them apart."""

    sealing: ClassVar = Sealing("decision", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=Outcome)
    state = models.CharField(max_length=10, choices=DecisionState, default=DecisionState.DRAFT)
    recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Whoever asked for a second opinion.
    also_reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Whether the one who agreed may not also sign: after a second opinion, and always where protection is not granted.
    third_person = models.BooleanField(default=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    # The assessment made again on the day of signing.
    receipt = models.ForeignKey(Receipt, models.PROTECT, null=True, related_name="+")
    # The Convention grounds that were met, for counting: ids of `grounds`, with a space between them.
    grounds = models.CharField(max_length=200, blank=True)
    letter_date = models.DateField(null=True)
    letter_language = models.CharField(max_length=10, choices=Language, blank=True)
    letter_hash = models.CharField(max_length=64, blank=True)
    served_on = models.DateField(null=True)
    # The day on which it left the office, or counsel had it; None where nobody noted it.
    sent_on = models.DateField(null=True)
    # Whether the circumstance in which the profile's term of appeal is shorter was noted to hold, or not to.
    shorter_applies = models.BooleanField(null=True)
    served_how = models.CharField(max_length=20, choices=ServedHow, blank=True)
    served_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = SealedText(blank=True)
    # A later decision on the same case took its place: the case was opened again or sent back.
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "outcome"], name="cases_decision_counted"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(withdrawn_at=None, replaced_at=None), name="cases_one_current_decision"
            ),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="cases_decided_outcome_is_known"),
            models.CheckConstraint(
                condition=~Q(decided_by=F("recommended_by")), name="cases_nobody_decides_own_recommendation"
            ),
            models.CheckConstraint(
                condition=~Q(reviewed_by=F("recommended_by")), name="cases_nobody_reviews_own_recommendation"
            ),
            models.CheckConstraint(
                condition=Q(third_person=True) | Q(outcome__in=sorted(GRANTS)), name="cases_refusal_needs_third_person"
            ),
            models.CheckConstraint(
                condition=Q(third_person=False) | ~Q(decided_by=F("reviewed_by")),
                name="cases_third_person_did_not_review",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("also_reviewed_by")), name="cases_second_opinion_is_not_decided_by_asker"
            ),
            models.CheckConstraint(
                condition=Q(also_reviewed_by=None) | Q(third_person=True),
                name="cases_second_opinion_needs_third_person",
            ),
            models.CheckConstraint(condition=_DRAFT | _SIGNED | _SERVED, name="cases_decision_state_has_its_dates"),
            models.CheckConstraint(
                condition=Q(served_on=None) | Q(letter_date__lte=F("served_on")),
                name="cases_letter_not_served_before_its_date",
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None)
                | Q(served_on__isnull=False, sent_on__gte=F("letter_date"), sent_on__lte=F("served_on")),
                name="cases_letter_sent_between_its_date_and_arrival",
            ),
            models.CheckConstraint(
                condition=~Q(served_how="in_person") | Q(sent_on__isnull=False, sent_on=F("served_on")),
                name="cases_handed_over_is_sent_that_day",
            ),
            models.CheckConstraint(
                condition=Q(shorter_applies=None) | Q(state="served"), name="cases_shorter_term_noted_at_service"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="cases_withdrawal_has_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(state="served"), name="cases_served_is_not_withdrawn"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_outcome_display()} ({self.get_state_display()})"

    @property
    def grants(self) -> bool:
        return Outcome(self.outcome) in GRANTS


class DecisionParagraph(models.Model):
    """A numbered paragraph in one language. What it rests on stays linked, whatever is edited."""

    sealing: ClassVar = Sealing("decision", way="decision__case")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="paragraphs")
    language = models.CharField(max_length=10, choices=Language)
    number = models.PositiveIntegerField()
    # What was generated, so that the same paragraph can be written in another language.
    message = models.CharField(max_length=60)
    values = SealedJSON(default=dict)
    generated = SealedText()
    edited = SealedText(blank=True)
    # {kind: finding, fact, evidence, line or citation, and where it stands}
    links = SealedJSON(default=list)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["decision", "language", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["decision", "language", "number"], name="cases_paragraph_number_once"),
            models.CheckConstraint(condition=~Q(generated=""), name="cases_paragraph_says_something"),
            models.CheckConstraint(
                condition=Q(edited="", edited_by=None, edited_at=None)
                | (~Q(edited="") & Q(edited_by__isnull=False, edited_at__isnull=False)),
                name="cases_edit_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} § {self.number} ({self.language})"

    @property
    def text(self) -> str:
        """What the paper prints."""
        return self.edited or self.generated


class TextSignOff(models.Model):
    """A qualified reader signed off one version of the texts of one kind of paper in one language."""

    language = models.CharField(max_length=10, choices=Language)
    kind = models.CharField(max_length=40)
    # Of every message of that paper in that language: another wording needs another signature.
    hash = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    # What makes the reader qualified, in their own words.
    statement = models.TextField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["language", "kind", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["language", "kind", "hash"], condition=Q(withdrawn_at=None), name="cases_text_signed_off_once"
            ),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="cases_text_language_is_known"),
            models.CheckConstraint(condition=Exact(Length("hash"), 64), name="cases_text_hash_is_whole"),
            models.CheckConstraint(condition=~Q(statement=""), name="cases_text_reader_says_why_qualified"),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="cases_sign_off_withdrawal_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"


def standing_recommendation(case: Case) -> Recommendation | None:
    """The recommendation that now stands."""
    return Recommendation.objects.filter(case=case, ended_at=None).first()


def current_decision(case: Case) -> Decision | None:
    """The decision of the case that was neither withdrawn nor replaced."""
    return Decision.objects.filter(case=case, withdrawn_at=None, replaced_at=None).first()
