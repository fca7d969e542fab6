"""A person in the register: a reference and nothing else. Who it is lies in the identity compartment."""

from __future__ import annotations

from django.db import models


class Person(models.Model):
    """Other tables point here; a hit on this row tells nobody a name."""

    reference = models.CharField(max_length=20, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.reference
