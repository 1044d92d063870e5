"""A real server on a real port over a real library, and the public SDK as it is published."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import httpx
import numpy as np
import pytest
from gumnut import Gumnut
from sqlalchemy import text
from sqlmodel import Session, SQLModel, delete

from kinfolk.api.server import Server
from kinfolk.core import crops, embeddings, ids
from kinfolk.core.db import history
from kinfolk.core.db.database import Database
from kinfolk.core.db.history import HistoryStep
from kinfolk.core.db.models import (
    Asset,
    AssetState,
    AssignedBy,
    DismissedBox,
    DistinctPair,
    Face,
    Folder,
    Library,
    Person,
    Rejection,
    Source,
    Step,
)
from kinfolk.metadata.taken import TakenSource
from kinfolk.paths import Paths
from kinfolk.vision.engine import ENGINE_ID

TABLES: tuple[type[SQLModel], ...] = (
    Step,
    DistinctPair,
    Rejection,
    DismissedBox,
    Face,
    Person,
    Asset,
    Folder,
    Library,
)


class Home:
    """A library to fill by hand, beside the server that serves it."""

    def __init__(self, db: Database, server: Server) -> None:
        self.db = db
        self.server = server
        self.url = server.url
        self.token = server.token_file.read_text().strip()
        self.bearer = {"Authorization": f"Bearer {self.token}"}

    def empty(self) -> None:
        def wipe(session: Session) -> None:
            for table in TABLES:
                session.exec(delete(table))

        self.db.write(wipe).result()

    def add(self, row: SQLModel) -> str:
        """Insert a row as it is, and answer its id."""
        self.db.write(lambda session: session.add(row)).result()
        return str(row.id)  # type: ignore[attr-defined]

    def value(self, query: str) -> object:
        """The first value of a query: what really stands in the file."""
        with self.db.read() as session:
            return session.execute(text(query)).scalar()

    @property
    def last_step(self) -> HistoryStep:
        """What was done last, as the history keeps it."""
        with self.db.read() as session:
            [step] = history.steps(session, 1)
        return step

    def embed(self, face: str, angle: float) -> None:
        """Give a face a unit vector at an angle (radians): the distance is 1 - cos of the gap."""
        vector = np.zeros(128, np.float32)
        vector[:2] = np.cos(angle), np.sin(angle)
        self.db.write(lambda session: embeddings.put(session, face, ENGINE_ID, vector)).result()

    def library(self, name: str = "Photos") -> str:
        return self.add(Library(id=ids.new("lib"), name=name))

    def folder(self, library: str) -> str:
        folder = ids.new("folder")
        path = f"/photos/{folder}"
        return self.add(Folder(id=folder, library_id=library, path=path))

    def photo(
        self, folder: str, *, library: str, taken_at: datetime | None = None, size: int = 1000
    ) -> str:
        photo = ids.new("asset")
        return self.add(
            Asset(
                id=photo,
                library_id=library,
                folder_id=folder,
                path=f"/photos/{folder}/{photo}.jpg",
                file_size=12345,
                modified_ns=1_600_000_000_000_000_000,
                content_hash=photo,
                mimetype="image/jpeg",
                width=size,
                height=size,
                taken_at=taken_at,
                taken_source=TakenSource.EXIF if taken_at else None,
                state=AssetState.DONE,
            )
        )

    def face(
        self,
        photo: str,
        person: str | None = None,
        *,
        by: AssignedBy = AssignedBy.AUTO,
        crop: bytes | None = b"a picture",
        quality: float = 0.5,
    ) -> str:
        with self.db.read() as session:
            asset = session.get_one(Asset, photo)
        face = self.add(
            Face(
                id=ids.new("face"),
                library_id=asset.library_id,
                asset_id=photo,
                person_id=person,
                assigned_by=by if person else None,
                x=10,
                y=20,
                w=30,
                h=40,
                source=Source.AUTOMATIC,
                confidence=0.9,
                quality=quality,
            )
        )
        if crop is not None:
            self.db.write(lambda session: crops.put(session, face, crop)).result()
        return face

    def crowd(self, times: int = 1) -> dict[str, list[str]]:
        """A small library of everything there is; its ids by the names of their parameters."""
        library = self.library()
        folder = self.folder(library)
        photos = [self.photo(folder, library=library) for _ in range(6)]
        names = [f"{name} {turn}" for name in ("Eva", "Ali") for turn in range(times)]
        people = [self.person(library, name) for name in (*names, *[None] * len(names))]
        faces = [self.face(photo, person) for photo in photos for person in (*people, None)]
        return {
            "library_id": [library],
            "asset_id": photos,
            "person_id": people,
            "person_ids": people,
            "source_person_ids": people,
            "face_id": faces,
            "thumbnail_face_id": faces,
            "id": people,
            "ids": [*people, *faces, *photos],
            "starting_after_id": [*people, *faces, *photos],
        }

    def person(self, library: str, name: str | None = None, born: date | None = None) -> str:
        key = name.casefold() if name else None
        return self.add(
            Person(
                id=ids.new("person"),
                library_id=library,
                name=name,
                name_key=key,
                birth_date=born,
            )
        )


def named(sdk: Gumnut, **query: object) -> list[str | None]:
    """The names in a list of people, page after page."""
    return [person.name for person in sdk.people.list(**query)]  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def _served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Server]]:
    """One server for all tests: each of them finds its library empty."""
    paths = Paths.of(tmp_path_factory.mktemp("served"))
    db = Database(paths.library_db, paths.cache_db)
    server = Server(db, paths, port=0)
    server.start()
    yield db, server
    server.stop()
    db.close()


@pytest.fixture
def home(_served: tuple[Database, Server]) -> Home:
    home = Home(*_served)
    home.empty()
    return home


@pytest.fixture
def library(home: Home) -> str:
    """The only library."""
    return home.library()


@pytest.fixture
def folder(home: Home, library: str) -> str:
    return home.folder(library)


@pytest.fixture
def photo(home: Home, library: str, folder: str) -> str:
    return home.photo(folder, library=library)


@pytest.fixture
def sdk(home: Home) -> Iterator[Gumnut]:
    """The SDK, used as anybody would, refusing every answer it does not expect."""
    with Gumnut(base_url=home.url, api_key=home.token, _strict_response_validation=True) as client:
        yield client


@pytest.fixture
def http(home: Home) -> Iterator[httpx.Client]:
    """A plain client that knows the token."""
    with httpx.Client(base_url=home.url, headers=home.bearer) as client:
        yield client


@pytest.fixture
def data_folder(home: Home) -> Path:
    return home.server.token_file.parent
