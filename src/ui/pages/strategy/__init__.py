"""The strategy page: the outline, and the texts of its sections side by side in both languages."""
