"""Exchange with the registry of services: its schema, rules and file forms."""
