"""The overview: indicators, requirements, what to do next, what was done."""
