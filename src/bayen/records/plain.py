"""Plain figures: entries that say just what their proposal says, as the field of a form.

Told once, for who reads them (``judged``) and who copies them inside the database (``entering``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bayen.core.ledger import SourceKind
from bayen.records.entry import Entry

# Attributes of the entry, and of the proposal that hold the same.
OF_PROPOSAL = {
    "indicator": "indicator",
    "place_id": "place_id",
    "first_day": "first_day",
    "last_day": "last_day",
    "milli": "milli",
    "bound": "bound",
    "of_milli": "of_milli",
    "unit": "unit",
    "locator": "field_code",
    "quote": "written",
    "submission_id": "submission_id",
    "proposal_id": "id",
}
ALWAYS: dict[str, Any] = {
    "source_kind": SourceKind.FIELD.value,
    "start": None,
    "end": None,
    "supersedes_id": None,
    "retracts": False,
    "reason": "",
}
FORM_CODE = "document"  # of the submission


def plain_columns(
    read: Mapping[str, Sequence[Any]], form_codes: Sequence[str]
) -> list[Sequence[Any]]:
    """The columns of ``Entry``, of columns of proposals and the form that each belongs to."""
    given = {name: read[source] for name, source in OF_PROPOSAL.items()}
    given |= {name: (value,) * len(form_codes) for name, value in ALWAYS.items()}
    given[FORM_CODE] = form_codes
    return [given[name] for name in Entry._fields]
