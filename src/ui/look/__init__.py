"""The visual language: roles, lengths, fonts, icons, and the style made of them."""
