"""Who may see or do what; the only door from the floors above to stored objects."""
