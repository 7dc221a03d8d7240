"""Conditions that several tables share, checked by the database."""

from __future__ import annotations

from django.db.models import CheckConstraint, F, Q


def both_or_neither(one: str, other: str, *, table: str) -> CheckConstraint:
    """Two columns that mean something only together: who and when, start and end."""
    return CheckConstraint(
        condition=Q(**{f"{one}__isnull": True, f"{other}__isnull": True})
        | Q(**{f"{one}__isnull": False, f"{other}__isnull": False}),
        name=f"{table}_{one}_with_{other}",
    )


def in_order(first: str, last: str, *, table: str) -> CheckConstraint:
    """``first`` is absent or not after ``last``."""
    return CheckConstraint(
        condition=Q(**{f"{first}__isnull": True}) | Q(**{f"{first}__lte": F(last)}),
        name=f"{table}_{first}_not_after",
    )


def one_of(column: str, values: list[str], *, table: str) -> CheckConstraint:
    """The column holds one of its choices, whoever writes it."""
    return CheckConstraint(condition=Q(**{f"{column}__in": values}), name=f"{table}_{column}")


def bound_bits(column: str, *, table: str) -> CheckConstraint:
    """The two bits of ``core.quantities.Bound``."""
    return CheckConstraint(
        condition=Q(**{f"{column}__gte": 0, f"{column}__lte": 3}), name=f"{table}_{column}"
    )
