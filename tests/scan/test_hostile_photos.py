"""A scan ends whatever its photos do: what cannot be drawn is reported, everything else is done."""

import os
import signal
from pathlib import Path

import pytest

from kinfolk.core.db.models import AssetState
from kinfolk.vision.decode import most_bytes
from tests.fake_engine import draw_many
from tests.patience import PATIENCE, until
from tests.rig import Rig
from tests.vision import hostile

pytestmark = pytest.mark.slow

UNIX = pytest.mark.skipif(os.name != "posix", reason="signals are a Unix thing")
PHOTOS = 24


@pytest.fixture
def photos(rig: Rig) -> list[Path]:
    return draw_many(rig.folder, PHOTOS)


def states(rig: Rig) -> dict[str, str]:
    return {name: photo.state for name, photo in rig.photos().items()}


def test_hostile_files_among_good_ones(rig: Rig, photos: list[Path]) -> None:
    hostile.endless_jpeg(rig.folder / "05a.jpg")
    hostile.vast_jpeg(rig.folder / "05b.jpg")
    hostile.texts(rig.folder / "11a.png")
    assert rig.scan().failed == 3
    assert set(states(rig).values()) == {AssetState.DONE, AssetState.FAILED}
    assert all(len(rig.faces(photo.name)) == 1 for photo in photos)
    assert rig.scan().photos_total == 0  # they are not read again before they change


@pytest.mark.parametrize("name", ["1.jpg", "1.mov"])
def test_what_is_far_too_large_is_not_even_read_to_know_it_by_its_bytes(
    rig: Rig, name: str
) -> None:
    """Two of one size, almost nothing of which takes room on the disk."""
    for file in (rig.folder / name, rig.folder / f"0{name}"):
        with file.open("wb") as huge:
            huge.truncate(most_bytes(name) + 1)
    assert rig.scan().failed == 2
    found = rig.photos()
    assert {file: photo.content_hash for file, photo in found.items()} == {name: "", f"0{name}": ""}
    assert all("the limit for this kind is" in (photo.reason or "") for photo in found.values())


@UNIX
def test_kill_9_in_the_middle_costs_a_photo_until_the_next_scan(
    rig: Rig, photos: list[Path]
) -> None:
    job = rig.job()
    job.start()

    def is_one_lost() -> bool:
        """A photo needs to lose two processes."""
        assert job.is_running or job.progress.failed
        for worker in list(job._decoders._busy):
            if worker.has_started:
                worker._process.send_signal(signal.SIGKILL)
        return job.progress.failed > 0

    until(is_one_lost)
    assert job.wait(PATIENCE)
    assert (job.progress.phase, job.progress.photos_done) == ("done", PHOTOS)
    lost = [name for name, state in states(rig).items() if state != AssetState.DONE]
    assert 1 <= len(lost) < PHOTOS
    assert {rig.photos()[name].reason for name in lost} == {
        "The photo reader was stopped. The next scan will try again."
    }
    again = rig.scan()
    assert (again.photos_total, again.failed) == (len(lost), 0)
    assert set(states(rig).values()) == {AssetState.DONE}
    assert rig.groups() == {frozenset(photo.name for photo in photos)}
