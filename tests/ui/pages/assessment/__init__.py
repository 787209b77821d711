"""The page of the self-assessment, by clicks and keys."""
