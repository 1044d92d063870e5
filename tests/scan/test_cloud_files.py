"""Photos whose bytes are elsewhere: no scan downloads them, and none forgets or conceals them."""

import os

import pytest

from kinfolk.core.db.models import AssetState
from tests.fake_engine import draw
from tests.rig import Rig
from tests.windows_entries import listed_by_windows


def test_a_photo_that_goes_online_keeps_its_names(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(rig.folder / "here.jpg", [("red", 20, 20)], note="here")
    draw(rig.folder / "online later.jpg", [("red", 60, 40)], note="later")
    rig.scan()
    rig.name("Anna", "online later.jpg")
    before = rig.facts("online later.jpg")
    listed_by_windows(monkeypatch)
    done = rig.scan()
    assert rig.photos()["online later.jpg"].state == AssetState.DONE
    assert rig.facts("online later.jpg") == before
    (told,) = done.left_out
    assert told.path == str(rig.folder)
    assert told.reason.startswith("1 photo was skipped because it is only online.")


def test_new_photos_that_are_only_online_are_counted_and_not_read(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("here.jpg", "online.jpg", "trip/online too.jpg"):
        draw(rig.folder / name, [("red", 20, 20)], note=name)
    listed_by_windows(monkeypatch)
    (told,) = rig.scan().left_out
    assert list(rig.photos()) == ["here.jpg"]
    assert told.reason.startswith("2 photos were skipped because they are only online.")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
@pytest.mark.parametrize("count", [1, 2])
def test_links_to_photos_that_are_not_there_are_counted(rig: Rig, count: int) -> None:
    draw(rig.folder / "here.jpg", [("red", 20, 20)], note="here")
    for at in range(count):
        (rig.folder / f"{at}.jpg").symlink_to(rig.folder / "gone.jpg")
    (told,) = rig.scan().left_out
    assert told.path == str(rig.folder)
    begins = "1 photo was" if count == 1 else "2 photos were"
    assert told.reason.startswith(f"{begins} skipped because")
