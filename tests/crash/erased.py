"""A file that is erased: words planted everywhere, taken out by two people, and all that was written looked through.

The store is the encrypted one, seen by somebody who has its key; whatever else lies in the folder is looked through as
it is. Beside the file stands another one, row for row between its rows, of which every word has to stay.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone

from tests.crash import office
from tests.crash.canaries import MARK, image_of, traces, words_in
from tests.crash.everywhere import Planting, columns_for_words, columns_with
from tests.crash.look import KEY_FILE, STORE, passphrase_of
from tests.crash.pages import decrypted
from wellfounded.accounts.models import User
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.verify import verify_log
from wellfounded.cases.actions.add_name import NameGiven, add_name
from wellfounded.cases.actions.ask_erasure import ErasureAsked, ask_erasure
from wellfounded.cases.actions.carry_out_erasure import carry_out_erasure
from wellfounded.cases.actions.record_narrative import Telling, record_narrative
from wellfounded.cases.compartments import Compartment
from wellfounded.cases.models import Case, Export, Hold, Merge, Relation
from wellfounded.persons.models import Kinship, NameKey, Person
from wellfounded.vault import slot
from wellfounded.vault.sqlcipher import base

BESIDE = "Mirabellenbaum"  # stands in every word of the other file
IN_BESIDE = re.compile(rf"{BESIDE}-\d{{4}}".encode())


def erase(scratch: Path, *, words: int, control: str = "") -> Counter[str]:
    """`LEAVE` is the control without overwriting; `KEEP` the one that removes nothing."""
    if control == "LEAVE":
        base.PRAGMAS = tuple("secure_delete = OFF" if "secure" in one else one for one in base.PRAGMAS)  # type: ignore[assignment] # one of its words is changed
    home, temporary = scratch / "base", scratch / "tmp"
    temporary.mkdir()
    tempfile.tempdir = os.environ["TMPDIR"] = os.environ["SQLITE_TMPDIR"] = str(temporary)
    office.build(home)
    key = slot.open_slot(home / KEY_FILE, passphrase_of(0))
    office.open_in(home, key=key)
    case, found = Case.objects.get(), Counter[str]()
    plant(case, words=words)
    if empty := columns_for_words() - columns_with(MARK):
        raise RuntimeError(f"no word was planted in {sorted(empty)}")
    found["columns"] = len(columns_for_words())
    hashes = set(NameKey.objects.filter(person=case.person).values_list("hash", flat=True))
    before = _image(home, temporary, key=key)
    found["planted"] = len(words_in(before))
    found["keys of names"] = _hashes_in(decrypted(home / STORE, key), hashes)
    if control != "KEEP":
        _erase(case)
    found["log whole"] = verify_log().whole
    image = _image(home, temporary, key=key)
    found.update(traces(image))
    found["left"] = len(words_in(image))
    found["keys of names left"] = _hashes_in(decrypted(home / STORE, key), hashes)
    found["of the other file lost"] = len(set(IN_BESIDE.findall(before)) - set(IN_BESIDE.findall(image)))
    found["entries about it"] = image.count(case.number.encode()) if control == "" else 0
    office.close(home)
    return found


def _image(home: Path, *others: Path, key: bytes) -> bytes:
    """Every file, and the pages of the store in clear."""
    return image_of(home, *others) + decrypted(home / STORE, key)


def _hashes_in(pages: bytes, hashes: Iterable[int]) -> int:
    """How many of these numbers stand there, each in the fewest bytes that SQLite writes it in."""
    sizes = (1, 2, 3, 4, 6, 8)
    said = [
        one.to_bytes(next(n for n in sizes if -(1 << 8 * n - 1) <= one < 1 << 8 * n - 1), "big", signed=True)
        for one in hashes
    ]
    return sum(one in pages for one in said)


def plant(case: Case, *, words: int, mark: str = MARK) -> None:
    """Fill a file and another one in turn, and close both."""
    registrar, reviewer = User.objects.get(username="registrar"), User.objects.get(username="reviewer")
    third = Person.objects.create(reference="P-third")
    person = Person.objects.create(reference="P-beside")  # the office may be of another process, which counted too
    beside = office.make_case(registrar, number="C-00000", person=person)
    office.assign(beside, registrar, relation=Relation.REGISTRAR)
    both = [
        Planting(one, (registrar, reviewer), other=third, mark=mark) for one, mark in ((case, mark), (beside, BESIDE))
    ]
    while both[0].planted < words:
        for one in both:
            one.fill()
        _tell(both[0])
    for one in both:
        _plant_in_what_stays(one, third=third)
    if both[0].refused:
        raise RuntimeError(both[0].refused)
    now = timezone.now()
    Hold.objects.update(lifting_asked_by=registrar, lifted_by=reviewer, lifted_at=now)
    Merge.objects.update(undone_by=registrar, undone_at=now, undone_reason=both[0].word())
    Case.objects.update(state="closed")


def _tell(one: Planting) -> None:
    """What an officer types by the actions themselves, of a length by chance: long texts spill over several pages."""
    case, place = one.case, one.planted
    interviewer, registrar = User.objects.get(username="interviewer"), User.objects.get(username="registrar")
    add_name(registrar, case.number, request=NameGiven(text=one.word()))
    text = f"{one.word()} {'and more of it ' * (place % 900)} {one.word()}"
    record_narrative(interviewer, case.number, request=Telling(key=f"e{place}", text=text, interpreted=text))


def _plant_in_what_stays(one: Planting, *, third: Person) -> None:
    """Words in rows that are not this file's, or that outlive it."""
    word, number = one.word, one.case.number
    Case.objects.filter(pk=one.case.pk).update(
        modality_reason=word(), priority_reason=word(), all_points_put_reason=word()
    )
    Kinship.objects.create(person=third, relative=one.case.person, described=word(), added_by=one.user)
    given = {"kind": "register_csv", "people": 1, "asked_by": one.user, "numbers": [number], "recipient_kind": "office"}
    Export.objects.create(purpose=word(), **given)
    record(Event.CASE_OPENED, actor=one.user.username, subject=number, detail={"for": word()})


def _erase(case: Case) -> None:
    registrar, reviewer = User.objects.get(username="registrar"), User.objects.get(username="reviewer")
    asked = ErasureAsked(compartments=tuple(Compartment), why="wish")
    done = carry_out_erasure(reviewer, ask_erasure(registrar, case.number, request=asked).pk)
    if not done.receipt["write_ahead_log_cut"]:
        raise RuntimeError(done.receipt)
