"""The index of names measured: a register of made-up people, looked up by other writings of their names."""
