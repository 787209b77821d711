"""The exported documents: neutral tree, markup of section texts, builders and writers."""
