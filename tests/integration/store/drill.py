"""What the tests do inside an office that they restored: `drill.py WHAT`, with the office in WELLFOUNDED_HOME."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import django

BREATH = 0.005  # seconds between two writes of a colleague: one who never pauses keeps all others waiting
PASSPHRASE = "a restored passphrase"  # noqa: S105 - of nobody
RECOVERY = os.environ.get("DRILL_RECOVERY", "")
MIGRATIONS = "tests.integration.store.migrations"


def unlocked() -> None:
    from wellfounded.config import opening  # noqa: PLC0415 - needs Django set up

    opening.unlock(lambda _: PASSPHRASE, fictional=False)


def backup() -> None:
    """Back up while two others write."""
    from django.db import connections  # noqa: PLC0415 - needs Django set up

    from wellfounded.accounts.models import User  # noqa: PLC0415 - needs Django too
    from wellfounded.audit.events import Event  # noqa: PLC0415 - needs Django too
    from wellfounded.audit.log import record  # noqa: PLC0415 - needs Django too
    from wellfounded.cases.actions.make_backup import make_backup  # noqa: PLC0415 - needs Django too

    until = threading.Event()
    written = [0, 0]

    def work(number: int) -> None:
        while not until.wait(BREATH):
            record(Event.LOG_READ, actor=f"colleague {number}")
            written[number] += 1
        connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    while min(written) < 3:
        time.sleep(BREATH)
    before = sum(written)
    make_backup(User.objects.get(), Path(os.environ["DRILL_OUT"]))
    until.set()
    for thread in threads:
        thread.join()
    print(before, sum(written))  # noqa: T201 - what the test reads


def upgrade() -> None:
    """Bring the tables to what a later version wants; its migrations stand in the named package."""
    from django.conf import settings  # noqa: PLC0415 - needs Django set up

    from wellfounded.config.upgrade import lay_tables  # noqa: PLC0415 - needs Django too
    from wellfounded.vault.errors import VaultError  # noqa: PLC0415 - the same

    settings.MIGRATION_MODULES = {"config": f"{MIGRATIONS}.{os.environ['DRILL_MIGRATIONS']}"}
    try:
        lay_tables()
    except VaultError as error:
        print(error.message)  # noqa: T201 - what the test reads


def vouch() -> None:
    """Make the recovery anew, of the same shares: as the command does once two of them were typed back."""
    from tests.integration.store.golden import SHARES  # noqa: PLC0415 - needs the path
    from wellfounded.accounts.models import User  # noqa: PLC0415 - needs Django set up
    from wellfounded.audit.checkpoint import signer  # noqa: PLC0415 - needs Django too
    from wellfounded.cases.actions.create_recovery import create_recovery  # noqa: PLC0415 - needs Django too
    from wellfounded.vault.recovery import recovered  # noqa: PLC0415 - as the others

    shares = recovered(SHARES[:2])
    create_recovery(User.objects.get(), shares.quorum, shares=shares)
    print(signer().line())  # noqa: T201 - what the test reads


def forge() -> None:
    """Somebody else, who has the file of a recovery, and a backup of ours to copy a voucher from."""
    from wellfounded.audit.backup_signature import signature_of  # noqa: PLC0415 - as the others
    from wellfounded.audit.checkpoint import make_checkpoint, signer  # noqa: PLC0415 - needs Django set up
    from wellfounded.audit.events import Event  # noqa: PLC0415 - needs Django too
    from wellfounded.audit.log import record  # noqa: PLC0415 - needs Django too
    from wellfounded.cases.backups import write_backup  # noqa: PLC0415 - needs Django too
    from wellfounded.cli.store.restoring import looked_at  # noqa: PLC0415 - as the others
    from wellfounded.config.upgrade import lay_tables  # noqa: PLC0415 - needs Django too
    from wellfounded.vault import quorum_file  # noqa: PLC0415 - as the others

    copied, standing = signature_of(looked_at(Path(os.environ["DRILL_OURS"]))), quorum_file.read(Path(RECOVERY))
    assert copied is not None
    assert standing is not None
    lay_tables()
    detail = {"fingerprint": standing.quorum.fingerprint, "voucher": copied.voucher.hex()}
    record(Event.RECOVERY_CREATED, actor="keeper", detail=detail)
    checkpoint = None if os.environ.get("DRILL_UNSIGNED") else make_checkpoint(actor="keeper")
    write_backup(Path(os.environ["DRILL_OUT"]), checkpoint, quorum=standing.quorum)
    print(signer().line())  # noqa: T201 - what the test reads


def tell() -> None:
    """What the store holds."""
    from django.db import connection  # noqa: PLC0415 - needs Django set up

    from wellfounded.audit.verify import verify_log  # noqa: PLC0415 - needs Django too
    from wellfounded.config import opening  # noqa: PLC0415 - needs Django too

    opening.check_store()
    report = verify_log()
    tables = sorted(name for name in connection.introspection.table_names() if name.startswith("config_"))
    print(report.head.size, report.whole, tables)  # noqa: T201 - what the test reads


ACTS = {"backup": backup, "upgrade": upgrade, "vouch": vouch, "forge": forge, "tell": tell}

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "wellfounded.config.settings"
    sys.path.insert(0, str(Path(__file__).parents[3]))
    django.setup()
    unlocked()
    for what in sys.argv[1:]:
        ACTS[what]()
