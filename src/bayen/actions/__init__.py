"""Every write: one transaction, a keyword actor, an audit row."""
