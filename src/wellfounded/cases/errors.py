"""What an action refuses, said to the person who asked. Each carries a stable code and a sentence for the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellfounded.law.errors import WellfoundedError

if TYPE_CHECKING:
    from collections.abc import Mapping


class CaseworkError(WellfoundedError):
    """An action could not be done; nothing was written."""

    exit_code = 2
    code = "WF-100"

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class NotFound(CaseworkError):  # noqa: N818 - the word of the screen
    """There is no such case, or it may not be known that there is: both look exactly alike."""

    code = "WF-101"


class NotAllowed(CaseworkError):  # noqa: N818 - the word of the screen
    """This person may not do this."""

    code = "WF-102"


class NotNow(CaseworkError):  # noqa: N818 - the word of the screen
    """This may not be done in the case's present state."""

    code = "WF-103"


class Invalid(CaseworkError):  # noqa: N818 - the word of the screen
    """What was entered cannot be used: one sentence for each field, all at once."""

    code = "WF-104"

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = dict(fields)
        super().__init__(" ".join(fields.values()))


class Stale(CaseworkError):  # noqa: N818 - the word of the screen
    """Somebody else changed this in the meantime; what was typed is kept for comparison."""

    code = "WF-105"

    def __init__(
        self, message: str, *, theirs: Mapping[str, Any] | None = None, mine: Mapping[str, Any] | None = None
    ) -> None:
        """`theirs` is what stands now, `mine` what was typed: the screen shows both."""
        self.theirs, self.mine = dict(theirs or {}), dict(mine or {})
        super().__init__(message)
