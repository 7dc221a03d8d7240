"""Who may see or do what; the only door from the floors above to stored objects.

``permissions`` says what a role may do, ``territory`` which places a posting reaches, and
``door`` hands out stored objects to those who may have them.
"""
