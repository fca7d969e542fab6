"""The tables of the register. The identity compartment and the medical one lie in tables of their own."""

from wellfounded.persons.models.person import Person

__all__ = ["Person"]
