"""The question pages of registration as data: what each asks, what stands, and which action keeps the answer."""
