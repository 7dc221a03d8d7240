"""The one Django app that owns tables: one module per noun, mapped to and from core values."""
