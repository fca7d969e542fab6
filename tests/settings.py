"""Settings of the tests: the product's own, with a fixed secret, a cheap password hash and a store in memory."""

from wellfounded.config.settings import *  # noqa: F403 - settings are made to be taken over whole

SECRET_KEY = "only for tests"  # noqa: S105 - not a secret of anybody
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Until the first release of the register: tables are made from the models.
MIGRATION_MODULES = {"persons": None, "cases": None}
