"""In the reader's language, what the floors below say in Vietnamese.

Those floors know no Django: their labels and messages come as finished Vietnamese sentences.
"""

from __future__ import annotations

from django.utils.translation import pgettext

CONTEXT = "retold"  # marks in the catalogue what the floors below may say


def retell(said: str) -> str:
    """The same in the active language; as it is where the catalogue has no words for it."""
    return pgettext(CONTEXT, said) if said else said
