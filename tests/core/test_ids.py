"""Ids: as docs/api.md says, and in the order they were made."""

import string
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
import shortuuid

from kinfolk.core import ids

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def test_an_id_is_a_prefix_and_a_short_uuid() -> None:
    prefix, rest = ids.new("person").split("_")
    assert prefix == "person"
    assert len(rest) == 22
    assert set(rest) <= set(ALPHABET) < set(string.ascii_letters + string.digits)
    assert shortuuid.decode(rest).version == 7
    assert shortuuid.encode(uuid.UUID(int=0)) == ALPHABET[0] * 22


def test_ids_sort_by_the_time_they_were_made() -> None:
    made = [ids.new("face") for _ in range(20_000)]
    assert made == sorted(made)


def test_ids_of_many_threads_differ() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: ids.new("face"), range(20_000)))
    assert len(set(made)) == len(made)


def test_an_id_is_of_its_moment_and_of_two_in_one_the_later_is_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As RFC 9562 has it: milliseconds, 12 bits of their fraction, 20 that count, 42 of chance."""
    monkeypatch.setattr(time, "time_ns", lambda: 1_700_000_000_123_456_789)
    made = [ids.new("face") for _ in range(300)]
    assert made == sorted(made)
    found = [shortuuid.decode(each.partition("_")[2]) for each in made]
    assert {(each.version, each.variant) for each in found} == {(7, uuid.RFC_4122)}
    assert {each.int >> 80 for each in found} == {1_700_000_000_123}
    assert {each.int >> 64 & 0xFFF for each in found} == {(456_789 << 12) // 1_000_000}
    counted = [each.int >> 42 & 0xFFFFF for each in found]
    assert counted == [(counted[0] + further) % (1 << 20) for further in range(300)]
    for bit in (0, 41):
        assert {each.int >> bit & 1 for each in found} == {0, 1}
