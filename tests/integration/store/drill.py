"""What the tests do inside an office that they restored: `drill.py WHAT`, with the office in WELLFOUNDED_HOME."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import django

PASSPHRASE = "a restored passphrase"  # noqa: S105 - of nobody
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
        while not until.is_set():
            record(Event.LOG_READ, actor=f"colleague {number}")
            written[number] += 1
        connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    while min(written) < 3:
        pass
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


def tell() -> None:
    """What the store holds."""
    from django.db import connection  # noqa: PLC0415 - needs Django set up

    from wellfounded.audit.verify import verify_log  # noqa: PLC0415 - needs Django too
    from wellfounded.config import opening  # noqa: PLC0415 - needs Django too

    opening.check_store()
    report = verify_log()
    tables = sorted(name for name in connection.introspection.table_names() if name.startswith("config_"))
    print(report.head.size, report.whole, tables)  # noqa: T201 - what the test reads


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "wellfounded.config.settings"
    sys.path.insert(0, str(Path(__file__).parents[3]))
    django.setup()
    unlocked()
    for what in sys.argv[1:]:
        {"backup": backup, "upgrade": upgrade, "tell": tell}[what]()
