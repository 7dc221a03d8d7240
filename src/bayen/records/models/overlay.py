"""Overlays: what the office laid over the catalogue, and how often it changed."""

from __future__ import annotations

from django.db import models


class Overlay(models.Model):
    """One of them, its villages or its versions of forms; every process of the server holds it.

    Attributes:
        version: one more with each change, in the same transaction; a process that holds
            another one reads the overlay again before it answers.
    """

    name = models.CharField(max_length=16, primary_key=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "phần thêm vào danh mục"

    def __str__(self) -> str:
        return f"{self.name} · {self.version}"
