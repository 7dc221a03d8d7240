"""Django settings, URLs, and the one place that chooses engine, storage and clock."""
