"""`wellfounded identity exchange key`: a new key for one exchange with one organisation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from wellfounded.cli.exchange.files import check_new
from wellfounded.cli.terminal import paragraph, say
from wellfounded.identity.exchange.agreed_key import MOST_DAYS, AgreedKey
from wellfounded.law.atomic import write_atomically

EXAMPLE = "wellfounded identity exchange key exchange.key"
CARE = (
    "Give it to the other organisation hand to hand, or by a way that nobody between you can read. Whoever has it can "
    "guess names in the files of this exchange. Use it for one exchange with one organisation, and destroy it then."
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("key", epilog=f"Example: {EXAMPLE}")(run)


def run(
    key: Annotated[Path, typer.Argument(metavar="KEY", help="Where to write the key.")],
    *,
    days: Annotated[int, typer.Option("--days", min=1, max=MOST_DAYS, help="For how many days it serves.")] = 14,
) -> None:
    """Draw a key for one exchange with one organisation."""
    check_new(key)
    agreed = AgreedKey.drawn(until=datetime.now(UTC).date() + timedelta(days=days))
    write_atomically(key, f"{agreed.line()}\n".encode())
    say(f"The key of exchange {agreed.exchange}, until {agreed.until.isoformat()}. Written: {key}")
    paragraph(CARE)
