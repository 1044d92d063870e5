"""Fixtures for the API: a real server on a real port over a real library, and the public SDK."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager

import httpx
import numpy as np
import pytest
from gumnut import Gumnut
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.api.server import Server
from kinfolk.core.database import Database
from kinfolk.core.db.models import WATCHED
from kinfolk.core.faces import crops, embeddings
from kinfolk.core.history import history
from kinfolk.core.history.history import HistoryStep
from kinfolk.paths import Paths
from kinfolk.vision.engine import ENGINE_ID
from tests.album import Album
from tests.patience import PATIENCE


class Home(Album):
    """The library behind the server, filled like an album; no library exists until `begin`."""

    def __init__(self, db: Database, server: Server) -> None:
        self.db = db
        self.server = server
        self.url = server.url
        self.token = server.token_file.read_text().strip()
        self.bearer = {"Authorization": f"Bearer {self.token}"}

    def client(self) -> httpx.Client:
        """A plain HTTP client that sends the token.

        It reads no certificates, which takes longer than most tests.
        """
        return httpx.Client(base_url=self.url, headers=self.bearer, verify=False, timeout=PATIENCE)

    def connect(self) -> socket.socket:
        """A client that says nothing yet."""
        return socket.create_connection(("127.0.0.1", self.server.port), timeout=PATIENCE)

    def empty(self) -> None:
        """Delete everything, so that a test finds no library."""

        def wipe(session: Session) -> None:
            """Delete the rows of every table."""
            for table in ("step", *reversed(WATCHED)):
                session.execute(text(f"DELETE FROM {table}"))

        self.do(wipe)

    def value(self, query: str) -> object:
        """Return the first value of an SQL query, read from the file past the code under test."""
        return self.ask(lambda session: session.execute(text(query)).scalar())

    @property
    def last_step(self) -> HistoryStep:
        return self.ask(history.steps, 1)[0]

    def embed(self, face: str, angle: float) -> None:
        """Give a face the unit vector at an angle in radians: distance is 1 - cos of the gap."""
        vector = np.zeros(128, np.float32)
        vector[:2] = np.cos(angle), np.sin(angle)
        self.do(embeddings.put, face, ENGINE_ID, vector)

    def crop(self, face_id: str, jpeg: bytes) -> str:
        """Store the JPEG of a face and return the face's id."""
        self.do(crops.put, face_id, jpeg)
        return face_id

    def crowd(self, times: int = 1) -> dict[str, list[str]]:
        """Fill a small library with everything there is.

        Returns ids by the parameters that take them. times: how many people of each name.
        """
        self.begin()
        photos = [self.photo() for _ in range(6)]
        names = [f"{name} {turn}" for name in ("Eva", "Ali") for turn in range(times)]
        people = [self.person(name) for name in (*names, *[None] * len(names))]
        faces = [self.face(each, asset_id=photo) for photo in photos for each in (*people, None)]
        return {
            "library_id": [self.library_id],
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


def named(sdk: Gumnut, **query: object) -> list[str | None]:
    """Return the names in a list of people, over all pages."""
    return [person.name for person in sdk.people.list(**query)]  # type: ignore[arg-type]


@contextmanager
def serving(paths: Paths) -> Iterator[Home]:
    """A library there with a server, as long as the block lasts."""
    with closing(Database(paths.library_db, paths.cache_db)) as db:
        server = Server(db, paths, port=0)
        server.start()
        try:
            yield Home(db, server)
        finally:
            server.stop()


@pytest.fixture(scope="session")
def _served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """One server for all tests: to start one takes longer than most tests."""
    with serving(Paths.of(tmp_path_factory.mktemp("served"))) as home:
        yield home


@pytest.fixture
def home(_served: Home) -> Home:
    """The library behind the server, empty."""
    home = Home(_served.db, _served.server)
    home.empty()
    return home


@pytest.fixture
def own(paths: Paths) -> Iterator[Home]:
    """A library and a server of the test's own, which it may break."""
    with serving(paths) as home:
        yield home


@pytest.fixture
def library(home: Home) -> str:
    """The id of the only library."""
    home.begin()
    return home.library_id


@pytest.fixture
def photo(home: Home, library: str) -> str:
    """The id of a photo in it."""
    return home.photo()


@pytest.fixture
def sdk(home: Home) -> Iterator[Gumnut]:
    """The SDK as an application uses it; it refuses every answer that its types do not allow."""
    with Gumnut(base_url=home.url, api_key=home.token, _strict_response_validation=True) as client:
        yield client


@pytest.fixture
def http(home: Home) -> Iterator[httpx.Client]:
    """A plain HTTP client that sends the token."""
    with home.client() as client:
        yield client
