"""Chinese words with their classes, from rjieba."""

from __future__ import annotations


def tagged(text: str) -> list[tuple[str, str]]:
    """Each word with its class, in order; together they are the text."""
    # importing it unpacks its dictionary: whoever reads only English never pays for it
    import rjieba  # noqa: PLC0415 - see the line above

    pairs: list[tuple[str, str]] = rjieba.tag(text)
    return pairs
