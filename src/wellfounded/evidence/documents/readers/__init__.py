"""Readers, one for each kind of file. They run in the guarded child process and nowhere else."""
