"""Rows that are written once: the ORM refuses to change them, and triggers refuse the rest.

The refusal here gives a clear error to a programmer; what holds against everyone else is
``guards``, in the database itself.
"""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models


class AppendOnlyError(RuntimeError):
    """Something tried to change or delete a row that is written once."""

    def __init__(self, model: type[models.Model], deed: str) -> None:
        super().__init__(f"{model.__name__} is append-only: no {deed}; record a new row instead")


_Row = TypeVar("_Row", bound=models.Model)


class AppendOnlyQuerySet(models.QuerySet[_Row]):
    """A queryset that reads and adds."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(self.model, "update")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(self.model, "update")

    def update_or_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(self.model, "update")

    def delete(self) -> NoReturn:
        raise AppendOnlyError(self.model, "delete")


class AppendOnlyManager(models.Manager[_Row]):
    """The manager of rows that are written once."""

    def get_queryset(self) -> AppendOnlyQuerySet[_Row]:
        return AppendOnlyQuerySet(self.model, using=self._db)


class AppendOnly(models.Model):
    """Base of the rows that are written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(type(self), "update")
        super().save(*args, **(kwargs | {"force_insert": True}))

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(type(self), "delete")
