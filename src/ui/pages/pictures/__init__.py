"""The inventory in pictures."""
