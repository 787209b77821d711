"""The published government-wide inventory, kept outside every plan, and the department beside it."""
