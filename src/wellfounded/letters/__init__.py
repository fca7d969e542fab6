"""Every paper that leaves the house."""
