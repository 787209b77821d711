"""Writes a document tree as a web page that stands by itself: no script, no picture, no font, no network."""
