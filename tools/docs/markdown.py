"""Small pieces of Markdown."""

from collections.abc import Iterable, Sequence

from wellfounded.law.citation import Citation


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars and line ends inside a cell are made harmless."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell(part) for part in line)} |" for line in lines)


def cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def heading(level: int, title: str, *, anchor: str = "") -> str:
    """A heading; with `anchor` it can be linked to by an id."""
    place = f'<a id="{anchor}"></a>\n\n' if anchor else ""
    return f"{place}{'#' * level} {title}"


def cited(citation: Citation) -> str:
    """A citation with how far it was checked."""
    how = f"{citation.checked}" if not citation.via else f"{citation.checked}, {citation.via}"
    against = "contrary authority: " if citation.against else ""
    return f"{against}{citation} ({how})"


def listed(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def joined(parts: Iterable[str]) -> str:
    """Paragraphs with an empty line between them; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)
