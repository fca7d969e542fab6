"""What the words of a mention say of a speaker, in whatever language, and a draft together with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.statement import Kind, Mention

if TYPE_CHECKING:
    from wellfounded.evidence.statements.draft import Draft


@dataclass(frozen=True, slots=True)
class Named:
    """What a mention says of its speaker; `plural` matters for a pronoun only."""

    name: str
    kind: Kind
    mention_type: Mention
    role: str = ""
    organisation: str = ""
    state: str = ""
    plural: bool = False
    # Of a pronoun: whom the sentences right before it tell of, where nobody has spoken yet.
    before: str = ""


# The text leaves out who speaks, as Korean and Chinese do where the speaker goes on.
OMITTED = Named("", Kind.UNNAMED, Mention.NONE)


# The text attributes to somebody whom it does not name at all: “it is alleged that”.
NOBODY = Named("", Kind.UNNAMED, Mention.DESCRIPTION)


@dataclass(frozen=True, slots=True)
class Heard:
    """A draft with its speaker as the mention tells it."""

    draft: Draft
    speaker: Named
