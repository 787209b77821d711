"""What a planner does: use cases, calculations, exchange, documents, command line."""
