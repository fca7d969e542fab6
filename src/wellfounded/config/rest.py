"""A process of a sealed office that nobody needs for a while ends, and a new copy of the first one takes its place.

What a process opened stays in memory that it gave back only to itself, and nothing overwrites it there. The memory of a
process that ended is the system's, which empties it before anybody has it again. The first process opens nothing of
anybody, so that a new copy of it knows nothing of anybody.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Rest:
    """Stands around the application, and knows when it was last asked for anything."""

    def __init__(self, application: Application, *, after: int) -> None:
        self.after = after
        self._application = application
        self._asked: float | None = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self._asked = time.monotonic()
        return self._application(environ, start_response)

    @property
    def is_due(self) -> bool:
        """A process that was never asked has nothing to forget."""
        return self._asked is not None and time.monotonic() - self._asked >= self.after

    def watch(self, server: Any) -> None:
        """Let the server end when it is due and holds no connection: in its own loop, so that none is just coming in.

        Connections that say nothing for as long are closed by the server itself.
        """
        tidy = server.maintenance

        def maintain(now: float) -> None:
            tidy(now)
            if self.is_due and not server.active_channels:
                raise SystemExit

        server.maintenance = maintain

    def connections(self) -> dict[str, int]:
        """What the server is told: how long a silent connection stays, and how often it looks."""
        return {"channel_timeout": self.after, "cleanup_interval": max(1, self.after // 4)}
