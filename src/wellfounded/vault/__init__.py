"""What keeps the house shut: the encrypted store, sealed files and the guarded child process."""
