"""From text to the terms that an index keeps, each with its place in the text."""
