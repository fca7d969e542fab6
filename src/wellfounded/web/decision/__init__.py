"""The decision of a case and what comes after it, as the pages show them."""
