"""What people do all day: open cases, look at their list, hold interviews. Each kind of page is timed by itself."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from html import unescape
from random import Random

from bench.load.browser import KEY, TURN, Answer, Browser, NotAnsweredError
from bench.load.staff import Worker
from wellfounded.accounts.roles import Role

SAVED = 200
Turn = tuple[str, str]
WORDS = (
    "밤에 강을 건넜습니다. 얼음이 얇았습니다.",
    "아버지는 광산에서 일하셨습니다.",
    "시장에서 들었습니다. 이웃이 잡혀갔다고 했습니다.",
    "그해 겨울에는 먹을 것이 없었습니다.",
)
MEANT = "I crossed the river at night. The ice was thin, and nobody spoke."


@dataclass
class Timed:
    """Seconds of every answer, by kind of page."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, kind: str, answer: Answer) -> Answer:
        if answer.status != SAVED:
            raise NotAnsweredError(f"{kind}: {answer.status} {answer.text[:200]}")
        self.seconds[kind].append(answer.seconds)
        return answer


@dataclass
class Day:
    """One worker at a window, with the cases that are theirs."""

    worker: Worker
    browser: Browser
    cases: Sequence[str]
    interviews: Sequence[str]
    _: KW_ONLY
    chance: Random
    timed: Timed

    def open_case(self) -> None:
        self._look("opening a case", f"/cases/{self._case()}/")

    def open_person(self) -> None:
        self._look("opening the person", f"/cases/{self._case()}/person/")

    def look_at_list(self) -> None:
        self._look("worklist", "/")

    def search(self) -> None:
        self._look("search", f"/search/?number={self._case()[:4]}")

    def assess(self) -> None:
        self._look("assessment", f"/cases/{self._case()}/assessment/")

    def open_question(self) -> Turn:
        """The next question of an interview that goes on: where its answer goes, and the key against a doubled save."""
        page = self._look("next question", f"/cases/{self.chance.choice(self.interviews)}/interviews/1/ask/")
        address, key = TURN.search(page.text), KEY.search(page.text)
        if address is None or key is None:
            raise NotAnsweredError("the page of an interview has no question")
        return unescape(address[1]), key[1]

    def interview(self) -> None:
        """Open the next question, and save what is answered."""
        self.save_answer(self.open_question())

    def save_answer(self, turn: Turn) -> None:
        address, key = turn
        fields = {"key": key, "answered": "dont_know", "text": self.chance.choice(WORDS), "interpreted": MEANT}
        fields |= {"speaker": "applicant", "language": "ko"}
        self.timed.add("saving an answer", self.browser.post(address, fields, by_script=True))

    def _look(self, kind: str, path: str) -> Answer:
        return self.timed.add(kind, self.browser.open(path))

    def _case(self) -> str:
        return self.chance.choice(self.cases)


Deed = Callable[[Day], object]
# What each role does, and how often.
DEEDS: Mapping[Role, Mapping[Deed, int]] = {
    Role.REGISTRAR: {Day.open_case: 5, Day.look_at_list: 2, Day.open_person: 3, Day.search: 1},
    Role.INTERVIEWER: {Day.interview: 5, Day.open_case: 3, Day.look_at_list: 1},
    Role.ADJUDICATOR: {Day.open_case: 5, Day.look_at_list: 2, Day.open_person: 1, Day.assess: 2},
    Role.REVIEWER: {Day.open_case: 5, Day.look_at_list: 2, Day.open_person: 1, Day.assess: 2},
}


@dataclass
class Shift:
    """All workers at once, each pausing between two pages as people do."""

    days: Sequence[Day]
    pause: float
    failed: list[str] = field(default_factory=list)

    def work(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=self._one, args=(day, until), daemon=True) for day in self.days]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.failed:
            raise NotAnsweredError("; ".join(self.failed[:3]))

    def _one(self, day: Day, until: float) -> None:
        deeds = DEEDS[day.worker.role]
        try:
            while True:
                time.sleep(day.chance.expovariate(1 / self.pause))
                if time.monotonic() >= until:
                    return
                (deed,) = day.chance.choices(list(deeds), weights=list(deeds.values()))
                deed(day)
        except (NotAnsweredError, OSError) as error:
            self.failed.append(f"{day.worker.username}: {error}")
