"""Serves an office whose store is a plain SQLite file: `python -m bench.encryption.plain`, for the comparison only.

There is no such setting: the product opens no store without its key. Here the key is left out past the program.
"""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellfounded.config.settings")
django.setup()

from wellfounded.config import opening, serve  # noqa: E402 - after Django is set up
from wellfounded.vault.sqlcipher import base  # noqa: E402 - the same reason


def without_encryption() -> None:
    """From now on this process opens stores as plain files, with the same library and the same pragmas."""
    base._unlock = lambda *_, **__: None  # noqa: SLF001 - the product offers no way, and shall not
    opening.check_store = lambda: None  # pages without a check cannot be checked


if __name__ == "__main__":
    without_encryption()
    sys.exit(serve.main())
