"""The index of a register: from a name in any script to the records that may bear it, without a name in clear."""
