"""A drive that is pulled while a scan reads it: the scan ends with an error, and goes on later."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock

import pytest
from PIL import Image

from kinfolk.errors import AppError
from kinfolk.vision.engine import FoundFace
from tests.fake_engine import FakeEngine, draw
from tests.rig import Rig

PHOTOS = 40  # more than are drawn ahead


class Pulled(FakeEngine):
    """Something happens to the drive as it sees a first photo, on whichever thread."""

    def __init__(self, pull: Callable[[], object]) -> None:
        super().__init__()
        self._pull, self._is_first = pull, Lock()

    def analyse(self, image: Image.Image) -> list[FoundFace]:
        if self._is_first.acquire(blocking=False):
            self._pull()
        return super().analyse(image)


def fill(folder: Path) -> None:
    for number in range(PHOTOS):
        draw(folder / f"{number:02}.jpg", [("red", 20, 20)], note=str(number))


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
    fill(rig.folder)
    whole = rig.engine
    rig.engine = Pulled(lambda: pull(rig.folder))
    with pytest.raises(AppError) as told:
        rig.scan()
    assert told.value.message == f"The folder {rig.folder} became unavailable during the scan."
    assert 0 < len(rig.photos()) < PHOTOS
    if rig.folder.exists():
        rig.folder.rmdir()
    (tmp_path / "elsewhere").rename(rig.folder)
    rig.engine = whole
    rig.scan()
    assert len(rig.photos()) == PHOTOS


def test_photos_that_go_one_by_one_are_no_error(rig: Rig) -> None:
    fill(rig.folder)
    rig.engine = Pulled(lambda: list(map(Path.unlink, rig.folder.glob("[23]*.jpg"))))
    rig.scan()
    assert 0 < len(rig.photos()) <= PHOTOS
