"""What a planner sees: the PySide6 windows, pages and widgets."""
