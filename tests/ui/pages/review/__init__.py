"""Tests of the review of a carried year."""
