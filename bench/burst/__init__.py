"""The day everyone sends: a country's communes in one burst against the served program."""
