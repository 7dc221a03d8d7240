"""One reader for each file format: bytes in, pieces of text with their locators out."""
