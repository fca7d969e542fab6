"""A fictional office for tests: its people, and short ways to make cases."""
