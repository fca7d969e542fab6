"""What the pages of the shelf show: documents with their marks, suggestions, a board, and country facts."""
