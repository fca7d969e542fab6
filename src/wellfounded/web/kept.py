"""Keeps what was typed into a form that came after the session had ended. Only whoever typed it sees it again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.signals import user_logged_in
from django.utils import timezone

from wellfounded.web.models import LONGEST_ADDRESS, KeptForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

    from wellfounded.accounts.models import User

FOR = timedelta(hours=1)
MOST_OF_ONE_USER = 20
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
# Names the kept form that is being sent at last.
MARK = "_kept"
# Passphrases and codes are typed there.
NEVER_FROM = "/account/"
# The fields of a passphrase that is typed elsewhere, of a file that comes or leaves sealed; and what a key answered.
NEVER = frozenset({"passphrase", "again", "credential"})


def pairs_of(typed: QueryDict) -> list[tuple[str, str]]:
    return [(name, word) for name, words in typed.lists() if name not in {TOKEN, MARK} for word in words]


def keep(user: User, address: str, *, pairs: Iterable[tuple[str, str]]) -> KeptForm | None:
    """None when there is nothing to keep, or when it must not be kept."""
    erase_old()
    pairs = [(name, word) for name, word in pairs if name not in NEVER]
    if address.startswith(NEVER_FROM) or len(address) > LONGEST_ADDRESS:
        return None
    if not any(word.strip() for _name, word in pairs):
        return None
    older = KeptForm.objects.filter(user=user).values_list("pk", flat=True)[MOST_OF_ONE_USER - 1 :]
    KeptForm.objects.filter(pk__in=list(older)).delete()
    return KeptForm.objects.create(user=user, address=address, words=pairs)


def kept(user: User, pk: int) -> KeptForm | None:
    """The form, for whoever typed it."""
    erase_old()
    return KeptForm.objects.filter(user=user, pk=pk).first()


def erase(user: User, pk: int) -> None:
    KeptForm.objects.filter(user=user, pk=pk).delete()


def listen() -> None:
    """Whoever signs in erases what is old: a form is not left lying until somebody's next one comes too late."""
    user_logged_in.connect(_signed_in, dispatch_uid="wellfounded.web.kept")


def _signed_in(**_: Any) -> None:
    erase_old()


def erase_old() -> None:
    KeptForm.objects.filter(at__lt=timezone.now() - FOR).delete()
