"""Repeatable chance: the same seed and names always give the same draws, in any order of use."""

from __future__ import annotations

from random import Random


def make_chance(seed: int, *names: object) -> Random:
    """A source of chance of its own for what the names name."""
    # Invented figures need repeatable draws, not unguessable ones.
    return Random("/".join(map(str, (seed, *names))))  # noqa: S311
