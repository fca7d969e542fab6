"""From the words of a Chinese source to a name, a role and a body: “外交部发言人林枫”, “林枫教授”."""

from __future__ import annotations

import re

from wellfounded.evidence.statements.chinese.words import tagged
from wellfounded.evidence.statements.lexicon import lexicon
from wellfounded.evidence.statements.mention import Named
from wellfounded.evidence.statements.statement import Kind, Mention
from wellfounded.evidence.statements.states import state_named, state_speaking

BRACKETED = re.compile(r"[（(][^）)]*[）)]")
NAME = re.compile(r"[一-鿿]{2,4}|[一-鿿·•]{3,14}")


def named(words: str) -> Named:
    """Read a mention."""
    lists = lexicon("chinese").lists
    bare = BRACKETED.sub("", words).strip(" ，、《》")
    if bare in lists["pronouns"]:
        return Named(bare, Kind.UNNAMED, Mention.PRONOUN, plural=bare not in lists["singular"])
    if bare in {"问", "答", "問"}:
        return Named(bare, Kind.UNNAMED, Mention.DESCRIPTION)
    found = _with_role(bare)
    if found is not None:
        return found
    if bare.endswith(tuple(lists["people"])):
        return Named(bare, Kind.GROUP, Mention.DESCRIPTION, role=bare)
    if _is_person(bare):
        return Named(bare, Kind.PERSON, Mention.NAME)
    return Named(bare, _kind(bare), Mention.NAME, state=state_speaking(bare))


def _with_role(words: str) -> Named | None:
    for role in sorted(lexicon("chinese").lists["roles"], key=len, reverse=True):
        at = words.rfind(role)
        if at < 0:
            continue
        body, name = words[:at], words[at + len(role) :]
        if name and NAME.fullmatch(name):
            return Named(name, Kind.PERSON, Mention.NAME, role, body, _state(body, role))
        if not name:
            return _behind_name(body, role)
    return None


def _behind_name(before: str, role: str) -> Named:
    """“林枫教授”, “海风大学教授”: what stands before the role is a name, a body, or both."""
    pieces = tagged(before)
    if pieces and pieces[-1][1] == "nr" and len(pieces[-1][0]) > 1:
        name = pieces[-1][0]
        body = before[: -len(name)]
        return Named(name, Kind.PERSON, Mention.NAME, role, body, _state(body, role))
    return Named(before + role, Kind.PERSON, Mention.DESCRIPTION, role, before, _state(before, role))


def _state(body: str, role: str) -> str:
    return state_speaking(body, role) or ("" if body else state_speaking("", role))


def _is_person(words: str) -> bool:
    pieces = tagged(words)
    return len(words) <= 4 and bool(pieces) and pieces[0][1].startswith("nr") and not state_speaking(words)  # noqa: PLR2004 - the longest common name


def _kind(name: str) -> Kind:
    lists = lexicon("chinese").lists
    if name in lists["agencies"] or name.endswith(tuple(lists["media"])):
        return Kind.MEDIA
    if name.endswith(tuple(lists["documents"])):
        return Kind.DOCUMENT
    return Kind.STATE if state_named(name) else Kind.ORGANISATION
