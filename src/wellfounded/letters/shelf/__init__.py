"""What leaves the shelf: tables, exchange files and cited briefs."""
