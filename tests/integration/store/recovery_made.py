"""Makes the recovery of a fictional office; where it is sealed the registrar agrees: `recovery_made.py PUBLIC_HALF`."""

from __future__ import annotations

import sys

import django

django.setup()

from wellfounded.accounts.fictional import PASSPHRASE  # noqa: E402 - needs Django set up
from wellfounded.accounts.models import User  # noqa: E402 - the same
from wellfounded.accounts.unlocking import party_of  # noqa: E402 - the same
from wellfounded.cases.actions.create_recovery import create_recovery  # noqa: E402 - the same
from wellfounded.vault.office_keys import in_use, keyring, people  # noqa: E402 - the same
from wellfounded.vault.office_keys.keyring import PersonKeyring  # noqa: E402 - the same
from wellfounded.vault.recovery import Quorum  # noqa: E402 - the same
from wellfounded.vault.row_security import OFFICE, speaking_for  # noqa: E402 - the same

store, quorum = in_use.store(), Quorum(bytes.fromhex(sys.argv[1]))
administrator = User.objects.get(username="administrator")
with speaking_for(OFFICE):
    if store is None:
        create_recovery(administrator, quorum)
    else:
        registrar = User.objects.get(username="registrar")
        private = people.open_person(store, party_of(registrar), passphrase=PASSPHRASE)
        with keyring.use(PersonKeyring(store, party_of(registrar), private=lambda: private)):
            create_recovery(administrator, quorum)
