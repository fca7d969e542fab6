"""The agency from which a whole article comes: “SEOUL (Reuters) —” at its head, “(ANI)” at its end."""

from __future__ import annotations

import re

from wellfounded.evidence.statements.lexicon import lexicon

HEAD = re.compile(r"[(（]([^()（）\n]{2,40})[)）]\s*[-–—]")
# behind the end of a sentence: “Voice of America (VOA).” only gives an abbreviation
END = re.compile(r"[.!?。”\"][ \t]*[(（]([^()（）\n]{2,40})[)）][ \t.]*$", re.MULTILINE)
HEAD_SIGNS = 1_000
LANGUAGES = ("english", "korean", "chinese")


def agency_of(text: str) -> str:
    """The agency as the article writes it; empty when none is named in these places."""
    known = frozenset[str]().union(
        *(
            {name.casefold() for name in lexicon(language).lists["agencies"]}
            for language in ("english", "korean", "chinese")
        )
    )
    named = (match.group(1).strip() for match in (*HEAD.finditer(text[:HEAD_SIGNS]), *END.finditer(text)))
    return next((name for name in named if name.casefold() in known), "")
