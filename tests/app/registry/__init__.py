"""Tests of the exchange with the registry."""
