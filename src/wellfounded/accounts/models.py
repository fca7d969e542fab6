"""Users, the roles granted to them, and the office they work in."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.roles import Role, in_force


class Language(models.TextChoices):
    """The languages of screens and papers."""

    ENGLISH = "en", "English"
    KOREAN = "ko", "한국어"
    CHINESE = "zh-hans", "简体中文"


class Sex(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")


class User(AbstractUser):
    """Somebody who works with the office. The sign-in name is what papers and the log print."""

    first_name = None  # type: ignore[assignment] # Django's own field, taken out: one name as given is enough
    last_name = None  # type: ignore[assignment] # the same
    name = models.CharField(_("name as given"), max_length=200, blank=True)
    language = models.CharField(_("language of the screens"), max_length=10, choices=Language, default=Language.ENGLISH)
    # So that an applicant's choice of the sex of interviewer and interpreter can be kept.
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, blank=True)
    passphrase_given = models.BooleanField(
        _("the passphrase was given by somebody else, and is to be changed"), default=False
    )
    spoken = models.CharField(_("languages spoken, as codes"), max_length=200, blank=True)

    REQUIRED_FIELDS: ClassVar[list[str]] = []
    # A digest of the device that this request came from, set by the middleware and stored nowhere. A command has none.
    device = ""

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def roles(self) -> frozenset[Role]:
        """The roles in force, read once for each request."""
        if not hasattr(self, "_roles"):
            self._roles = in_force(self._granted())
        return self._roles

    @property
    def resting(self) -> frozenset[Role]:
        """Roles that were granted and are not in force beside another one."""
        return self._granted() - self.roles

    def _granted(self) -> frozenset[Role]:
        return frozenset(map(Role, self.role_grants.filter(withdrawn_at=None).values_list("role", flat=True)))

    def holds(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    def forget_roles(self) -> None:
        """Call after a grant changed, so that `roles` is read again."""
        self.__dict__.pop("_roles", None)


class RoleGrant(models.Model):
    """A role of a user: granted by somebody else, and withdrawn rather than deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(withdrawn_at=None), name="accounts_role_held_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="accounts_withdrawal_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(granted_by=None) | ~Q(granted_by=models.F("user")),
                name="accounts_no_role_granted_to_oneself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Office(models.Model):
    """The office that this store belongs to: one row."""

    name = models.CharField(_("name of the office"), max_length=200)
    host = models.CharField(_("State in which it works"), max_length=3, default="CHN")
    profile = models.CharField(_("profile of new cases"), max_length=40, default="unhcr")
    language = models.CharField(_("language of its papers"), max_length=10, choices=Language, default=Language.ENGLISH)
    # For a fictional office: every screen says so.
    fictional = models.BooleanField(default=False)
    # States that are feared, beyond each case's own: nothing may ever be sent to them.
    feared = models.CharField(max_length=200, default="PRK", blank=True)
    retention_note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(pk=1), name="accounts_one_office"),
        ]

    def __str__(self) -> str:
        return self.name
