"""Findings: what is missing, contradictory, untranslated or out of policy, and how to mend it."""
