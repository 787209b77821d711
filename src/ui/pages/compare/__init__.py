"""The department beside the published inventory of all."""
