"""The documents page: what can be exported, what should be mended first, and what the pages look like."""
