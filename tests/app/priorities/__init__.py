"""Scores, suggestions, rounds and the ranking."""
