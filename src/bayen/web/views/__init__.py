"""One file a page: may I, one action or read, render."""
