"""The page of priority services, by clicks and keys."""
