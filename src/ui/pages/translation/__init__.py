"""The translation page: every text of the plan that is in both languages, by its state."""
