"""Django's own commands, for developers: `.venv/bin/python manage.py makemigrations`.

A command that opens the store asks for its passphrase, as the server does.
"""

import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import execute_from_command_line

# These never open the store.
WITHOUT_STORE = {"help", "check", "makemessages", "compilemessages", "collectstatic", "findstatic", "diffsettings"}


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellfounded.config.settings")
    django.setup()
    from wellfounded.config import opening  # noqa: PLC0415 - needs Django to be set up
    from wellfounded.vault.errors import VaultError  # noqa: PLC0415 - the same
    from wellfounded.vault.row_security import OFFICE, speak_for  # noqa: PLC0415 - the same

    store = Path(settings.DATABASES["default"]["NAME"])
    if opening.is_encrypted() and store.exists() and set(arguments[1:2]) - WITHOUT_STORE:
        try:
            opening.unlock(fictional=False)
        except VaultError as error:
            sys.exit(str(error))
    if arguments[1:2] != ["runserver"]:  # a command sees every row; a server what each request may
        speak_for(OFFICE)
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main(sys.argv)
