"""The role and the body that the words around a person's name give: “X's envoy”, “director of Y”, “who served as”."""

from __future__ import annotations

import re

OF_BODY = re.compile(r"\s+(?:at|of|for|with|from|to|in)\s+(?:the\s+)?(?=[A-Z])")
LEADING = re.compile(r"^(?:the|a|an|its|his|her|their)\s+", re.IGNORECASE)
OWNER = re.compile(r"(.+?)['’]s?\s+(.*)", re.DOTALL)
SERVED = re.compile(r"who\s+(?:once\s+)?(served|serves|worked|works)\s+as\s+(.*)", re.DOTALL)
NOT_A_ROLE = re.compile(r"(?:who|and|or|that|which)\b|\(|['’]s")
LONGEST = 25


def role_of(before: str, after: str) -> tuple[str, str]:
    """Role and body, either may be empty, from the words before a name and those behind it."""
    behind = " ".join(after.strip(" ,;").split())
    served = SERVED.match(behind)
    if served:
        role, body = _split(served.group(2))
        return (f"{served.group(1)} as {role}" if served.group(1).endswith("ed") else role), body
    if behind and not NOT_A_ROLE.match(behind):
        return _split(behind.split(", who ", maxsplit=1)[0])
    ahead = LEADING.sub("", " ".join(before.strip(" ,").split()))
    return _split_ahead(ahead) if ahead else ("", "")


def _split(words: str) -> tuple[str, str]:
    """“Y's director” or “a director of Y”."""
    plain = LEADING.sub("", words)
    owner = OWNER.fullmatch(plain)
    if owner and len(owner.group(1).split()) < len(plain.split()) - 1:
        return _owned(owner)
    pieces = OF_BODY.split(plain, maxsplit=1)
    return _short(pieces[0]), _short(pieces[1]) if len(pieces) > 1 else ""


def _split_ahead(words: str) -> tuple[str, str]:
    """“Y's director” or “Y Ministry spokesperson”: a title in small letters stands behind the body's name."""
    owner = OWNER.fullmatch(words)
    if owner:
        return _owned(owner)
    pieces = words.split()
    small = next((index for index, piece in enumerate(pieces) if piece[0].islower()), None)
    if small is None:
        return _short(words), ""
    if small == 0:
        return _split(words)
    return _short(" ".join(pieces[small:])), " ".join(pieces[:small])


def _owned(owner: re.Match[str]) -> tuple[str, str]:
    """“China's Foreign Ministry spokesperson”: what is written with capitals behind the owner is the body."""
    body, rest = owner.group(1), owner.group(2)
    pieces = rest.split()
    capitals = next((index for index, piece in enumerate(pieces) if not piece[0].isupper()), len(pieces))
    if 0 < capitals < len(pieces):
        return _short(" ".join(pieces[capitals:])), f"{body}’s {' '.join(pieces[:capitals])}"
    return _short(rest), body


def _short(words: str) -> str:
    return " ".join(words.split()[:LONGEST]).strip(" ,")
