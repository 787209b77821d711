"""Tests of the collection rounds."""
