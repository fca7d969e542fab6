"""How far the citations were checked, and what a lawyer must still check."""

from tools.docs.markdown import heading, joined, listed, table
from tools.docs.words import words_of
from wellfounded.law.check import Cited, all_citations
from wellfounded.law.citation import Checked
from wellfounded.law.library import LawLibrary

MEANING = {
    Checked.READ: "the source itself, or an excerpt with this pinpoint, was read at the address given",
    Checked.QUOTED: "it is quoted or relied on in a decision that was read",
    Checked.UNCHECKED: "it is known, but the pinpoint was not opened: a lawyer must check it",
}


def citation_page(library: LawLibrary) -> str:
    """The counts, then every unchecked pinpoint by source."""
    found = list(all_citations(library))
    counts = [(how, str(sum(item.citation.checked is how for item in found)), MEANING[how]) for how in Checked]
    waiting = [item for item in found if item.citation.checked is Checked.UNCHECKED]
    return joined(
        (
            "# Citations, and what a lawyer must still check",
            f"{len(found)} citations of {len({item.citation.source.id for item in found})} sources.",
            table(("checked", "citations", "meaning"), counts),
            heading(2, "Still to be checked"),
            f"{len(waiting)} citations. {words_of('intros')['citations']}",
            *_by_source(waiting),
        )
    )


def _by_source(waiting: list[Cited]) -> list[str]:
    sources = sorted({item.citation.source.title for item in waiting})
    return [joined((heading(3, title), listed(_pinpoints(title, waiting)))) for title in sources]


def _pinpoints(title: str, waiting: list[Cited]) -> list[str]:
    by: dict[str, list[str]] = {}
    for item in waiting:
        if item.citation.source.title == title:
            by.setdefault(item.citation.at or "as a whole", []).append(item.by)
    return [f"{at}: {', '.join(f'`{name}`' for name in dict.fromkeys(names))}" for at, names in sorted(by.items())]
