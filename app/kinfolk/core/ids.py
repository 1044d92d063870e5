"""Ids of rows: a prefix and 22 characters, which sort by the time they were made."""

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
# It starts at random in the lower half, so that it hardly ever wraps to 0, which would break the
# order.
_counter = itertools.count(secrets.randbits(19))


def new(prefix: Prefix) -> str:
    """Return a new id; of two made in one process, the later one sorts after the earlier one."""
    # shortuuid pads its texts, and its alphabet is in ASCII order: texts sort as their numbers do.
    return f"{prefix}_{shortuuid.encode(_uuid7())}"


def _uuid7() -> uuid.UUID:
    """Return a UUID of version 7 (RFC 9562): time, a counter for equal times, random bits."""
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    fraction = (nanoseconds << 12) // 1_000_000
    count = next(_counter) & _COUNTED
    value = milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62
    return uuid.UUID(int=value | count << 42 | secrets.randbits(42))
