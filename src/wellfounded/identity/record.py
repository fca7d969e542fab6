"""What a register or a list says of one person, as far as it helps to tell people apart."""

from __future__ import annotations

from dataclasses import dataclass

from wellfounded.identity.dates.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Record:
    """One record. Everything but the key may be missing, and what is missing never speaks against anybody.

    Attributes:
        key: what the register calls it.
        names: every form on record, each as given, in any script.
        birth: date of birth as said.
        sex: `female`, `male`, another word, or empty for not known.
        places: places of birth and origin as given.
        father: the father's name as given.
        mother: the mother's name as given.
        numbers: numbers of papers, each with its kind: `passport 123`.
    """

    key: str
    names: tuple[str, ...]
    birth: PartialDate | None = None
    sex: str = ""
    places: tuple[str, ...] = ()
    father: str = ""
    mother: str = ""
    numbers: tuple[str, ...] = ()
