"""The yearly self-assessment."""
