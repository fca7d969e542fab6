"""Histories of an office that is asked to let things out: by slip, by pressure, and by somebody who lies.

The office does what the program does: it asks the policy on what its tables say. What is true, and what must never
happen, is kept apart from it in `wrongs_of`, written from the issue and not from the program.

One history in fifty is of many people who leave in small exports, by few hands and over weeks.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wellfounded.cases import export_policy
from wellfounded.cases.bodies_of_states import one_state, states_behind
from wellfounded.cases.export_policy import About, Agreed, Wanted
from wellfounded.cases.let_out_lately import Leaving, people_together
from wellfounded.cases.models import ExportKind, RecipientOfExport
from wellfounded.cases.returning_states import returning

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

OTHER = RecipientOfExport.OTHER
NAMING = frozenset(ExportKind) - {ExportKind.STATE_LETTER}
PURPOSES = ("resettlement", "family tracing")
OFFICERS = ("ada", "paz", "remy")
COUNTRIES = ("PRK", "CHN", "IRN", "KOR")
ALONE, WINDOW = 20, 30  # people that one person lets out alone, within so many days


@dataclass(frozen=True)
class Body:
    """Somebody who would like to have it: the name, the State told to the office, and the one that is behind it."""

    name: str
    told: str
    behind: str


BODIES = (
    Body("Embassy of the Democratic People's Republic of Korea", "PRK", "PRK"),
    Body("Embassy of the D.P.R.K. in Vientiane", "LAO", "PRK"),
    Body("조선민주주의인민공화국 영사관", "CHN", "PRK"),
    Body("Chongryon", "JPN", "PRK"),
    Body("국가보위성", "KOR", "PRK"),
    Body("朝 鲜 大 使 馆", "CHE", "PRK"),
    Body("Air Koryo, freight desk", "SGP", "PRK"),
    Body("延吉市公安局", "CHN", "CHN"),
    Body("Ministry of Public Security, Second Bureau", "HKG", "CHN"),
    Body("国家移民管理局", "KOR", "CHN"),
    Body("Iranian embassy", "TUR", "IRN"),
    Body("Embassy of the Republic of Korea", "KOR", "KOR"),
    Body("Embassy of Canada", "CAN", "CAN"),
    Body("Committee for Human Rights in North Korea", "USA", "USA"),
    Body("UNHCR", "CHE", "CHE"),
)
USUAL = tuple(body for body in BODIES if body.name in {"延吉市公安局", "Embassy of Canada", "UNHCR"})
BEHIND = {body.name: states_behind(body.name) for body in BODIES}


@dataclass
class Consent:
    pk: int
    body: Body
    purpose: str
    tells: str
    withdrawn: bool = False
    extract_left: bool = False


@dataclass
class Person:
    """What the office wrote down. Feared is yes, no, or not said."""

    number: str
    host: str
    nationalities: dict[str, bool | None] = field(default_factory=dict)
    fled: str = ""
    consents: list[Consent] = field(default_factory=list)

    def feared(self) -> frozenset[str]:
        """As `cases.recipients.feared_states` reads it; the office names the North."""
        not_feared = {state for state, said in self.nationalities.items() if said is False}
        unsaid = {state for state, said in self.nationalities.items() if said is not False}
        return one_state(({"PRK"} | unsaid | ({self.fled} - not_feared)) - {""})

    def about(self) -> About:
        own = {*self.nationalities, self.fled} - {""}
        cleared = one_state(({"PRK"} | own) - {""}) - self.feared()
        agreed = tuple(
            Agreed(
                pk=one.pk,
                recipient=one.body.name,
                state=one.body.told,
                purpose=one.purpose,
                tells=one.tells,
                used=one.extract_left,
            )
            for one in self.consents
            if not one.withdrawn
        )
        return About(
            number=self.number,
            feared=self.feared(),
            returning=returning(own, host=self.host),
            agreed=agreed,
            cleared=cleared,
        )


@dataclass
class Asked:
    body: Body
    kind: ExportKind
    purpose: str
    people: tuple[Person, ...]
    by: str
    approved_by: str | None = None
    informed: str = ""
    left: bool = False
    day: int = 0  # on which it left

    def leaving(self) -> Leaving:
        return Leaving(by=self.by, to=self.body.name, people=frozenset(one.number for one in self.people))

    def wanted(self, *, keys: set[str], before: list[Asked]) -> Wanted:
        return Wanted(
            kind=self.kind,
            recipient_kind=OTHER,
            recipient=self.body.name,
            state=self.body.told,
            states=frozenset({*BEHIND[self.body.name], self.body.told}),
            purpose=self.purpose,
            sealed=self.body.name in keys,
            asked_by=self.by,
            approved_by=self.approved_by,
            informed=self.informed,
            lately=lately(self, before) if self.kind in NAMING else 0,
        )


def lately(one: Asked, before: list[Asked]) -> int:
    """As `cases.let_out_lately` reads it from the table of exports."""
    return people_together(one.leaving(), [other.leaving() for other in before if other.kind in NAMING])


@dataclass
class Histories:
    """One office after the other, from a seed. `wrongs` is what left and must not have."""

    seed: int
    policy: Callable[[Wanted, list[About]], list[object]] = export_policy.refusals  # type: ignore[assignment] # a sequence is wider
    left: int = 0
    stopped: int = 0
    extracts: int = 0
    many: int = 0  # that left when so many had left that two had to agree
    wrongs: list[str] = field(default_factory=list)

    def run(self, count: int, *, until: Collection[str] = ()) -> Histories:
        """So many histories, or fewer: as soon as all these wrongs were met, there is nothing left to find."""
        for number in range(count):
            if until and set(until) <= set(self.wrongs):
                return self
            dice = random.Random(f"{self.seed} {number}")  # noqa: S311 - no secret is drawn here
            if number % 50:
                self._one(dice)
            else:
                self._many(dice)
        return self

    def _many(self, dice: random.Random) -> None:
        """A State that nobody fears, and consents of all: nothing but their number stands in the way."""
        bodies = [body for body in BODIES if body.behind in {"CHE", "CAN"}]
        people = [Person(f"C-{n}", "KOR", {"PRK": True}) for n in range(30)]
        for person in people:
            person.consents = [Consent(dice.randrange(1 << 30), body, PURPOSES[0], "whole_file") for body in bodies]
        keys, asked, day = {body.name for body in bodies}, list[Asked](), 0
        for _ in range(dice.randrange(8, 40)):
            day += dice.choice((0, 0, 1, 3))
            some = tuple(dice.sample(people, dice.randrange(1, 9)))
            one = Asked(dice.choice(bodies), ExportKind.REGISTER_CSV, PURPOSES[0], some, dice.choice(OFFICERS), day=day)
            one.approved_by = dice.choice((None, None, None, *OFFICERS))
            asked.append(one)
            self._leave(one, keys=keys, before=[other for other in asked if other.left and day - other.day <= WINDOW])

    def _one(self, dice: random.Random) -> None:
        people = [
            Person(f"C-{n}", dice.choice(("CHN", "CHN", "LAO", "KOR", "THA"))) for n in range(dice.choice((1, 1, 2)))
        ]
        keys: set[str] = set()
        asked: list[Asked] = []
        # What somebody is after, all through: as often as not somebody who may have it, or could send the person back.
        body, purpose = dice.choice(dice.choice((BODIES, USUAL))), dice.choice(PURPOSES)
        keys.update({body.name} if dice.random() < 0.7 else ())
        for person in people:
            person.nationalities |= {"PRK": dice.choice((None, True))} if dice.random() < 0.8 else {}
        for _ in range(dice.randrange(8, 40)):
            self._step(dice, people, keys=keys, asked=asked, after=(body, purpose))

    def _step(
        self,
        dice: random.Random,
        people: list[Person],
        *,
        keys: set[str],
        asked: list[Asked],
        after: tuple[Body, str],
    ) -> None:
        person, act = dice.choice(people), dice.random()
        body, purpose = after if dice.random() < 0.8 else (dice.choice(BODIES), dice.choice(PURPOSES))
        if act < 0.12:
            person.nationalities[dice.choice(COUNTRIES)] = dice.choice((None, True, False))
        elif act < 0.16:
            person.fled = dice.choice(COUNTRIES)
        elif act < 0.26:
            tells = dice.choice(("identity", "identity", "whole_file", "account", "statistics"))
            person.consents.append(Consent(dice.randrange(1 << 30), body, purpose, tells))
        elif act < 0.28 and person.consents:
            dice.choice(person.consents).withdrawn = True
        elif act < 0.36:
            keys.add(body.name)
        elif act < 0.52:
            kind = dice.choice((dice.choice(tuple(ExportKind)), ExportKind.EXTRACT))
            asked.append(
                Asked(body, kind, purpose, tuple(people if dice.random() < 0.2 else [person]), dice.choice(OFFICERS))
            )
        elif act < 0.76 and asked:
            one = dice.choice(asked)
            one.approved_by, one.informed = dice.choice(OFFICERS), dice.choice(("", "counsel", "unhcr"))
        elif asked:
            self._leave(dice.choice(asked), keys=keys, before=[one for one in asked if one.left])

    def _leave(self, one: Asked, *, keys: set[str], before: list[Asked]) -> None:
        abouts = [person.about() for person in one.people]
        if one.left or self.policy(one.wanted(keys=keys, before=before), abouts):
            self.stopped += 1
            return
        found = wrongs_of(one, keys=keys) + too_many(one, before)
        self.wrongs += found
        self.many += bool(before) and one.approved_by is not None
        one.left = True
        self.left += 1
        if one.kind == ExportKind.EXTRACT:
            self.extracts += 1
            for consent in _fitting(one, one.people[0])[:1]:
                consent.extract_left = True


def wrongs_of(one: Asked, *, keys: set[str]) -> list[str]:
    """What must never be, said anew: by who is really behind the name, and not by what the office was told."""
    found = []
    if one.body.behind == "PRK" or any(_fears(person, one.body.behind) for person in one.people):
        found.append("a feared State")
    if one.body.name not in keys:
        found.append("unsealed")
    if one.kind not in NAMING:
        return found
    if not all(_fitting(one, person) for person in one.people):
        found.append("no consent")
    if one.approved_by in {None, one.by} and any(_one_word(person, one.body.behind) for person in one.people):
        found.append("on one word")
    sends_back = any(
        one.body.behind == "CHN" or one.body.behind == person.host != "KOR"
        for person in one.people
        if _of_north(person)
    )
    if sends_back:
        found += ["not an extract"] if one.kind != ExportKind.EXTRACT or len(one.people) != 1 else []
        found += ["one person alone"] if one.approved_by in {None, one.by} else []
        found += ["nobody told"] if not one.informed else []
        found += ["a second extract"] if all(consent.extract_left for consent in _fitting(one, one.people[0])) else []
    return found


def too_many(one: Asked, before: list[Asked]) -> list[str]:
    """Counted anew: the people whom one person let out, and those whom one recipient got, within the window."""
    if one.kind not in NAMING or one.approved_by not in {None, one.by}:
        return []
    naming = [one, *(other for other in before if other.kind in NAMING)]
    by_them = {person.number for other in naming if other.by == one.by for person in other.people}
    to_them = {person.number for other in naming if other.body == one.body for person in other.people}
    found = ["many by one person alone"] if len(by_them) > ALONE else []
    return found + (["many to one alone"] if len(to_them) > ALONE else [])


def _one_word(person: Person, state: str) -> bool:
    """Only what somebody wrote of this State stands between it and what leaves."""
    return person.nationalities.get(state) is False


def _fears(person: Person, state: str) -> bool:
    if person.nationalities.get(state, False) is not False:
        return True
    return state == person.fled and person.nationalities.get(state) is not False


def _of_north(person: Person) -> bool:
    return "PRK" in person.nationalities or person.fled == "PRK"


def _fitting(one: Asked, person: Person) -> list[Consent]:
    covers = {"whole_file", "identity" if one.kind in IDENTITY else "account" if one.kind in ACCOUNT else "whole_file"}
    fitting = [
        consent
        for consent in person.consents
        if not consent.withdrawn
        and consent.body.name == one.body.name
        and consent.purpose == one.purpose
        and consent.tells in covers
    ]
    return sorted(fitting, key=lambda consent: consent.extract_left)


IDENTITY = frozenset({ExportKind.REGISTER_CSV, ExportKind.REGISTER_XLSX, ExportKind.EXTRACT})
ACCOUNT = NAMING - IDENTITY - {ExportKind.BUNDLE, ExportKind.OWN_FILE}
