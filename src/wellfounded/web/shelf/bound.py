"""What binds a State, for the page on which its words stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wellfounded.law.truth import Truth
from wellfounded.library.duties import duties
from wellfounded.web.assessment.words import titled

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import Promise

    from wellfounded.library.models import ShelfStatement

_BINDS: dict[Truth, tuple[Promise, str]] = {
    Truth.TRUE: (_("binds"), "go"),
    Truth.OPEN: (_("open"), "wait"),
    Truth.FALSE: (_("does not bind"), "warn"),
}


@dataclass(frozen=True, slots=True)
class DutyShown:
    """An article that words of a State touch; `binds` in the language of the screen, `sentence` as it is recorded."""

    instrument: str
    article: str
    title: str
    binds: str
    tone: str
    sentence: str
    words: tuple[str, ...]


def duties_beside(statement: ShelfStatement) -> list[DutyShown]:
    """What binds the State that speaks on the day of the source, or today; nothing where no State does."""
    found = duties().beside(statement.content, state=statement.state, on=day_of(statement))
    return [
        DutyShown(titled(one.instrument), one.article, one.title, str(binds), tone, one.sentence, one.words)
        for one in found
        for binds, tone in [_BINDS[one.truth]]
    ]


def day_of(statement: ShelfStatement) -> date:
    return statement.text.document.source.published or timezone.localdate()
