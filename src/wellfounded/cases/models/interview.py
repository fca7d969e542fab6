"""The interview: an object of its own, with its pauses and its lines. Every line is saved when it is said."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellfounded.cases.models.append_only import WrittenOnce
from wellfounded.cases.models.case import Case
from wellfounded.law.case_file import Answer
from wellfounded.vault.sealed_columns import SealedChar, SealedJSON, SealedText, Sealing
from wellfounded.vault.sealed_columns.constraint import CheckOfWords


class InterviewState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    GOING_ON = "going_on", _("Going on")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended, not read back")
    READ_BACK = "read_back", _("Read back, not signed")
    SIGNED = "signed", _("Signed")
    CANCELLED = "cancelled", _("Cancelled")


# An interpreter sees the lines, and a line may be corrected, until it is signed.
UNSIGNED = frozenset({InterviewState.GOING_ON, InterviewState.PAUSED, InterviewState.ENDED, InterviewState.READ_BACK})


class Said(models.TextChoices):
    """An answer to a question of the opening. Blank: not asked."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class Competence(models.TextChoices):
    """How the office knows what an interpreter can do."""

    CERTIFIED = "certified", _("Certified by an examining body")
    ASSESSED = "assessed", _("Assessed by this office")
    NOT_ASSESSED = "not_assessed", _("Not assessed")


class Dialect(models.TextChoices):
    """Whether the interpreter and the applicant speak alike."""

    SAME = "same", _("The same")
    UNDERSTOOD = "understood", _("Different, but understood")
    NOT_UNDERSTOOD = "not_understood", _("Not well understood")


