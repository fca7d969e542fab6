"""A file that is erased: planted words in several compartments, taken out by two people, and the store looked through.

The store is a plain one here, so that what is left in it can be seen at all.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.crash import office
from tests.crash.canaries import image_of, planted, traces, words_in
from wellfounded.accounts.models import User
from wellfounded.audit.verify import verify_log
from wellfounded.cases.actions.add_name import NameGiven, add_name
from wellfounded.cases.actions.ask_erasure import ErasureAsked, ask_erasure
from wellfounded.cases.actions.carry_out_erasure import carry_out_erasure
from wellfounded.cases.actions.record_narrative import Telling, record_narrative
from wellfounded.cases.compartments import Compartment
from wellfounded.cases.models import Case, Closure
from wellfounded.persons.models import MedicalNote, ProtectedSource
from wellfounded.vault.sqlcipher import base


def erase(scratch: Path, *, words: int, control: str = "") -> Counter[str]:
    """`LEAVE` is the control without overwriting; `KEEP` the one that removes nothing."""
    base._unlock = lambda *_, **__: None  # noqa: SLF001 - there is no other way to have a plain one
    if control == "LEAVE":
        base.PRAGMAS = tuple("secure_delete = OFF" if "secure" in one else one for one in base.PRAGMAS)  # type: ignore[assignment] # one of its words is changed
    home = scratch / "base"
    office.build(home)
    office.open_in(home, key=bytes(32))
    case = _filled(words)
    before = image_of(home)
    found: Counter[str] = Counter({"planted": len(words_in(before))})
    if control != "KEEP":
        _erase(case)
    found["log whole"] = verify_log().whole
    image = image_of(home)
    found.update(traces(image))
    found["left"] = len(words_in(image))
    found["entries about it"] = image.count(case.number.encode()) if control == "" else 0
    office.close(home)
    return found


def _filled(words: int) -> Case:
    case = Case.objects.get()
    interviewer, registrar = User.objects.get(username="interviewer"), User.objects.get(username="registrar")
    for place in range(words):
        if place % 10 == 0:
            add_name(registrar, case.number, request=NameGiven(text=planted(place)))
        elif place % 10 == 1:
            MedicalNote.objects.create(person=case.person, text=planted(place), by=registrar)
        elif place % 10 == 2:
            ProtectedSource.objects.create(person=case.person, label=f"S{place}", who=planted(place), by=registrar)
        else:
            text = f"{planted(place)} {'and more of it ' * (place % 50)}"
            record_narrative(interviewer, case.number, request=Telling(key=f"e{place}", text=text, interpreted=text))
    Case.objects.update(state="closed")
    Closure.objects.create(case=case, kind="withdrawal", reason=planted(0), by=registrar)
    return case


def _erase(case: Case) -> None:
    registrar, reviewer = User.objects.get(username="registrar"), User.objects.get(username="reviewer")
    asked = ErasureAsked(compartments=tuple(Compartment), why="wish")
    done = carry_out_erasure(reviewer, ask_erasure(registrar, case.number, request=asked).pk)
    if not done.receipt["write_ahead_log_cut"]:
        raise RuntimeError(done.receipt)
