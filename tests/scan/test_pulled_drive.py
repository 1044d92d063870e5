"""A drive that is pulled while a scan reads it: the scan ends with an error, and goes on later."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kinfolk.errors import AppError
from tests.fake_engine import FakeEngine, draw_many
from tests.rig import Rig

PHOTOS = 40  # more than are drawn ahead


def fill(folder: Path, pull: Callable[[Path], object]) -> FakeEngine:
    """Draw many photos; return an engine at whose first look something happens to the drive."""
    draw_many(folder, PHOTOS)
    engine = FakeEngine()
    engine.on_call = lambda: pull(folder) if engine.calls == 1 else None
    return engine


def unmount(folder: Path) -> None:
    """What is left is the empty mount point."""
    folder.rename(folder.with_name("elsewhere"))
    folder.mkdir()


def remove(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


@pytest.mark.parametrize("pull", [unmount, remove])
@pytest.mark.alone
def test_a_drive_pulled_in_a_scan_is_an_error(
    rig: Rig, tmp_path: Path, pull: Callable[[Path], None]
) -> None:
    """In the first one, and in a later one; what was read stays, the next scan reads the rest."""
    rig.engine = fill(rig.folder, pull)
    with pytest.raises(AppError) as told:
        rig.scan()
    assert told.value.message == f"The folder {rig.folder} became unavailable during the scan."
    assert 0 < len(rig.photos()) < PHOTOS
    if rig.folder.exists():
        rig.folder.rmdir()
    (tmp_path / "elsewhere").rename(rig.folder)
    rig.scan()
    assert len(rig.photos()) == PHOTOS


def test_photos_that_go_one_by_one_are_no_error(rig: Rig) -> None:
    rig.engine = fill(rig.folder, lambda at: list(map(Path.unlink, at.glob("[23]*.jpg"))))
    rig.scan()
    assert 0 < len(rig.photos()) <= PHOTOS
