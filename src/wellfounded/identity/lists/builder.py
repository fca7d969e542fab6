"""Makes a record of the parts of an entry, and notes what could not be used: the same rules for every kind of list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from wellfounded.identity.dates.partial_date import PartialDate
from wellfounded.identity.lists.dates import NotADate, read_birth
from wellfounded.identity.lists.entry import ListProblem
from wellfounded.identity.lists.nothing import is_failed_formula, says_nothing, says_unknown
from wellfounded.identity.names.form import form_of
from wellfounded.identity.record import Record
from wellfounded.identity.script import LONGEST

MOST_FORMS = 200
NAME_SHOWN = 40
LATER_MEND = "Look at its year and century, and whether it stands in the right column."
_SEXES = {
    "female": "f; female; w; woman; girl; 여; 여성; 여자; 女; 女性; ж; жен; женский; femme; féminin; weiblich; أنثى",
    "male": "m; male; man; boy; 남; 남성; 남자; 男; 男性; м; муж; мужской; homme; masculin; männlich; ذكر",
}
_SEX_OF = {word: sex for sex, words in _SEXES.items() for word in words.split("; ")}


def sex_of(word: str) -> str | None:
    """`female` or `male` for a word of some languages, nothing for nothing; None: the word is not known."""
    given = word.strip().casefold()
    return _SEX_OF.get(given) if given and not says_nothing(given) else ""


@dataclass(slots=True)
class Parts:
    """What an entry says, as text. `where` is how its own file counts or names it."""

    where: str
    key: str
    names: list[str] = field(default_factory=list)
    births: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    """When the person died, or was reported or listed: nobody is born after that. Nothing else is read of them."""
    sex: str = ""
    places: list[str] = field(default_factory=list)
    father: str = ""
    mother: str = ""
    numbers: list[str] = field(default_factory=list)


def _latest_today() -> date:
    """The day in the country in which it begins first: where the list was written, nobody knows."""
    return (datetime.now(UTC) + timedelta(hours=14)).date()


@dataclass(slots=True)
class Builder:
    """Gathers records and problems over a whole list. `written` is the day of the list, where it says one."""

    written: date | None = None
    today: date = field(default_factory=_latest_today)
    records: list[Record] = field(default_factory=list)
    problems: list[ListProblem] = field(default_factory=list)
    _keys: set[str] = field(default_factory=set)

    def take(self, parts: Parts) -> None:
        """Add the entry, or say why not."""
        names = tuple(name for name in _distinct(parts.names) if not says_unknown(name))
        if not names:
            self._refuse(
                parts, "There is no name.", code="no_name", mend="Give at least one, in whatever script it is known."
            )
        elif len(names) > MOST_FORMS or any(len(name) > LONGEST for name in names):
            mend = f"Give at most {MOST_FORMS} forms of at most {LONGEST} characters."
            self._refuse(parts, "There are too many names, or one is too long.", code="names", mend=mend)
        elif not (readable := tuple(filter(_can_be_read, names))):
            self.problems.append(_unreadable(parts, names[0], refused=True))
        elif not parts.key:
            mend = "Number the entries, so that a hit can be found."
            self._refuse(parts, "The entry has no number of its own.", code="no_number", mend=mend)
        elif len(parts.key) > LONGEST:
            self._refuse(parts, "The number of the entry is too long.", code="too_long", mend="Shorten it.")
        elif parts.key in self._keys:
            mend = "Give each entry a number of its own."
            self._refuse(parts, f"The number {parts.key} stands twice.", code="twice", mend=mend)
        else:
            self._keys.add(parts.key)
            # A name that nobody can read never meets another: kept in silence, it would look as if it were compared.
            unread = (name for name in names if name not in readable)
            self.problems += [_unreadable(parts, name, refused=False) for name in unread]
            self.records.append(
                Record(
                    key=parts.key,
                    names=readable,
                    birth=self._birth(parts),
                    sex=self._sex(parts),
                    places=_distinct(parts.places),
                    father=parts.father.strip(),
                    mother=parts.mother.strip(),
                    numbers=_distinct(parts.numbers),
                )
            )

    def _refuse(self, parts: Parts, message: str, *, code: str, mend: str) -> None:
        value = parts.key if code == "twice" else ""
        self.problems.append(ListProblem(parts.where, message, mend, refused=True, code=code, value=value))

    def _birth(self, parts: Parts) -> PartialDate | None:
        """The first date that can be read, as precisely as another says the same.

        Others are said to be left out, since a record holds one.
        """
        found: PartialDate | None = None
        for text in _distinct(parts.births):
            try:
                date = read_birth(text)
            except NotADate as wrong:
                said = ListProblem(
                    parts.where,
                    f"The birth date “{text}” cannot be read.",
                    str(wrong),
                    refused=False,
                    code="birth",
                    value=text,
                    detail=wrong.code,
                )
                self.problems.append(said)
                continue
            if date and (later := self._later_than(date, parts)):
                message = f"The birth date “{text}” {later[1]}."
                self._left_out(parts, (message, LATER_MEND), code=later[0], value=text)
            elif found is None or (date and _says_more(date, found)):
                found = date
            elif date and not _says_more(found, date):
                message, mend = f"A second birth date, “{text}”, is not compared.", "Enter the person twice."
                self._left_out(parts, (message, mend), code="second_birth", value=text)
        return found

    def _later_than(self, birth: PartialDate, parts: Parts) -> tuple[str, str] | None:
        """The code and the words for a day on which nobody on this list is born any more."""
        if birth.surely_after(self.today):
            return "ahead", "has not come yet"
        if self.written and birth.surely_after(self.written):
            return "after_list", "is later than the list itself"
        if any(birth.surely_after(end) for end in map(_day_or_none, parts.ends) if end):
            return "after_end", "is later than what the list says of the same person’s death, report or entry"
        return None

    def _sex(self, parts: Parts) -> str:
        sex = sex_of(parts.sex)
        if sex is None:
            said = f"The sex “{parts.sex}” is not known.", "Write female or male, or leave it empty."
            self._left_out(parts, said, code="sex", value=parts.sex)
        return sex or ""

    def _left_out(self, parts: Parts, said: tuple[str, str], *, code: str, value: str) -> None:
        self.problems.append(ListProblem(parts.where, *said, refused=False, code=code, value=value))


def _day_or_none(text: str) -> PartialDate | None:
    """A day that is compared with nobody's: one that cannot be read, or is not told, says nothing."""
    try:
        return read_birth(text)
    except NotADate:
        return None


def _says_more(date: PartialDate, other: PartialDate) -> bool:
    """Whether every day that it may be is one that the other may be: 1984-03-05 says more than 1984, not than 1984~."""
    return (
        date.bounded
        and not other.about
        and all(
            any(within[0] <= days[0] and days[1] <= within[1] for within in other.readings) for days in date.readings
        )
    )


def _can_be_read(name: str) -> bool:
    return not form_of(name).problem and not is_failed_formula(name)


def _unreadable(parts: Parts, name: str, *, refused: bool) -> ListProblem:
    shown = "".join(one if one.isprintable() else f"[U+{ord(one):04X}]" for one in name[:NAME_SHOWN])
    mend = "Write the letters of the name, in whatever script."
    said = f"The name “{shown}” cannot be read."
    return ListProblem(parts.where, said, mend, refused=refused, code="unreadable", value=shown)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for given in texts if (text := " ".join(given.split()))))
