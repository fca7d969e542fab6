"""Sources and confirmed statements in the shapes of other programs."""
