"""Tests of tables of many rows."""
