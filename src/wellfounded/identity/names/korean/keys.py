"""Keys by which a register finds the names that may be one: readings, folded until spellings no longer part them."""

from __future__ import annotations

from collections.abc import Iterator

from wellfounded.identity.names.korean.folded import Folded, Skeleton, folded_reading
from wellfounded.identity.names.korean.hypothesis import Found

_CODA = 2
_WEAK = ("", "n", "q", "l")


def whole_keys_of(found: Folded) -> frozenset[str]:
    """`f`, surname and whole given name, in the likeliest readings: what a record is filed under."""
    return frozenset(f"f{''.join(skeleton)}" for skeleton in found.likeliest)


def near_keys_of(found: Folded) -> frozenset[str]:
    """The same, with one weak coda of the likeliest reading changed: what is asked where only `whole_keys_of` lies."""
    near = {key for skeleton in found.likeliest[:1] for key in _changed(skeleton, family="f", codas=_WEAK)}
    return whole_keys_of(found) | near


def keys_of(found: Folded) -> frozenset[str]:
    """The keys of a form where both sides hold the same: `f` as above, `o` the same with one weak coda left open."""
    opened = {key for skeleton in found.likeliest[:1] for key in _changed(skeleton, family="o", codas=("*",))}
    return whole_keys_of(found) | opened


def wide_keys_of(read: Folded | Found) -> frozenset[str]:
    """Keys that thousands share, to be asked only with a birth year: `g` given name, `s` surname and first syllable."""
    found = read if isinstance(read, Folded) else folded_reading(read)
    whole = {f"g{''.join(given)}" for _, *given in found.likeliest}
    return frozenset(whole | {f"s{surname}{given[0]}" for surname, *given in found.likeliest if surname})


def _changed(skeleton: Skeleton, *, family: str, codas: tuple[str, ...]) -> Iterator[str]:
    """The skeleton with the coda of one syllable of the given name changed, where it is weak (none, ㄴ, ㅇ, ㄹ)."""
    surname, *given = skeleton
    for number, syllable in enumerate(given if surname and len(given) > 1 else ()):
        if syllable[_CODA:] in _WEAK:
            for coda in codas:
                yield f"{family}{surname}{''.join([*given[:number], syllable[:_CODA] + coda, *given[number + 1 :]])}"
