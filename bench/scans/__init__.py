"""How well scans are read: pages rendered from our own texts, clean and worse."""
