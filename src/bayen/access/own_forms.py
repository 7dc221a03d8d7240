"""The office's own versions of forms, laid over those that come with the program."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bayen.catalogue.forms import Form, lay_over_forms, parse_form
from bayen.records.models import FormVersion


def follow_forms() -> None:
    """Take in what is published now: at start-up, and after every publication."""
    lay_over_forms(own_form(row.body) for row in FormVersion.objects.order_by("id"))


def own_form(body: Mapping[str, Any]) -> Form:
    """The form that a stored version holds."""
    return parse_form({**body, "valid_from": date.fromisoformat(body["valid_from"])})
