"""The table of names of an office, measured in a register of a hundred thousand people."""
