"""The programming interface: the same actions as the pages."""
