"""Speakers inside one article made one: a surname later, an abbreviation, a pronoun close by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wellfounded.evidence.statements.mention import NOBODY, Named
from wellfounded.evidence.statements.statement import Kind, Mention, Speaker

_WORD = r"(?:[A-Z][\w’'.-]*|of|the|for|and|on|in|to|de)"
ABBREVIATED = re.compile(rf"({_WORD}(?: {_WORD}){{1,12}}) \(([A-Z][A-Za-z]*[A-Z])\)")
SINGULAR = frozenset({Kind.PERSON, Kind.UNNAMED})
# What the model takes a surname for.
PART_OF_PERSON = frozenset({Kind.PERSON, Kind.ORGANISATION, Kind.UNNAMED})
SURNAME_AND_ROLE = 2
# A pronoun is resolved in its own paragraph or the one before, never farther.
REACH = 1


@dataclass(slots=True)
class Known:
    """Somebody who was named in the article, with all that was said of them."""

    name: str
    kind: Kind
    role: str = ""
    organisation: str = ""
    state: str = ""
    paragraph: int = 0


@dataclass(slots=True)
class Voices:
    """Everybody who spoke so far in an article."""

    text: str
    known: list[Known] = field(default_factory=list)
    recent: list[Known] = field(default_factory=list)
    paragraph: int = 0
    short: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.short = abbreviations(self.text)

    def enter(self, paragraph: int) -> None:
        """The reader goes on to a paragraph."""
        self.paragraph = paragraph

    def speaker(self, mention: Named, words: str) -> Speaker:
        """Who a mention means."""
        if mention == NOBODY:
            return Speaker("", Kind.UNNAMED)
        if mention.mention_type in {Mention.PRONOUN, Mention.NONE}:
            return self._resolved(mention, words)
        name = self.short.get(mention.name, mention.name)
        known = self._find(name, mention)
        if known is None:
            known = Known(name, mention.kind)
            self.known.append(known)
        known.role = known.role or mention.role
        known.organisation = known.organisation or mention.organisation
        known.state = known.state or mention.state
        self._heard(known)
        return _speaker(known, words, mention_type=mention.mention_type)

    def full_name(self, words: str) -> str:
        """A name written out, where the article says what its abbreviation means."""
        bare = words.split(" (", maxsplit=1)[0].removeprefix("the ")
        return self.short.get(bare, bare)

    def _find(self, name: str, mention: Named) -> Known | None:
        for known in reversed(self.known):
            if known.name == name:
                return known
            if (
                known.kind is Kind.PERSON
                and mention.kind in PART_OF_PERSON
                and _is_part(name, known, role=mention.role)
            ):
                return known
        return None

    def _resolved(self, mention: Named, words: str) -> Speaker:
        """Whoever spoke last nearby: a person for a singular, a body or group for a plural, anybody for nothing.

        Where nobody did, it is whom the sentences right before tell of.
        """
        near = [known for known in reversed(self.recent) if self.paragraph - known.paragraph <= REACH]
        if mention.mention_type is Mention.PRONOUN:
            near = [known for known in near if (known.kind in SINGULAR) is not mention.plural]
        if not near and mention.before:
            known = self._find(mention.before, Named(mention.before, Kind.PERSON, Mention.NAME))
            near = [known or Known(mention.before, Kind.PERSON)]
            if known is None:
                self.known.append(near[0])
        if not near:
            return Speaker(words, Kind.UNNAMED, words, mention.mention_type)
        self._heard(near[0])
        return _speaker(near[0], words, mention_type=mention.mention_type)

    def _heard(self, known: Known) -> None:
        known.paragraph = self.paragraph
        if known in self.recent:
            self.recent.remove(known)
        self.recent.append(known)
        del self.recent[:-8]


def _speaker(known: Known, words: str, *, mention_type: Mention) -> Speaker:
    return Speaker(
        known.name,
        known.kind,
        words,
        mention_type,
        known.role,
        known.organisation,
        known.state,
        resolved=mention_type in {Mention.PRONOUN, Mention.NONE},
    )


def _is_part(short: str, known: Known, *, role: str) -> bool:
    """Whether a name is the first or last words of a longer one, or a Korean surname with that person's role."""
    one, other = short.split(), known.name.split()
    if len(one) == SURNAME_AND_ROLE and len(one[0]) == 1 and not short.isascii():
        return known.name.startswith(one[0]) and known.role.endswith(role)  # “구 대변인” is 구병삼
    return 0 < len(one) < len(other) and (other[-len(one) :] == one or other[: len(one)] == one)


def abbreviations(text: str) -> dict[str, str]:
    """“Voice of Asia (VOA)”: the long name by its abbreviation, where the initials agree."""
    found: dict[str, str] = {}
    for match in ABBREVIATED.finditer(text):
        words, short = match.group(1).split(), match.group(2)
        while words and words[0][0] != short[0]:
            words.pop(0)
        initials = "".join(word[0] for word in words if word[0].isupper())
        if words and _within(initials, short.upper()):
            found[short] = " ".join(words)
    return found


def _within(initials: str, short: str) -> bool:
    letters = iter(short)
    return sum(letter in letters for letter in initials) * 4 >= len(initials) * 3 > 0
