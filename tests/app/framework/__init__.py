"""Tests of frameworks as data."""
