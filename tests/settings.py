"""Settings of the tests: the product's own, with a fixed secret, a cheap password hash and a store in memory."""

import tempfile
from pathlib import Path

from wellfounded.config.settings import *  # noqa: F403 - settings are made to be taken over whole

HOME = Path(tempfile.gettempdir()) / "no-office-of-the-tests"  # a test that wipes an office never finds a real one
SECRET_KEY = "only for tests"  # noqa: S105 - not a secret of anybody
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SQLITE["TEST"] = {"NAME": ":memory:"}  # noqa: F405 - of the product's settings
CASES_A_DAY = CASES_A_DAY_ON_A_DEVICE = 1_000_000  # tests of the limit set their own
# Tables are made from the models, which is quicker; `test_migrations` holds the migrations to them.
MIGRATION_MODULES = {"persons": None, "library": None, "cases": None, "web": None}
if DB == "postgres":  # noqa: F405 - of the product's settings
    # PostgreSQL refuses a table that refers to one which a migration makes only later. The log keeps its migrations:
    # they bring the triggers, and nothing refers to it.
    MIGRATION_MODULES |= {app.rpartition(".")[2]: None for app in INSTALLED_APPS if not app.endswith(".audit")}  # noqa: F405 - the same
