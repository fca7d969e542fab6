"""What encryption costs on each screen: one fictional office, asked with and without it in turn."""
