"""An office at work: a large register and its users, on the real server, to see how long a page takes."""
