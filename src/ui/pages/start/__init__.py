"""The start page: a new plan, recent plans, the sample, an import into a new plan."""
