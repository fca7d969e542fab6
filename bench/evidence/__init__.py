"""Search over many passages, beside other engines in the same run."""
