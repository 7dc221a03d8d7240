"""What people fill in: one file a form, every message ours."""
