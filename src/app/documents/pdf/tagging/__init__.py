"""The layer that makes a page readable aloud: structure, marks, links, and the file that holds them."""
