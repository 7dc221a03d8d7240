"""Consolidation as immutable plans: a reference engine that defines right, and faster equals."""
