"""The command line: a module a verb; each loads what its verb needs and nothing else."""
