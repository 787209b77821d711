"""Tables of many rows: frozen rows in memory, searched and sorted there, painted cell by cell."""
