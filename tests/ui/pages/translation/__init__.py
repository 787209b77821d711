"""Tests of the translation page."""
