"""What searches read of a photo follows from what is in it, whoever writes."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, SQLModel

from kinfolk.core.db.models import Asset, AssetState, Face, Folder, Library, Person, Presence
from kinfolk.core.photos import library
from kinfolk.metadata.capture_date import TakenSource
from tests import summaries
from tests.album import Album
from tests.core.db.raw import sql


class Scene:
    """Eva and a group in one photo, a face of no one, and Eva in another one without a box."""

    def __init__(self, album: Album) -> None:
        self.library, self.folder = album.library_id, album.folder_id
        self.eva, self.group = album.person("Eva"), album.group(faces=1)
        self.photo, self.other = album.photo(), album.photo()
        self.face = album.face(self.eva, asset_id=self.photo)
        self.again = album.face(self.eva, asset_id=self.photo)
        self.stranger = album.face(self.group, asset_id=self.photo)
        self.nobodys = album.face(asset_id=self.photo)
        self.presence = album.presence(self.eva, self.other)


Work = Callable[[Session, Scene], None]


def change(model: type[SQLModel], row: str, **values: object) -> Work:
    """Set columns of the row that the scene knows by that name."""

    def work(session: Session, scene: Scene) -> None:
        found = session.get_one(model, getattr(scene, row))
        for name, value in values.items():
            setattr(found, name, getattr(scene, str(value), value))

    return work


def drop(model: type[SQLModel], row: str) -> Work:
    return lambda session, scene: session.delete(session.get_one(model, getattr(scene, row)))


CHANGES: dict[str, Work] = {
    "a name": change(Person, "group", name="Uma", name_key="uma"),
    "no name": change(Person, "eva", name=None, name_key=None),
    "a stranger": change(Person, "group", is_hidden=True),
    "hidden": change(Person, "eva", is_hidden=True),
    "another person": change(Face, "nobodys", person_id="eva"),
    "another group": change(Face, "face", person_id="group"),
    "nobody's": change(Face, "stranger", person_id=None),
    "another photo": change(Face, "face", asset_id="other"),
    "a face waits": change(Face, "stranger", seen_in="another"),
    "one of two faces waits": change(Face, "face", seen_in="another"),
    "nobody's waits": change(Face, "nobodys", seen_in="another"),
    "nobody's is in another photo": change(Face, "nobodys", asset_id="other"),
    "nobody's goes": drop(Face, "nobodys"),
    "one of two faces goes": drop(Face, "face"),
    "the only face goes": drop(Face, "stranger"),
    "a presence goes": drop(Presence, "presence"),
    "a presence waits": change(Presence, "presence", seen_in="another"),
    "a presence moves": change(Presence, "presence", asset_id="photo"),
    "a presence is the group's": change(Presence, "presence", person_id="group"),
    "a person goes": drop(Person, "eva"),
    "a group goes": drop(Person, "group"),
    "a photo goes": drop(Asset, "photo"),
    "a folder goes": drop(Folder, "folder"),
    "a library goes": drop(Library, "library"),
    "a photo is missing": change(Asset, "photo", state=AssetState.MISSING),
    "a photo has a date": change(
        Asset, "photo", taken_at=datetime(1999, 1, 1), taken_source=TakenSource.EXIF
    ),
}


@pytest.fixture(params=[False, True], ids=["few", "many"])
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo takes its rows for few, or for so many that it makes the summaries in the end."""
    if request.param:
        monkeypatch.setattr("kinfolk.core.db.bulk.MANY", 0)


@pytest.mark.parametrize("work", CHANGES.values(), ids=CHANGES)
@pytest.mark.usefixtures("many")
def test_it_follows_each_change_and_undo(album: Album, work: Work) -> None:
    scene = Scene(album)
    album.ask(summaries.check)
    before = album.dump()
    album.step("Do", work, scene)
    album.ask(summaries.check)
    assert album.dump() != before
    album.db.undo().result()
    album.ask(summaries.check)
    assert album.dump() == before
    album.db.redo().result()
    album.ask(summaries.check)


def test_another_picture_shows_who_was_seen_in_it(album: Album, tmp_path: Path) -> None:
    scene = Scene(album)

    def shows(picture: str) -> list[Any]:
        album.edit(Asset, scene.photo, picture=picture)
        album.ask(summaries.check)
        numbers = "SELECT people, unknown FROM photo_summary WHERE asset_id = ?"
        return sql(tmp_path / "library.db", numbers, values=[scene.photo])

    for face, picture in ((scene.face, "one"), (scene.again, "two"), (scene.stranger, "two")):
        album.edit(Face, face, seen_in=picture)
    assert [shows(picture) for picture in ("one", "two", "three")] == [[(2, 1)], [(3, 2)], [(1, 1)]]


def test_of_many_rows_each_photo_is_summed_up_once(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder goes, comes back and goes: no row counts by itself, and later ones do again."""
    monkeypatch.setattr("kinfolk.core.db.bulk.MANY", 0)
    scene = Scene(album)
    triggers = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")

    def begin(session: Session) -> list[object]:
        session.execute(text("CREATE TEMP TABLE counted (n)"))
        session.execute(
            text(
                "CREATE TEMP TRIGGER counting AFTER UPDATE ON main.photo_summary"
                " BEGIN INSERT INTO counted VALUES (OLD.n); END"
            )
        )
        return list(session.execute(triggers))

    def check(session: Session) -> None:
        assert not session.execute(text("SELECT n FROM counted")).all()
        assert list(session.execute(triggers)) == before
        summaries.check(session)

    before = album.do(begin)
    remove = partial(library.remove_folder, folder_id=scene.folder)
    for done in (lambda: album.db.write(remove, label="Remove"), album.db.undo, album.db.redo):
        done().result()
        album.do(check)
