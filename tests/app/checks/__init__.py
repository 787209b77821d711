"""Every rule finds what it says and nothing else."""
