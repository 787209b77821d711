"""Frameworks: what a policy asks, kept as data. Another policy is another file and no code."""
