"""Small real excerpts that tests read; no tests here."""
