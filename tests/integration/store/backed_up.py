"""An office on PostgreSQL with the tables of this version and little in them: `backed_up.py FILE PUBLIC_HALF`."""

from __future__ import annotations

import sys
from pathlib import Path

import django

django.setup()

from wellfounded.accounts.models import User  # noqa: E402 - needs Django set up
from wellfounded.audit.checkpoint import make_checkpoint  # noqa: E402 - needs Django set up
from wellfounded.audit.events import Event  # noqa: E402 - the same
from wellfounded.audit.log import record  # noqa: E402 - the same
from wellfounded.cases.backups import write_backup  # noqa: E402 - the same
from wellfounded.config import opening  # noqa: E402 - the same
from wellfounded.persons.models import Person, PersonName  # noqa: E402 - the same
from wellfounded.vault.recovery import Quorum  # noqa: E402 - the same
from wellfounded.vault.row_security import OFFICE, speaking_for  # noqa: E402 - the same

with opening.as_owner():
    opening.lay_tables()
record(Event.LOG_READ, actor="keeper")
with speaking_for(OFFICE):  # a name that the office's user sees only when it is told who asks
    keeper = User.objects.create_user(username="keeper")
    PersonName.objects.create(person=Person.objects.create(reference="P-1"), text="Hanbada", added_by=keeper)
write_backup(Path(sys.argv[1]), make_checkpoint(actor="keeper"), quorum=Quorum(bytes.fromhex(sys.argv[2])))
