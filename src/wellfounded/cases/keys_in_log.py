"""The public halves of a sealed office's key store, as the log knows them.

Whoever can write the file of the key store could put a half of their own in anybody's place, and be given what that one
is given. So each half stands in the log by its fingerprint from its making on, and only the last of each party counts.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wellfounded.accounts.models import User
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Detail
from wellfounded.cases.models import Case
from wellfounded.cases.punctuation import listed
from wellfounded.cases.store_keeping import fingerprint_in_log
from wellfounded.vault.office_keys import in_use, people
from wellfounded.vault.office_keys.parties import RECOVERY
from wellfounded.vault.office_keys.unshared import Unshared, unshared
from wellfounded.vault.recovery import Quorum

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wellfounded.vault.office_keys.store import KeyStore

PROGRAM = "(the program)"
KEY_STORE = "(the key store)"
CONFIRMING = (Event.KEYS_CONFIRMED, Event.RECOVERY_OPENED)
TELLING = (*CONFIRMING, Event.KEYS_MADE, Event.KEYS_WITHDRAWN)


class BookOfLog:
    """Which halves are the office's own, by the log."""

    def fits(self, halves: Mapping[str, bytes]) -> dict[str, bool]:
        """Of each that is the last one of its party: whether it was confirmed."""
        last = dict(_told(halves))
        if RECOVERY in halves:
            last[RECOVERY] = (fingerprint_in_log(), True)
        return {
            party: last[party][1]
            for party, public in halves.items()
            if party in last and last[party][0] == Quorum(public).fingerprint
        }

    def made(self, party: str, public: bytes, *, confirmed: bool) -> None:
        _note(Event.KEYS_MADE, party, detail=about(party, public) | {"confirmed": confirmed})

    def gone(self, party: str) -> None:
        _note(Event.KEYS_WITHDRAWN, party, detail={"party": party, "public": ""})

    def is_first(self) -> bool:
        """Nobody was confirmed before, or nothing is there yet that could be read."""
        if not Case.objects.exists():
            return True
        made = Detail.objects.filter(event=Event.KEYS_MADE).values_list("payload", flat=True)
        confirmed = Detail.objects.filter(event__in=CONFIRMING)
        return not confirmed.exists() and not any(json.loads(bytes(one))["confirmed"] for one in made.iterator())


def about(party: str, public: bytes) -> dict[str, str]:
    """What an entry says of a half."""
    return {"party": party, "public": Quorum(public).fingerprint}


def take_down(store: KeyStore) -> int:
    """Write down, once, what stands in a key store from before the log told of halves. Returns how many there were.

    What somebody had changed until then is taken as it is found. A new office begins with none.
    """
    if Detail.objects.filter(subject=KEY_STORE, event=Event.KEYS_TAKEN_DOWN).exists():
        return 0
    rows = store.read("SELECT name, public, confirmed FROM parties WHERE name <> ? ORDER BY name", RECOVERY)
    with transaction.atomic():
        for name, public, confirmed in rows:
            BookOfLog().made(str(name), cast("bytes", public), confirmed=bool(confirmed))
        record(Event.KEYS_TAKEN_DOWN, actor=PROGRAM, subject=KEY_STORE, detail={"halves": len(rows)})
    return len(rows)


def trouble_of_keys() -> str:
    """What is wrong with the halves in the key store of a sealed office, in words; empty when nothing is."""
    store = in_use.store()
    found = [] if store is None else people.foreign(store)
    sentences = []
    if RECOVERY in found:
        sentences.append(
            _(
                "The recovery in the key store is not the one that the log tells of: somebody put another one there, "
                "or one of the two comes from a copy of another day. It is given no key. Find out which, and make a "
                "new recovery."
            )
        )
    if others := called(found):
        sentences.append(
            _(
                "Keys in the key store that the log does not tell of, or tells of differently: %(whose)s. Somebody "
                "wrote in it, or one of the two comes from a copy of another day. They are given nothing. Find out "
                "which; then reset these sign-ins, and confirm the keys that are made then."
            )
            % {"whose": listed(others)}
        )
    return " ".join(sentences)


def waits_for_recovery() -> str:
    """What would be lost with the people who have it, and who of them has to sign in, in words; empty when nothing."""
    store = in_use.store()
    found = Unshared() if store is None else unshared(store)
    sentences = []
    if found.people:
        told = ngettext(
            "The recovery does not open %(keys)d key yet: it would be lost with whoever has it. It gets it when these "
            "sign in with their passphrase: %(who)s.",
            "The recovery does not open %(keys)d keys yet: they would be lost with those who have them. It gets them "
            "when these sign in with their passphrase: %(who)s.",
            found.keys - found.nobodys,
        )
        sentences.append(told % {"keys": found.keys - found.nobodys, "who": listed(called(found.people))})
    if found.nobodys:
        told = ngettext(
            "%(keys)d key is opened by nobody any more, and not by the recovery: what it sealed is lost unless an "
            "older copy of the key store has it.",
            "%(keys)d keys are opened by nobody any more, and not by the recovery: what they sealed is lost unless an "
            "older copy of the key store has them.",
            found.nobodys,
        )
        sentences.append(told % {"keys": found.nobodys})
    return " ".join(sentences)


def called(parties: Iterable[str]) -> list[str]:
    """Sign-in names, and groups by their own; not the recovery."""
    return sorted(set(_subjects(parties).values()))


def _told(parties: Iterable[str]) -> Iterator[tuple[str, tuple[str, bool]]]:
    """What the log says of each of these, the newest last."""
    subjects = _subjects(parties)
    if not subjects:  # the recovery alone, or nobody at all: the log is not asked
        return
    rows = Detail.objects.filter(subject__in=set(subjects.values()), event__in=TELLING).order_by("entry_id")
    for event, payload in rows.values_list("event", "payload"):
        detail: dict[str, Any] = json.loads(bytes(payload))
        if detail.get("party") in subjects:  # entries of older versions name none
            yield detail["party"], (detail["public"], event in CONFIRMING or detail.get("confirmed", False))


def _subjects(parties: Iterable[str]) -> dict[str, str]:
    """How the log names each: a person by the sign-in name."""
    others = sorted(set(parties) - {RECOVERY})
    keys = {int(one.removeprefix("user:")): one for one in others if one.startswith("user:")}
    names = User.objects.filter(pk__in=keys).values_list("pk", "username") if keys else ()
    return {one: one for one in others} | {keys[key]: username for key, username in names}


def _note(event: Event, party: str, *, detail: dict[str, Any]) -> None:
    subject = _subjects([party]).get(party, party)
    record(event, actor=subject if party.startswith("user:") else PROGRAM, subject=subject, detail=detail)
