"""The same as the one that succeeds."""

from tests.integration.store.migrations.later import first

Migration = first()
