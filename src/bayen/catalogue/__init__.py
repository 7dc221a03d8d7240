"""Dated reference data, each with a thin loader: indicators, places, period schemes, forms, phrases."""
