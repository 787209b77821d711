"""Tests of the screen of collection rounds."""
