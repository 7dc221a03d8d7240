"""Consolidation as immutable plans, a reference engine that defines what is right, and faster ones equal to it."""
