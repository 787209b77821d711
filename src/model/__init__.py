"""What a plan is: entities, values, journal, the plan file."""
