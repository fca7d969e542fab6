"""Comparing names beside what packages can do, in one run on one machine: `make bench-identity`."""
