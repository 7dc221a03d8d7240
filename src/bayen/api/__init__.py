"""The REST interface, read only: the questions that pages and commands ask."""
