"""The selection of priority services: scores, ranking, suggestions, rounds and decisions."""
