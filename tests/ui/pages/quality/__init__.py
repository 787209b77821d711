"""Tests of the screens on the quality of the inventory."""
