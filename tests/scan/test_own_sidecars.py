"""What we wrote beside a photo is no news of another photo that lies there now."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.db.models import Person
from kinfolk.core.db.session import Session
from kinfolk.core.names_in_files import claims, sidecars
from kinfolk.core.people import people
from kinfolk.core.photos import library
from kinfolk.metadata.folder import NamesInFolder
from kinfolk.scan import sidecars as beside
from kinfolk.vision.decoders import Decoders
from tests.fake_engine import draw
from tests.metadata import forms
from tests.rig import Rig

pytestmark = pytest.mark.alone
HERE = [("red", 20, 60)]
THERE = [("green", 20, 60)]  # somebody else, in the same place


@pytest.fixture
def decoders() -> Iterator[Decoders]:
    with Decoders() as made:
        yield made


def keep(rig: Rig, decoders: Decoders) -> None:
    """Write what was said beside the photos, now."""

    def on(session: Session) -> None:
        for folder in library.folders(session):
            sidecars.keep(session, folder.id, is_on=True)

    rig.db.write(on, label="Keep").result()
    job = beside.kept(rig.db, decoders)
    job.start()
    assert job.wait(60)


def say(rig: Rig, name: str, photo: str) -> None:
    """The user names the first face of a photo."""
    face = rig.faces(photo)[0]
    make = partial(people.create, name=name, face_ids=[face.id], library_id=rig.library_id)
    rig.db.write(make, label="Name").result()


def whose(rig: Rig, photo: str) -> list[tuple[str | None, str | None]]:
    """Who is in a photo, and by whose word."""
    with rig.db.read() as session:
        names = dict(session.execute(select(col(Person.id), col(Person.name))).all())
    return [(names.get(face.person_id), face.assigned_by) for face in rig.faces(photo)]


def says(path: Path, decoders: Decoders) -> list[str]:
    found = NamesInFolder(path.parent).of(path.name, decoders.frame(path))
    return [region.name for region in found.regions]


def test_another_photo_at_the_name_of_one_that_was_renamed(rig: Rig, decoders: Decoders) -> None:
    first = draw(rig.folder / "IMG_1.jpg", HERE, note="first")
    rig.scan()
    say(rig, "Anna", "IMG_1.jpg")
    keep(rig, decoders)
    assert says(first, decoders) == ["Anna"]
    first.rename(rig.folder / "IMG_9.jpg")  # and its sidecar stays
    draw(first, THERE, note="second")
    assert not rig.scan().names
    assert whose(rig, "IMG_1.jpg") == [(None, None)]
    assert whose(rig, "IMG_9.jpg") == [("Anna", "user")]
    keep(rig, decoders)
    assert says(rig.folder / "IMG_9.jpg", decoders) == ["Anna"]
    assert says(first, decoders) == []
    assert not rig.scan().names


def test_two_photos_that_change_places(rig: Rig, decoders: Decoders) -> None:
    paths = [rig.folder / "a.jpg", rig.folder / "b.jpg"]
    for path, who in zip(paths, (HERE, THERE), strict=True):
        draw(path, who, note=path.name)
    rig.scan()
    say(rig, "Anna", "a.jpg")
    say(rig, "Ben", "b.jpg")
    keep(rig, decoders)
    aside = rig.folder / "aside"
    paths[0].rename(aside)
    paths[1].rename(paths[0])
    aside.rename(paths[1])
    assert not rig.scan().names
    with rig.db.read() as session:
        assert claims.listing(session) == []
    assert whose(rig, "a.jpg") == [("Ben", "user")]
    assert whose(rig, "b.jpg") == [("Anna", "user")]
    keep(rig, decoders)
    assert [says(path, decoders) for path in paths] == [["Ben"], ["Anna"]]
    assert not rig.scan().names


def test_another_photo_in_a_folder_that_was_renamed(rig: Rig, decoders: Decoders) -> None:
    holiday, summer = rig.folder / "holiday", rig.folder / "summer"
    holiday.mkdir()
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        draw(holiday / name, HERE, note=name)
    rig.scan()
    say(rig, "Anna", "holiday/a.jpg")
    keep(rig, decoders)
    holiday.rename(summer)
    (summer / "a.jpg").unlink()
    draw(summer / "a.jpg", THERE, note="another")
    rig.scan()
    assert whose(rig, "summer/a.jpg") == [(None, None)]
    with rig.db.read() as session:
        (claim,) = claims.to_decide(session)
        assert (claim.name, claim.is_doubtful) == ("Anna", True)


def test_what_others_say_in_a_file_of_ours_is_news(rig: Rig, decoders: Decoders) -> None:
    path = draw(rig.folder / "a.jpg", [*HERE, ("green", 120, 30)], note="a")
    rig.scan()
    say(rig, "Anna", "a.jpg")
    keep(rig, decoders)
    sidecar = path.with_name("a.jpg.xmp")
    more = forms.bag("Iptc4xmpExt:PersonInImage", ["Anna", "Cleo"])
    sidecar.write_bytes(forms.packet(more))
    assert rig.scan().names.names == 1
    with rig.db.read() as session:
        assert [claim.name for claim in claims.listing(session)] == ["Cleo"]
