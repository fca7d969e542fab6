"""What the pages of evidence and of facts show: marked pages, recordings, facts with what was said of them."""
