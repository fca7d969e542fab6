"""An office on PostgreSQL with the tables of this version and little in them: `backed_up.py FILE PUBLIC_HALF`."""

from __future__ import annotations

import sys
from pathlib import Path

import django

django.setup()

from wellfounded.audit.checkpoint import make_checkpoint  # noqa: E402 - needs Django set up
from wellfounded.audit.events import Event  # noqa: E402 - the same
from wellfounded.audit.log import record  # noqa: E402 - the same
from wellfounded.cases.backups import write_backup  # noqa: E402 - the same
from wellfounded.config import opening  # noqa: E402 - the same
from wellfounded.vault.recovery import Quorum  # noqa: E402 - the same

with opening.as_owner():
    opening.lay_tables()
record(Event.LOG_READ, actor="keeper")
write_backup(Path(sys.argv[1]), make_checkpoint(actor="keeper").note, quorum=Quorum(bytes.fromhex(sys.argv[2])))