class Interview(models.Model):
    """A sitting with the applicant, or the plan of one."""

    sealing: ClassVar = Sealing("course", way="case")
    case = models.ForeignKey(Case, models.PROTECT, related_name="interviews")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=InterviewState, default=InterviewState.PLANNED)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_for = models.DateTimeField(null=True)
    place = SealedChar(max_length=200, blank=True)
    language = models.CharField(max_length=20, blank=True)
    # Why there is another interview; nobody tells it all again without a reason.
    reason = SealedText(blank=True)
    # What was not done before, and why.
    no_counselling_reason = SealedText(blank=True)
    no_guardian_reason = SealedText(blank=True)
    sex_not_kept_reason = SealedText(blank=True)

    interpreter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    competence = models.CharField(max_length=20, choices=Competence, blank=True)
    dialect = models.CharField(max_length=20, choices=Dialect, blank=True)
    objection = models.CharField(max_length=3, choices=Said, blank=True)
    conflict = models.CharField(max_length=3, choices=Said, blank=True)
    interpreter_kept_reason = SealedText(blank=True)

    present = SealedText(blank=True)
    recording_note = SealedText(blank=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    stopped_reason = SealedText(blank=True)
    cancelled_reason = SealedText(blank=True)
    support_note = SealedText(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="cases_interview_number_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=["going_on", "paused"]), name="cases_one_interview_at_a_time"
            ),
            models.CheckConstraint(condition=Q(state__in=InterviewState.values), name="cases_interview_state_is_known"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="cases_another_interview_has_reason"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "cancelled"], started_at=None)
                | (~Q(state__in=["planned", "cancelled"]) & Q(started_at__isnull=False)),
                name="cases_interview_start_has_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "cancelled", "going_on", "paused"], ended_at=None)
                | Q(state__in=["ended", "read_back", "signed"], ended_at__isnull=False, ended_at__gte=F("started_at")),
                name="cases_interview_end_has_when",
            ),
            models.CheckConstraint(
                condition=(Q(state="cancelled") & ~Q(cancelled_reason=""))
                | (~Q(state="cancelled") & Q(cancelled_reason="")),
                name="cases_interview_cancelled_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} interview {self.number}"

    @property
    def unsigned(self) -> bool:
        """Whether it began and is not signed: lines may still be corrected."""
        return InterviewState(self.state) in UNSIGNED

    def end(self) -> None:
        """End the sitting now, and with it a pause that lasts."""
        now = timezone.now()
        self.pauses.filter(until=None).update(until=now)
        self.state, self.ended_at = InterviewState.ENDED, now
        self.save()


class PlanChange(WrittenOnce):
    """A plan that became another one, or was cancelled: what stood before, why, and how the applicant was told."""

    sealing: ClassVar = Sealing("course", way="interview__case")
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="plan_changes")
    cancelled = models.BooleanField(default=False)
    # What stood in each field that changed, as words.
    before = SealedJSON(default=dict)
    reason = SealedText()
    told_on = models.DateField(null=True)
    told_how = SealedChar(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(reason=""), name="cases_plan_change_has_reason"),
            models.CheckConstraint(
                condition=Q(told_on=None, told_how="") | (Q(told_on__isnull=False) & ~Q(told_how="")),
                name="cases_plan_change_notice_has_day_and_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interview}: plan changed"


class PauseKind(models.TextChoices):
    BREAK = "break", _("Break")
    SUPPORT = "support", _("Support")
    STOP = "stop", _("Stopped")


class InterviewPause(models.Model):
    """A break, from when until when."""

    sealing: ClassVar = Sealing("account", way="interview__case")
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="pauses")
    kind = models.CharField(max_length=10, choices=PauseKind, default=PauseKind.BREAK)
    note = SealedText(blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["interview"], condition=Q(until=None), name="cases_one_pause_at_a_time"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="cases_pause_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interview}: {self.get_kind_display()}"


class LineKind(models.TextChoices):
    NARRATIVE = "narrative", _("Free narrative")
    QUESTION = "question", _("Question")
    ANSWER = "answer", _("Answer")
    PUT = "put", _("Point put")
    REPLY = "reply", _("Reply")
    CORRECTION = "correction", _("Correction")
    NOTE = "note", _("Note")
    READ_BACK = "read_back", _("Read back")
    # Written by the interpreter alone, beside the record that the officer keeps.
    INTERPRETER_NOTE = "interpreter_note", _("Note of the interpreter")


class Speaker(models.TextChoices):
    APPLICANT = "applicant", _("Applicant")
    OFFICER = "officer", _("Officer")
    INTERPRETER = "interpreter", _("Interpreter")
    GUARDIAN = "guardian", _("Guardian")
    COUNSEL = "counsel", _("Counsel")
    OTHER = "other", _("Somebody else")


class Openness(models.TextChoices):
    """Whether a question lets the applicant tell, or asks for a word. Blank: not said."""

    OPEN = "open", pgettext_lazy("of a question", "Open")
    CLOSED = "closed", pgettext_lazy("of a question", "Closed")


class InterviewLine(WrittenOnce):
    """One thing that was said, in the words and the language in which it was said. A correction is another line."""

    sealing: ClassVar = Sealing("account", way="interview__case")
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=LineKind)
    speaker = models.CharField(max_length=20, choices=Speaker)
    text = SealedText()
    language = models.CharField(max_length=20, blank=True)
    interpreted = SealedText(blank=True)
    # The fact or criterion that the line is about, and why it was asked.
    entity = models.CharField(max_length=7, blank=True)
    item = models.CharField(max_length=100, blank=True)
    why = SealedText(blank=True)
    openness = models.CharField(max_length=10, choices=Openness, blank=True)
    answered = SealedChar(max_length=20, blank=True)
    # The question that an answer answers, the point that a reply replies to, the line that a correction corrects.
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["interview", "number"], name="cases_line_number_once"),
            models.CheckConstraint(condition=Q(kind__in=LineKind.values), name="cases_line_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(kind__in=["reply", "correction"]) | Q(about__isnull=False),
                name="cases_line_says_what_it_follows",
            ),
            models.CheckConstraint(
                condition=Q(entity="", item="") | (~Q(entity="") & ~Q(item="")), name="cases_line_slot_is_whole"
            ),
            CheckOfWords(
                condition=Q(answered__in=["", *(str(answer) for answer in Answer)]),
                column="answered",
                name="cases_line_answer_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interview} line {self.number}"


class ReadBack(WrittenOnce):
    """The lines were read back to the applicant, by whom and in which language."""

    sealing: ClassVar = Sealing("account", way="interview__case")
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="read_backs")
    language = models.CharField(max_length=20, blank=True)
    whole = models.BooleanField(default=True)
    note = SealedText(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(whole=True) | ~Q(note=""), name="cases_partial_read_back_has_note"),
        ]

    def __str__(self) -> str:
        return f"{self.interview} read back"


class SignedHow(models.TextChoices):
    BY_HAND = "by_hand", _("By hand")
    FINGERPRINT = "fingerprint", _("By fingerprint")
    ON_SCREEN = "on_screen", _("On the screen")
    REFUSED = "refused", _("Refused")


class Signature(WrittenOnce):
    """Somebody signed the record of an interview, or refused to and said why."""

    sealing: ClassVar = Sealing("account", way="interview__case")
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="signatures")
    signer = models.CharField(max_length=20, choices=Speaker)
    how = models.CharField(max_length=20, choices=SignedHow)
    reason = SealedText(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["interview", "signer"], name="cases_signed_once_each"),
            models.CheckConstraint(condition=~Q(how="refused") | ~Q(reason=""), name="cases_unsigned_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.interview}: {self.get_signer_display()} {self.get_how_display()}"
