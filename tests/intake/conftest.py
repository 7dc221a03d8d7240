"""Shared by the tests of reading: the knowledge, built once."""

import pytest

from bayen.intake import load_knowledge


@pytest.fixture(scope="session")
def known():
    return load_knowledge()
