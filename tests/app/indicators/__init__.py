"""How indicators are counted."""
