"""What may be typed, one file a subject. A form checks the shape; the action checks the rest."""
