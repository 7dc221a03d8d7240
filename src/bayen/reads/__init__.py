"""Questions that take more than one look-up: tables, trails, completeness; never a write."""
