"""Collection rounds: what each owner or program is asked to fill in for a year, and what came back."""
