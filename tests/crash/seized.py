"""A laptop seized at a bad moment: planted words are saved, the process is killed, and the disk looked through."""

from __future__ import annotations

import os
import select
import signal
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.crash import office
from tests.crash.canaries import image_of, planted, traces, words_in
from tests.crash.look import KEY_FILE, passphrase_of
from tests.crash.made import BASE
from wellfounded.accounts.models import User
from wellfounded.cases.actions.add_name import NameGiven, add_name
from wellfounded.cases.actions.record_narrative import Telling, record_narrative
from wellfounded.cases.models import Case
from wellfounded.vault import slot
from wellfounded.vault.sqlcipher import base

EACH = 50  # words of a round


def seize(scratch: Path, *, words: int, plain: bool = False, seed: int = 6) -> Counter[str]:
    """How many words were saved, and in how many forms any of them lies in store, temporary files or output."""
    dice = Random(seed)  # noqa: S311 - a drill
    if plain:  # the negative control: the same store without SQLCipher
        base._unlock = lambda *_, **__: None  # noqa: SLF001 - there is no other way to have a plain one
        os.environ.pop(BASE, None)  # that office is encrypted
    home, temporary = scratch / "base", scratch / "tmp"
    temporary.mkdir()
    tempfile.tempdir = os.environ["TMPDIR"] = os.environ["SQLITE_TMPDIR"] = str(temporary)
    office.build(home)
    found: Counter[str] = Counter()
    for first in range(0, words, EACH):
        _round(scratch, first, after=dice.random() * 0.03)
        image = image_of(home, temporary, scratch / "said")
        found.update(traces(image))
    found["words"] = words
    found["read in clear"] = len(words_in(image))
    return found


def _round(scratch: Path, first: int, *, after: float) -> None:
    """Killed some moments after the last word, while it goes on saving."""
    hearing, telling = os.pipe()
    child = os.fork()
    if child == 0:
        _save(scratch, first, telling=telling)
    os.close(telling)
    select.select([hearing], [], [], 60)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(hearing)


def _save(scratch: Path, first: int, *, telling: int) -> None:
    (scratch / "said").mkdir(exist_ok=True)
    said = os.open(scratch / "said" / f"output-{first}", os.O_WRONLY | os.O_CREAT, 0o600)
    os.dup2(said, 1)
    os.dup2(said, 2)
    try:
        home = scratch / "base"
        office.open_in(home, key=slot.open_slot(home / KEY_FILE, passphrase_of(0)))
        case = Case.objects.get()
        interviewer, registrar = User.objects.get(username="interviewer"), User.objects.get(username="registrar")
        for place in range(first, first + EACH):
            text = f"한밤중에 {planted(place)} 아래를 지나"
            record_narrative(interviewer, case.number, request=Telling(key=f"s{place}", text=text, interpreted=text))
        add_name(registrar, case.number, request=NameGiven(text=planted(first)))
        os.write(telling, b"saved")
        while True:
            record_narrative(interviewer, case.number, request=Telling(text=planted(first)))
    finally:
        os._exit(3)
