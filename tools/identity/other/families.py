"""The best-known families of spellings: Muhammad, Mohammed, Mehmet, محمد, Мухаммед."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.identity.other.lexicon import script_of
from wellfounded.identity.names.other.letters import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

_FAMILIES = 9_000
_SCRIPTS = frozenset({"latn", "cyrl", "arab", "hebr", "grek", "geor", "armn", "ethi"})
_SHORTEST, _LONGEST, _LEAST = 3, 14, 3


def families(lines: Iterable[list[str]]) -> list[str]:
    """Lines of `families.tsv`: spellings of one name in Latin letters and others, the best known first."""
    found: dict[tuple[str, ...], int] = {}
    for line in lines:
        forms = {folded(form) for form in line if " " not in form and "-" not in form and script_of(form) in _SCRIPTS}
        kept = tuple(sorted(form for form in forms if _SHORTEST <= len(form) <= _LONGEST and script_of(form)))
        if len(kept) >= _LEAST:
            found[kept] = max(found.get(kept, 0), len(line))
    ranked = sorted(found, key=lambda forms: (-found[forms], forms))
    return [" ".join(forms) for forms in ranked[:_FAMILIES]]
