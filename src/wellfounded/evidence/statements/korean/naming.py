"""From the words of a Korean source to a name, a role and a body: “외교부 박하나 장관”, “김 대변인”."""

from __future__ import annotations

import re

from wellfounded.evidence.statements.lexicon import lexicon
from wellfounded.evidence.statements.mention import Named
from wellfounded.evidence.statements.statement import Kind, Mention
from wellfounded.evidence.statements.states import state_named, state_speaking

PERSON = re.compile(r"[가-힣]{2,4}|[가-힣]{1,6}(?:·| )[가-힣]{1,8}")
BRACKETED = re.compile(r"\s*[(（][^)）]*[)）]")
BODY_ENDINGS = tuple("부 청 원 회 당 국 군 처 실 팀 측 단 대 소".split())  # noqa: SIM905 - a list of quoted signs is harder to read
LONGEST_GIVEN = 4


def named(words: str) -> Named:
    """Read a mention."""
    lists = lexicon("korean").lists
    bare = " ".join(BRACKETED.sub("", words).split())
    pieces = bare.split()
    if not pieces:
        return Named(words, Kind.UNNAMED, Mention.DESCRIPTION)
    if bare in lists["pronouns"]:
        return Named(words, Kind.UNNAMED, Mention.PRONOUN, plural=bare not in lists["singular"])
    role = _role(pieces)
    if role:
        return _person(pieces, role)
    last = pieces[-1]
    if last.removesuffix("들") in lists["people"]:
        return Named(bare, Kind.GROUP if last.endswith("들") else Kind.PERSON, Mention.DESCRIPTION, role=bare)
    return Named(bare, _kind(bare), Mention.NAME, state=state_speaking(bare))


def _role(pieces: list[str]) -> str:
    roles = lexicon("korean").lists["roles"]
    last = pieces[-1]
    if last in roles:
        return last
    return next(
        (role for role in sorted(roles, key=len, reverse=True) if last.endswith(role) and len(last) > len(role) > 1), ""
    )


def _person(pieces: list[str], role: str) -> Named:
    """The name is the piece right before the role, or the first piece; the rest is the body."""
    title = pieces[-1]
    rest = pieces[:-1]
    at = next((index for index in (len(rest) - 1, 0) if 0 <= index < len(rest) and _is_name(rest[index])), None)
    if at is None:
        body = " ".join(rest)
        return Named(" ".join(pieces), Kind.PERSON, Mention.DESCRIPTION, title, body, _state(body, title))
    body = " ".join(piece for index, piece in enumerate(rest) if index != at)
    return Named(rest[at], Kind.PERSON, Mention.NAME, title if title != role else role, body, _state(body, title))


def _state(body: str, role: str) -> str:
    first = body.split(" ", maxsplit=1)[0] if body else ""
    return state_speaking(body, role) or (state_speaking(first, role) if first else "")


def _is_name(piece: str) -> bool:
    known_body = piece.endswith(BODY_ENDINGS) and len(piece) > LONGEST_GIVEN - 1
    return bool(PERSON.fullmatch(piece)) and not state_named(piece) and not known_body and not _is_common(piece)


def _is_common(piece: str) -> bool:
    """Bodies of two or three signs that end like many bodies do (“외교부”), and roles."""
    lists = lexicon("korean").lists
    return piece in lists["roles"] or (len(piece) > 2 and piece.endswith(BODY_ENDINGS))  # noqa: PLR2004 - “김부” is a name


def _kind(name: str) -> Kind:
    lists = lexicon("korean").lists
    last = name.rsplit(maxsplit=1)[-1]
    if name in lists["agencies"] or last.endswith(tuple(lists["media"])):
        return Kind.MEDIA
    if last.endswith(tuple(lists["documents"])):
        return Kind.DOCUMENT
    return Kind.STATE if state_named(name) else Kind.ORGANISATION
