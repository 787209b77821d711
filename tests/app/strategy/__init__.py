"""Tests of the strategy's use cases."""
