"""Writes a document tree as a PDF file."""
