"""Tests of what a planner does with the inventory."""
