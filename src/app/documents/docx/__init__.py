"""Writes a document tree as a Word file."""
