"""A pytest plugin for the SDK's own tests: before each of them the ids they use exist.

Their ids are literals such as "person_id". The plugin runs in the process of those tests and writes
to the library from there; the server that answers them is another process.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, delete

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssetState, Face, Folder, Library, Person, Source
from kinfolk.paths import Paths


@pytest.fixture(scope="session")
def _library() -> Iterator[Database]:
    """The library that the server serves."""
    paths = Paths.of(Path(os.environ["KINFOLK_SEEDED"]))
    db = Database(paths.library_db, paths.cache_db)
    yield db
    db.close()


@pytest.fixture(autouse=True)
def _literal_ids(_library: Database) -> None:
    """A library that holds only the rows with those ids, anew for each test."""
    _library.write(_seed).result()


def _seed(session: Session) -> None:
    """Replace everything in the library by one row for each of the ids."""
    for table in (Face, Person, Asset, Folder, Library):
        session.exec(delete(table))
    session.add(Library(id="library_id", name="Photos"))
    session.flush()
    session.add(Folder(id="folder", library_id="library_id", path="/photos"))
    session.flush()
    session.add(
        Asset(
            id="asset_id",
            library_id="library_id",
            folder_id="folder",
            path="/photos/one.jpg",
            file_size=1,
            modified_ns=0,
            content_hash="one",
            mimetype="image/jpeg",
            width=100,
            height=100,
            state=AssetState.DONE,
        )
    )
    session.flush()
    for person in ("person_id", "string", "id"):
        session.add(Person(id=person, library_id="library_id", name=person, name_key=person))
    for face in ("face_id", "thumbnail_face_id"):
        session.add(
            Face(
                id=face,
                library_id="library_id",
                asset_id="asset_id",
                source=Source.AUTOMATIC,
                x=0,
                y=0,
                w=9,
                h=9,
            )
        )
