"""Is it a service? Candidates and the questions that decide."""
