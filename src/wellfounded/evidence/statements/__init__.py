"""Who said what: candidates for statements in a text of news, which a person confirms, edits or rejects."""
