"""The quality of the inventory before it is handed in: what is found, and what the registry would refuse."""
