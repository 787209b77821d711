"""Tests of the inventory page by real clicks and keys."""
