"""The inventory: the table of services, the record beside it, and importing into it."""
