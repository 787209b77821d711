"""Tests of the layer that makes a page readable aloud."""
