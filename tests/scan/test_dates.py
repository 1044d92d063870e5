"""From where a scan knows when a photo was taken: EXIF, XMP, the file's name, the user."""

import os
from datetime import datetime

import pytest
from PIL import Image
from sqlalchemy import update
from sqlmodel import Session, col

from kinfolk.core import dates
from kinfolk.core.db.models import Asset
from kinfolk.metadata.taken import Taken, TakenPrecision, TakenSource
from tests.fake_engine import draw
from tests.metadata.forms import packet
from tests.rig import Rig


def known(rig: Rig) -> dict[str, tuple[str, str] | None]:
    return {
        name: (row.taken.iso, row.taken.source.value) if row.taken else None
        for name, row in rig.photos().items()
    }


def forget(session: Session, library_id: str) -> None:
    """As a Kinfolk that knows nothing of names left them."""
    here = update(Asset).where(col(Asset.library_id) == library_id)
    session.execute(here.values(**dates.columns(None)))


def test_the_first_that_says_a_date_is_believed(rig: Rig) -> None:
    exif = Image.Exif()
    exif[0x0132] = "2018:07:04 12:30:05"
    drawn = Image.new("RGB", (60, 40))
    xmp = packet("", 'photoshop:DateCreated="1975-06"')
    drawn.save(rig.folder / "2019-04-12 both.jpg", exif=exif, xmp=xmp)
    drawn.save(rig.folder / "2019-04-12 xmp.jpg", xmp=xmp)
    draw(rig.folder / "IMG-20190412-WA0001.jpg", note="a")
    draw(rig.folder / "IMG_1975.jpg", note="b")
    rig.scan()
    assert known(rig) == {
        "2019-04-12 both.jpg": ("2018-07-04T12:30:05", "exif"),
        "2019-04-12 xmp.jpg": ("1975-06", "xmp"),
        "IMG-20190412-WA0001.jpg": ("2019-04-12", "name"),
        "IMG_1975.jpg": None,
    }


def test_photos_that_are_there_are_dated_by_name_without_being_read(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(rig.folder / "IMG-20190412-WA0001.jpg", [("red", 20, 20)], note="a")
    draw(rig.folder / "b.jpg", note="b")
    rig.scan()
    rig.db.write(lambda session: forget(session, rig.library_id)).result()
    asked = rig.engine.calls
    heard: list[object] = []
    rig.db.subscribe(lambda changes, _: heard.append(changes.ids("asset")))
    rig.scan()
    rig.scan()  # which has nothing to say any more
    photo = rig.photos()["IMG-20190412-WA0001.jpg"]
    assert known(rig) == {"IMG-20190412-WA0001.jpg": ("2019-04-12", "name"), "b.jpg": None}
    assert heard == [{photo.id}]
    assert rig.engine.calls == asked


def test_a_date_that_is_taken_away_leaves_what_the_file_says(rig: Rig) -> None:
    file = rig.folder / "2019-04-12.jpg"
    exif = Image.Exif()
    exif[0x0132] = "2018:07:04 12:30:05"
    Image.new("RGB", (60, 40)).save(file, exif=exif)
    rig.scan()
    photo = rig.photos()[file.name]
    said = Taken(datetime(1975, 1, 1), TakenPrecision.YEAR, TakenSource.USER)
    rig.db.write(lambda s: dates.give(s, [photo.id], said), label="Date").result()
    rig.db.write(lambda s: dates.take_away(s, [photo.id]), label="Take away").result()
    assert known(rig) == {file.name: ("2019-04-12", "name")}
    rig.scan()
    assert known(rig) == {file.name: ("2018-07-04T12:30:05", "exif")}


@pytest.mark.parametrize("is_read", [True, False])
def test_a_date_of_the_users_is_never_overruled(rig: Rig, is_read: bool) -> None:
    file = rig.folder / "IMG-20190412-WA0001.jpg"
    draw(file, [("red", 20, 20)], note="a")
    rig.scan()
    said = Taken(datetime(1975, 1, 1), TakenPrecision.ABOUT, TakenSource.USER)
    photo = rig.photos()[file.name]
    rig.db.write(lambda s: dates.give(s, [photo.id], said), label="Date").result()
    if is_read:
        exif = Image.Exif()
        exif[0x0132] = "2018:07:04 12:30:05"
        Image.new("RGB", (60, 40)).save(file, exif=exif)
        os.utime(file, ns=(1, 1))
    rig.scan()
    assert (rig.photos()[file.name].width == 60) == is_read
    assert rig.photos()[file.name].taken == said
