"""Keys are found where they stand, and others nowhere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayen.catalogue.key_table import KeyTable

KEYS = st.lists(st.integers(-(2**63), 2**63 - 1), unique=True, max_size=40)


@given(KEYS, KEYS)
def test_every_key_is_found_where_it_stands_and_no_other(
    keys: list[int], others: list[int]
) -> None:
    found = KeyTable(np.array(keys, dtype=np.int64)).find(np.array(keys + others, dtype=np.int64))
    places = {key: at for at, key in enumerate(keys)}
    assert found.tolist() == [places.get(key, len(keys)) for key in keys + others]


@pytest.mark.parametrize("step", [1, 7, 1 << 13, 1 << 39])
def test_keys_that_share_slots_are_found_in_further_tables(step: int) -> None:
    keys = np.arange(20_000, dtype=np.int64) * step
    table = KeyTable(keys)
    assert (table.find(keys) == np.arange(len(keys))).all()
    assert (table.find(keys + step * len(keys)) == len(keys)).all()
