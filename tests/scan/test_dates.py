"""From where a scan knows when a photo was taken: EXIF, XMP, the file's name, the user."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import update
from sqlmodel import Session, col

from kinfolk.core.db.models import Asset
from kinfolk.core.photos import dates
from kinfolk.core.photos.library import FolderSwitch
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from tests.fake_engine import draw
from tests.metadata.forms import packet
from tests.rig import Rig

SAID = "2018:07:04 12:30:05"
YEARS_AGO = CaptureDate(datetime(1975, 1, 1), TakenPrecision.ABOUT, TakenSource.USER)


def with_exif(path: Path, **how: Any) -> None:
    exif = Image.Exif()
    exif[0x0132] = SAID
    Image.new("RGB", (60, 40)).save(path, exif=exif, **how)


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
    xmp = packet("", 'photoshop:DateCreated="1975-06"')
    with_exif(rig.folder / "2019-04-12 both.jpg", xmp=xmp)
    Image.new("RGB", (60, 40)).save(rig.folder / "2019-04-12 xmp.jpg", xmp=xmp)
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
    rig.do(forget, rig.library_id)
    asked = rig.engine.calls
    heard: list[object] = []
    rig.db.subscribe(lambda changes: heard.append(changes.ids("asset")))
    rig.scan()
    rig.scan()  # which has nothing to say any more
    photo = rig.photos()["IMG-20190412-WA0001.jpg"]
    assert known(rig) == {"IMG-20190412-WA0001.jpg": ("2019-04-12", "name"), "b.jpg": None}
    assert heard == [{photo.id}]
    assert rig.engine.calls == asked


def test_a_date_that_is_taken_away_leaves_what_the_file_says(rig: Rig) -> None:
    with_exif(rig.folder / "2019-04-12.jpg")
    rig.scan()
    photo = rig.photos()["2019-04-12.jpg"]
    rig.decide(dates.give, [photo.id], YEARS_AGO)
    rig.decide(dates.take_away, [photo.id])
    assert known(rig) == {"2019-04-12.jpg": ("2019-04-12", "name")}
    rig.scan()
    assert known(rig) == {"2019-04-12.jpg": ("2018-07-04T12:30:05", "exif")}


def test_a_date_of_the_users_is_never_overruled(rig: Rig) -> None:
    file = draw(rig.folder / "IMG-20190412-WA0001.jpg", [("red", 20, 20)], note="a")
    rig.scan()
    rig.decide(dates.give, [rig.photos()[file.name].id], YEARS_AGO)
    with_exif(file)
    os.utime(file, ns=(1, 1))
    rig.scan()
    assert rig.photos()[file.name].width == 60
    assert rig.photos()[file.name].taken == YEARS_AGO


def beside(rig: Rig, photo: str, attributes: str) -> None:
    """A sidecar that says so, of another size than the one before it."""
    (rig.folder / photo).write_bytes(packet("", attributes))


def test_a_sidecar_says_what_the_photo_does_not(rig: Rig) -> None:
    with_exif(rig.folder / "exif.jpg")
    own = packet("", 'photoshop:DateCreated="1975-06"')
    Image.new("RGB", (60, 40)).save(rig.folder / "own.jpg", xmp=own)
    for name in ("2019-04-12.jpg", "whole.jpg", "stem.jpg", "raw.jpg", "second.jpg", "broken.jpg"):
        draw(rig.folder / name, note=name)
    for name in ("exif.jpg", "own.jpg", "2019-04-12.jpg"):
        beside(rig, f"{name}.xmp", 'photoshop:DateCreated="1981"')
    beside(rig, "whole.jpg.xmp", 'exif:DateTimeOriginal="1981-05-06T07:08:09"')
    beside(rig, "stem.xmp", 'xmp:CreateDate="1981-05-06"')
    beside(rig, "raw.xmp", 'xmp:CreateDate="1981" photoshop:SidecarForExtension="NEF"')
    beside(rig, "second.jpg.xmp", 'xmp:Rating="5"')
    beside(rig, "second.xmp", 'xmp:CreateDate="1982"')
    (rig.folder / "broken.jpg.xmp").write_bytes(b"<x:xmpmeta")
    rig.scan()
    assert known(rig) == {
        "exif.jpg": ("2018-07-04T12:30:05", "exif"),
        "own.jpg": ("1975-06", "xmp"),
        "2019-04-12.jpg": ("1981", "xmp"),
        "whole.jpg": ("1981-05-06T07:08:09", "xmp"),
        "stem.jpg": ("1981-05-06", "xmp"),
        "raw.jpg": None,
        "second.jpg": ("1982", "xmp"),
        "broken.jpg": None,
    }


@pytest.mark.slow
def test_a_sidecar_that_changes_changes_the_date_and_no_photo_is_read_for_it(rig: Rig) -> None:
    for name in ("2019-04-12.jpg", "a.jpg"):
        draw(rig.folder / name, [("red", 20, 20)], note=name)
    rig.scan()
    asked = rig.engine.calls
    dated = {"2019-04-12.jpg": ("2019-04-12", "name"), "a.jpg": None}
    assert known(rig) == dated
    for said, taken in (("1981", "1981"), ("1981-05", "1981-05")):
        for name in dated:
            beside(rig, f"{name}.xmp", f'xmp:CreateDate="{said}"')
        rig.scan()
        assert known(rig) == dict.fromkeys(dated, (taken, "xmp"))
    heard: list[object] = []
    rig.db.subscribe(heard.append)
    rig.scan()
    assert not heard
    for name in dated:
        (rig.folder / f"{name}.xmp").unlink()
    rig.scan()
    assert known(rig) == dated
    assert rig.engine.calls == asked


def test_a_photo_that_is_read_anew_keeps_what_its_sidecar_says(rig: Rig) -> None:
    file = rig.folder / "2019-04-12.jpg"
    draw(file, note="a")
    beside(rig, f"{file.name}.xmp", 'xmp:CreateDate="1981"')
    rig.scan()
    os.utime(file, ns=(1, 1))
    rig.scan()
    assert known(rig) == {file.name: ("1981", "xmp")}
    draw(file, [("red", 20, 20)], note="b")
    rig.scan()
    assert known(rig) == {file.name: ("1981", "xmp")}


def test_what_the_user_says_stands_before_a_sidecar(rig: Rig) -> None:
    draw(rig.folder / "a.jpg", note="a")
    beside(rig, "a.jpg.xmp", 'xmp:CreateDate="1981"')
    rig.scan()
    photo = rig.photos()["a.jpg"]
    rig.decide(dates.give, [photo.id], YEARS_AGO)
    beside(rig, "a.jpg.xmp", 'xmp:CreateDate="1982-01"')
    rig.scan()
    assert rig.photos()["a.jpg"].taken == YEARS_AGO
    rig.decide(dates.take_away, [photo.id])
    rig.scan()
    assert known(rig) == {"a.jpg": ("1982-01", "xmp")}


def test_a_sidecar_that_was_read_before_dates_were_is_read_once_more(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(rig.folder / "a.jpg", note="a")
    beside(rig, "a.jpg.xmp", 'xmp:CreateDate="1981"')
    with monkeypatch.context() as older:
        older.setattr("kinfolk.scan.name_files._READS", 1)
        rig.scan()
    rig.do(forget, rig.library_id)
    before = rig.photos()["a.jpg"].updated_at
    rig.scan()
    assert known(rig) == {"a.jpg": ("1981", "xmp")}
    assert rig.photos()["a.jpg"].updated_at > before


def test_where_names_are_not_read_nothing_beside_photos_is(rig: Rig) -> None:
    draw(rig.folder / "a.jpg", note="a")
    beside(rig, "a.jpg.xmp", 'xmp:CreateDate="1981"')
    rig.switch(FolderSwitch.READ_NAMES, is_on=False)
    rig.scan()
    assert known(rig) == {"a.jpg": None}
    rig.switch(FolderSwitch.READ_NAMES, is_on=True)
    rig.scan()
    assert known(rig) == {"a.jpg": ("1981", "xmp")}
