"""What an exchange refuses, with what to do about it."""

from __future__ import annotations


class ExchangeError(ValueError):
    """A key, a file or a question that cannot be used. Nothing of it was taken."""

    def __init__(self, message: str, *, mend: str) -> None:
        """Keep the mend beside the message."""
        self.message, self.mend = message, mend
        super().__init__(f"{message} {mend}")
