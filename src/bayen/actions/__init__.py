"""Every write: one transaction, a keyword actor, an audit row.

An action asks ``access`` first, refuses with a sentence for the person who asked, and never
leaves half of what it was asked to do.
"""
