"""An assessment as the pages show it: words, links and order. Nothing here computes law."""
