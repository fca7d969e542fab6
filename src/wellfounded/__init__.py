"""Screening for refugee protection: the legal assessment, element by element, with its law and its evidence."""

__version__ = "0.1.0"
