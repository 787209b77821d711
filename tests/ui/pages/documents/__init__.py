"""Tests of the documents page."""
