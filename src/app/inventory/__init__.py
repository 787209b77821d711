"""What a planner does with the service inventory: read it, fill it year by year, approve it."""
