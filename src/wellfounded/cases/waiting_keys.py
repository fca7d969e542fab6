"""Colleagues who wait for keys in an office that seals its columns, and what one colleague may hand on to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.accounts.models import User
from wellfounded.accounts.unlocking import party_of
from wellfounded.cases.entitled import groups_of
from wellfounded.cases.models import Assignment
from wellfounded.vault.office_keys import people, sharing
from wellfounded.vault.office_keys.keyring import use

if TYPE_CHECKING:
    from wellfounded.vault.office_keys.keyring import PersonKeyring
    from wellfounded.vault.office_keys.store import KeyStore


def waiting_colleagues(user: User, store: KeyStore) -> list[User]:
    """Whose keys nobody has confirmed, and who is in no group that their role asks for. Not whoever asks."""
    unconfirmed = set(people.unconfirmed(store))
    others = User.objects.filter(is_active=True).exclude(pk=user.pk).order_by("username")
    return [one for one in others if party_of(one) in unconfirmed or groups_to_join(one, store)]


def hand_on(keyring: PersonKeyring, colleague: User) -> None:
    """The groups of which this person has the key, and the cases that they can hand on."""
    for group in groups_to_join(colleague, keyring.store):
        sharing.let_in(keyring, group, member=party_of(colleague))
    with use(keyring):
        sharing.bring_up_to_date(subjects_of(colleague) | _of_people(keyring.store))


def _of_people(store: KeyStore) -> set[str]:
    """What lies under somebody's own key, as the exports that they asked for: others read some of it too."""
    return {str(subject) for (subject,) in store.read("SELECT DISTINCT subject FROM keys WHERE subject LIKE 'user:%'")}


def subjects_of(colleague: User) -> set[str]:
    """The cases on which somebody works, and the people of these."""
    held = Assignment.objects.filter(user=colleague, ended_at=None).values_list("case", "case__person")
    return {subject for case, person in held for subject in (f"case:{case}", f"person:{person}")}


def groups_to_join(colleague: User, store: KeyStore) -> list[str]:
    party = party_of(colleague)
    wanted = groups_of(colleague.roles) if people.is_known(store, party) else frozenset()
    return sorted(group for group in wanted if party not in people.members(store, group))
