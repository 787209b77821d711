"""The self-assessment: each requirement of the year, rated with its narrative, evidence and actions."""
