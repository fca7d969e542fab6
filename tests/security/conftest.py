"""What several tests of secrecy start from."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.casework.pages import signed_in
from tests.security.office import Office


@pytest.fixture
def office(db: None) -> Office:  # noqa: ARG001 - asks pytest for the database
    return Office.make()


@pytest.fixture
def clients(office: Office) -> dict[str, Client]:
    """Everybody, signed in."""
    return {name: signed_in(Client(), user, proved=True) for name, user in office.users.items()}
