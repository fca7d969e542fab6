"""Tests with transactions of their own leave the triggers standing behind them."""

import pytest
from django.db import IntegrityError

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.models import Entry


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_an_entry_is_counted_from_0_each_time_and_cannot_be_removed(time: int) -> None:  # noqa: ARG001 - twice
    assert record(Event.SIGNED_IN, actor="mina") == 0
    with pytest.raises(IntegrityError, match="append-only"):
        Entry.objects.all()._raw_delete("default")  # noqa: SLF001 - Django's own short way past its checks
