"""What becomes of a store when process, disk or power goes: `make crash`; a part of it is among the tests."""
