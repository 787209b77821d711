"""The review of a carried year: what is to be looked at again, service by service."""
