"""Why a question is asked, as the page shows it: sealed into the form, so that saving need not look it up again.

What the record keeps is then what the officer saw. A seal of another question, of another case, or of a program that
was started anew counts for nothing, and the reason is looked up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.core import signing

if TYPE_CHECKING:
    from collections.abc import Callable

    from wellfounded.cases.actions.ask_question import Path
    from wellfounded.law.case_file import Slot

FIELD = "shown_why"
_SALT = "wellfounded.web.interview.shown_why"


@dataclass
class ShownWhy:
    """`look_up` is called once, when the page is shown: a save does not wait for it. `case` is the case's number."""

    case: str
    slot: Slot
    look_up: Callable[[], Path]

    @cached_property
    def steps(self) -> Path:
        """Titles of the law, as the law has them."""
        return self.look_up()

    @property
    def seal(self) -> str:
        return signing.dumps([self.case, *self.slot, *self.steps], salt=_SALT, compress=True)

    def opened(self, seal: str) -> Path | None:
        """The steps that the page showed for this question of this case; None when the seal says nothing of it."""
        try:
            told = signing.loads(seal, salt=_SALT)
        except signing.BadSignature:
            return None
        return tuple(told[3:]) if told[:3] == [self.case, *self.slot] else None
