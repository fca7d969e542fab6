"""The list of law used: each source once, its pinpoints by how far they were checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.letters.assessment import wording
from wellfounded.letters.assessment.context import AuthorityView, PinpointView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.law.citation import Citation, Source
    from wellfounded.letters.assessment.draft import Draft


def authorities_of(draft: Draft) -> tuple[AuthorityView, ...]:
    """Everything that the paper cites, in the order of the alphabet."""
    sources: dict[Source, list[Citation]] = {}
    for citation in draft.cited:
        sources.setdefault(citation.source, []).append(citation)
    ordered = sorted(sources, key=lambda source: source.title.casefold())
    return tuple(AuthorityView(_in_full(source), source.short, _pinpoints(sources[source])) for source in ordered)


def _in_full(source: Source) -> str:
    details = ", ".join(part for part in (source.publisher, source.published) if part)
    return f"{source.title} ({details})" if details else source.title


def _pinpoints(citations: Iterable[Citation]) -> tuple[PinpointView, ...]:
    """The pinpoints of one source: those checked in the same way, at the same place, together."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for citation in citations:
        key = (str(citation.checked), wording.CHECKED[citation.checked], citation.via)
        groups.setdefault(key, []).append(citation.at)
    return tuple(
        PinpointView("; ".join(dict.fromkeys(place for place in places if place)), checked, tone, via)
        for (tone, checked, via), places in groups.items()
    )
