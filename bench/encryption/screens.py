"""Which screens there are, and how long each takes in two offices that are asked in turn."""

from __future__ import annotations

import re
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from statistics import median
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve

from bench import machine
from bench.encryption.offices import Opened
from bench.load.browser import KEY, TO_TYPE, TURN, Answer, Browser, NotAnsweredError
from bench.load.staff import Worker
from bench.load.work import MEANT
from wellfounded.accounts.fictional import PERIOD
from wellfounded.accounts.roles import Role

HREF = re.compile(r'<a [^>]*?href="([^"]+)"')
# Ends the session, starts a download, or is no page.
NOT_A_SCREEN = re.compile(
    r"^/(api|account/logout|static|office/log/export)|/(recording|picture|photo|download)/|\.(svg|txt|ics)$"
)
# A screen is asked by the first of these who comes to it; the fictional cases are theirs.
PEOPLE = (
    *("interviewer", "adjudicator", "reviewer", "registrar", "protection_officer", "matcher"),
    *("counsel", "oversight", "administrator", "observer"),
)
OF_A_KIND = 2  # pages of one kind differ by case: so many are looked into for links
FOUND = 200
CASE = re.compile(r'href="(/cases/[^"/]+/)"')
TO_SIGN_IN = 2 * TO_TYPE  # seconds: who signs in does not wait while it is timed
SAVES = 5  # in each round
SAVING = "saving an answer"
SIGNING_IN = "signing in"


@dataclass(frozen=True, slots=True)
class Screen:
    name: str
    who: str
    path: str


@dataclass
class Side:
    """One of the two offices, with everybody at a browser."""

    office: Opened
    numbers: Sequence[str] = ()  # of its cases, in the order in which they were made: each office draws its own
    browsers: dict[str, Browser] = field(default_factory=dict)
    wall: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cpu: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def sign_in(self) -> None:
        for who in PEOPLE:
            if (left := PERIOD - time.time() % PERIOD) < TO_SIGN_IN:
                time.sleep(left)  # a code that ends meanwhile is refused
            browser = self.browsers[who] = Browser(self.office.port)
            with self.timed(SIGNING_IN):
                browser.sign_in(Worker(who, Role.OBSERVER, self.office.secrets[who]))

    def here(self, path: str, numbers: Sequence[str]) -> str:
        """The same page in this office, whose cases have other numbers."""
        for theirs, own in zip(numbers, self.numbers, strict=True):
            path = path.replace(theirs, own)
        return path

    def shows(self, screen: Screen, numbers: Sequence[str]) -> bool:
        """An office in clear on PostgreSQL has no keys that could be wiped or confirmed, and no pages for it."""
        return self.browsers[screen.who].open(self.here(screen.path, numbers)).status == FOUND

    def ask(self, screen: Screen, numbers: Sequence[str]) -> None:
        path = self.here(screen.path, numbers)
        with self.timed(screen.name):
            found = self.browsers[screen.who].open(path)
        if found.status != FOUND:
            raise NotAnsweredError(f"{path} for {screen.who}: {found.status}")

    def interview(self) -> str:
        """Where the interview that goes on asks."""
        browser = self.browsers["interviewer"]
        cases = dict.fromkeys(CASE.findall(browser.open("/").text))
        asking = (f"{case}interviews/1/ask/" for case in cases)
        return next(path for path in asking if TURN.search(browser.open(path).text))

    def save(self, interview: str) -> bool:
        """One answer. False: the interview has no question left, as after many rounds."""
        browser = self.browsers["interviewer"]
        page = browser.open(interview).text
        address, key = TURN.search(page), KEY.search(page)
        if address is None or key is None:
            return False
        fields = {"key": key[1], "answered": "dont_know", "text": "모르겠습니다.", "interpreted": MEANT}
        fields |= {"speaker": "applicant", "language": "ko"}
        to = unescape(address[1])
        with self.timed(SAVING):
            found = browser.post(to, fields, by_script=True)
        if found.status != FOUND:
            raise NotAnsweredError(f"saving at {to}: {found.status}")
        return True

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        cpu, began = nanoseconds(self.office.pid), time.perf_counter()
        yield
        self.wall[name].append(time.perf_counter() - began)
        self.cpu[name].append((nanoseconds(self.office.pid) - cpu) / 1e9)


def nanoseconds(pid: int) -> int:
    """How long the threads of a process and of its copies have had a processor."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    tasks = [task for one in [pid, *children] for task in Path(f"/proc/{one}/task").iterdir()]
    return sum(int((task / "schedstat").read_text(encoding="ascii").split()[0]) for task in tasks)


def screens_of(side: Side) -> list[Screen]:
    """Every screen to which links lead, each once."""
    found: dict[str, Screen] = {}
    for who in PEOPLE:
        for screen in _followed(side.browsers[who], who):
            found.setdefault(screen.name, screen)
    return sorted(found.values(), key=lambda one: one.name)


def _followed(browser: Browser, who: str) -> Iterator[Screen]:
    waiting, known, of_kind = deque(["/"]), {"/"}, Counter[str]()
    while waiting:
        path = waiting.popleft()
        answer = browser.open(path)
        if answer.status != FOUND:  # asks for a proof first, or leads on
            continue
        if name := _name_of(path):
            yield Screen(name, who, path)
        for link in _links(answer, path):
            kind = _name_of(link)
            if link not in known and kind and of_kind[kind] < OF_A_KIND:
                known.add(link)
                of_kind[kind] += 1
                waiting.append(link)


def _links(answer: Answer, path: str) -> Iterator[str]:
    for href in HREF.findall(answer.text):
        link = urldefrag(urljoin(path, unescape(href)))[0]
        if link.startswith("/") and not NOT_A_SCREEN.search(urlsplit(link).path):
            yield link


def _name_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def measured(sides: Sequence[Side], screens: Sequence[Screen], *, seconds: float) -> int:
    """Round after round over every screen, for so long, but three at least. Who is asked first takes turns."""
    interview = sides[0].interview()
    until, rounds = time.monotonic() + seconds, 0
    while time.monotonic() < until or rounds < 4:  # noqa: PLR2004 - the first is not counted
        order = list(sides) if rounds % 2 else list(reversed(sides))
        for screen in screens:
            for side in order:
                side.ask(screen, sides[0].numbers)
        for side in order:
            _save(side, side.here(interview, sides[0].numbers))
        if rounds == 0:  # the first reads templates and pages of the store
            _forget(sides)
        rounds += 1
    return rounds - 1


def _save(side: Side, interview: str) -> None:
    for _ in range(SAVES):
        if not side.save(interview):
            break


def _forget(sides: Sequence[Side]) -> None:
    for side in sides:
        for times in (side.wall, side.cpu):
            for name in set(times) - {SIGNING_IN}:
                times[name].clear()


def compared(sealed: Side, clear: Side) -> dict[str, dict[str, float]]:
    """For each screen the medians of both in seconds, and their ratio."""
    rows = {}
    for name, times in sealed.wall.items():
        rows[name] = {"times": len(times), "p95": machine.percentile(times, 95)}
        rows[name] |= _beside("wall", median(times), median(clear.wall[name]))
        rows[name] |= _beside("cpu", median(sealed.cpu[name]), median(clear.cpu[name]))
    return rows


def _beside(kind: str, ours: float, theirs: float) -> dict[str, float]:
    return {kind: ours, f"{kind} in clear": theirs, f"{kind} ratio": ours / theirs}
