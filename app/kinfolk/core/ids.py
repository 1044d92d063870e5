"""Ids: a prefix and 22 characters, ordered by the time they were made."""

import itertools
import secrets
import time
import uuid
from typing import Literal

import shortuuid

Prefix = Literal[
    "lib",
    "folder",
    "asset",
    "place",
    "face",
    "person",
    "rej",
    "pair",
    "box",
    "presence",
    "search",
    "claim",
    "entry",
    "sidecar",
]

_COUNTED = (1 << 20) - 1  # the bits of the counter
# It begins in the lower half: starting again at 0 would break the order, and is hardly met so.
_counter = itertools.count(secrets.randbits(19))


def new(prefix: Prefix) -> str:
    """A new id; of two made in one process, the later one sorts after the earlier one."""
    # shortuuid pads, and its letters are in the order of ASCII: the text sorts as the number does.
    return f"{prefix}_{shortuuid.encode(_uuid7())}"


def _uuid7() -> uuid.UUID:
    """RFC 9562 version 7: milliseconds, their fraction, a counter for equal ticks, chance."""
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    fraction = (nanoseconds << 12) // 1_000_000
    count = next(_counter) & _COUNTED
    value = milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62
    return uuid.UUID(int=value | count << 42 | secrets.randbits(42))
