"""The use cases of the strategy: its outline, the texts of its sections and their live figures."""
