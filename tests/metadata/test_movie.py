"""When a video says that it was taken: a reader that trusts no size."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfolk.metadata import movie

NOW = datetime(2026, 5, 1, tzinfo=UTC)
MOMENT = datetime(2019, 4, 12, 10, 11, 12, tzinfo=UTC)


def box(kind: bytes, content: bytes, *, size: int | None = None) -> bytes:
    return (len(content) + 8 if size is None else size).to_bytes(4) + kind + content


def mvhd(moment: datetime, version: int = 0) -> bytes:
    seconds = int((moment - datetime(1904, 1, 1, tzinfo=UTC)).total_seconds())
    return box(
        b"mvhd", bytes([version, 0, 0, 0]) + seconds.to_bytes(8 if version else 4) + bytes(80)
    )


def said(data: bytes) -> datetime | None:
    taken = movie.taken(io.BytesIO(data), NOW)
    return None if taken is None else taken.at


@pytest.mark.parametrize("version", [0, 1])
def test_it_is_told_on_the_clock_of_this_machine(version: int) -> None:
    head = box(b"ftyp", b"isom") + box(b"mdat", bytes(50))
    data = head + box(b"moov", box(b"udta", b"x") + mvhd(MOMENT, version))
    assert said(data) == MOMENT.astimezone().replace(tzinfo=None)
    large = (1).to_bytes(4) + b"mdat" + (16 + 9).to_bytes(8) + bytes(9)
    assert said(large + box(b"moov", mvhd(MOMENT, version), size=0)) is not None


@pytest.mark.parametrize(
    "moment",
    [datetime(1904, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC), NOW + timedelta(days=1)],
)
def test_a_clock_that_was_not_set_says_nothing(moment: datetime) -> None:
    assert said(box(b"moov", mvhd(moment))) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0\0",
        box(b"moov", b""),
        box(b"moov", mvhd(MOMENT), size=4),
        box(b"moov", mvhd(MOMENT), size=1 << 31),
        box(b"moov", box(b"mvhd", b"\0")),
        box(b"moov", box(b"mvhd", b"\1\0\0\0" + b"\xff" * 8)),
        box(b"free", b"") * 5000 + box(b"moov", mvhd(MOMENT)),
        b"RIFF\0\0\0\0AVI LIST",
    ],
)
def test_sizes_are_not_trusted(data: bytes) -> None:
    assert said(data) is None


@given(st.binary(max_size=64))
def test_anything_may_stand_there(content: bytes) -> None:
    said(content)
    said(box(b"moov", content))
