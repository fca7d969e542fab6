"""Evidence: documents, passages that can be cited, and who said what in them. Knows no framework and no screen."""
