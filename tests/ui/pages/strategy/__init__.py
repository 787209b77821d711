"""Tests of the strategy page."""
