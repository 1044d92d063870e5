"""Ids: as docs/api.md says, and in the order they were made."""

import string
import uuid
from concurrent.futures import ThreadPoolExecutor

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
