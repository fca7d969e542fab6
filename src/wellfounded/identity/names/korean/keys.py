"""Keys by which a register finds the names that may be one: readings, folded until spellings no longer part them."""

from __future__ import annotations

from collections.abc import Iterator

from wellfounded.identity.names.key import Key
from wellfounded.identity.names.korean.folded import Folded, Skeleton, folded_reading
from wellfounded.identity.names.korean.heads import heads_of, share_of_name, share_of_skeleton
from wellfounded.identity.names.korean.hypothesis import Found

_CODA = 2
_WEAK = ("", "n", "q", "l")
_HEADS_FILED, _HEADS_ASKED = 2, 12
_MISHEARD = 0.01  # of the names of one person, those of which a weak coda is other in the second writing
_HARDLY_KOREAN = 0.005  # what a reading counts of a form that is more likely another people's


def filed_korean(found: Folded) -> tuple[Key, ...]:
    """`whole_keys_of`, each with how likely it is, and the likeliest names behind it."""
    return tuple(
        Key(f"f{''.join(skeleton)}", share, tuple(("".join(parts), mass / found.chance) for parts, mass in heads))
        for skeleton, share in zip(found.likeliest, found.shares, strict=True)
        for heads in [heads_of(skeleton, found.readings, most=_HEADS_FILED)]
    )


def asked_korean(found: Folded) -> tuple[Key, ...]:
    """The same, and the likeliest reading with one weak coda changed: what is asked where only `whole_keys_of` lies.

    Each with how much likelier one person is than two when it is shared, and names behind it.
    """
    typical = 1.0 if found.typical else _HARDLY_KOREAN
    keys: dict[str, Key] = {}
    for skeleton, share in zip(found.likeliest, found.shares, strict=True):
        text = f"f{''.join(skeleton)}"
        heads = heads_of(skeleton, found.readings, most=_HEADS_ASKED)
        alone = not skeleton[0]
        worth = [
            ("".join(parts), typical * mass / found.chance / share_of_name(parts, given_only=alone))
            for parts, mass in heads
        ]
        keys[text] = Key(text, typical * share / share_of_skeleton(skeleton), tuple(worth))
    for skeleton, share in list(zip(found.likeliest, found.shares, strict=True))[:1]:
        for text, changed in _changed(skeleton, family="f", codas=_WEAK):
            keys.setdefault(text, Key(text, typical * _MISHEARD * share / share_of_skeleton(changed)))
    return tuple(keys.values())


def whole_keys_of(found: Folded) -> frozenset[str]:
    """`f`, surname and whole given name, in the likeliest readings: what a record is filed under."""
    return frozenset(f"f{''.join(skeleton)}" for skeleton in found.likeliest)


def keys_of(found: Folded) -> frozenset[str]:
    """The keys of a form where both sides hold the same: `f` as above, `o` the same with one weak coda left open."""
    opened = {key for skeleton in found.likeliest[:1] for key, _ in _changed(skeleton, family="o", codas=("*",))}
    return whole_keys_of(found) | opened


def wide_keys_of(read: Folded | Found) -> frozenset[str]:
    """Keys that thousands share, to be asked only with a birth year: `g` given name, `s` surname and first syllable."""
    found = read if isinstance(read, Folded) else folded_reading(read)
    whole = {f"g{''.join(given)}" for _, *given in found.likeliest}
    return frozenset(whole | {f"s{surname}{given[0]}" for surname, *given in found.likeliest if surname})


def _changed(skeleton: Skeleton, *, family: str, codas: tuple[str, ...]) -> Iterator[tuple[str, Skeleton]]:
    """Key and skeleton with the coda of one syllable of the given name changed, where it is weak (none, ㄴ, ㅇ, ㄹ)."""
    surname, *given = skeleton
    for number, syllable in enumerate(given if surname and len(given) > 1 else ()):
        if syllable[_CODA:] in _WEAK:
            for coda in codas:
                changed = (surname, *given[:number], syllable[:_CODA] + coda, *given[number + 1 :])
                yield f"{family}{''.join(changed)}", changed
