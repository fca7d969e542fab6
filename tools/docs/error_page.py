"""Every code of a problem, explained."""

from tools.docs.markdown import joined, table
from tools.docs.words import words_of
from wellfounded.law.errors import Code


def error_page() -> str:
    """The table of codes."""
    rows = [(f"`{code}`", code.name.lower().replace("_", " "), words_of("errors")[code]) for code in Code]
    return joined(
        (
            "# What can go wrong",
            words_of("intros")["errors"],
            table(("code", "name", "what it means, and what to do"), rows),
        )
    )
