"""Tests of the catalog tool, the locks and the built wheel."""
