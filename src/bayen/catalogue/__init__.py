"""Dated reference data with thin loaders: indicators, places, periods, forms, phrases."""
