"""The person’s own file on paper."""
