"""A folder of drawn photos, its library, and a scan that is one call."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from app.core import library
from app.core.db import Database
from app.core.models import Asset, Face, Person
from app.pipeline.scan import Scan, ScanProgress
from tests.fake_engine import FakeEngine

Snapshot = dict[str, list[tuple[object, ...]]]


@dataclass
class Rig:
    """A library on one folder, and the engine that looks at it."""

    db: Database
    folder: Path
    engine: FakeEngine

    def scan(self) -> ScanProgress:
        job = Scan(self.db, lambda: self.engine)
        job.start()
        assert job.wait(60)
        return job.progress

    def add(self, folder: Path) -> None:
        self.db.write(lambda session: library.add_folder(session, folder)).result()

    def read(
        self, query: Callable[[Session], list[tuple[object, ...]]]
    ) -> list[tuple[object, ...]]:
        with self.db.read() as session:
            return query(session)

    def photos(self) -> dict[str, Asset]:
        """By path inside the folder."""
        with self.db.read() as session:
            rows = session.execute(select(Asset)).scalars().all()
        return {Path(row.path).relative_to(self.folder).as_posix(): row for row in rows}

    def faces(self, name: str) -> list[Face]:
        """Of one photo, from left to right."""
        asset = self.photos()[name]
        query = select(Face).where(col(Face.asset_id) == asset.id).order_by(col(Face.x))
        with self.db.read() as session:
            return list(session.execute(query).scalars())

    def people(self) -> list[Person]:
        with self.db.read() as session:
            return list(session.execute(select(Person).order_by(col(Person.id))).scalars())

    def groups(self) -> set[frozenset[str]]:
        """The photos of each person."""
        query = select(col(Face.person_id), col(Asset.path)).join(
            Asset, col(Asset.id) == col(Face.asset_id)
        )
        found: dict[str, set[str]] = {}
        with self.db.read() as session:
            for person_id, path in session.execute(query.where(col(Face.person_id).is_not(None))):
                name = Path(path).relative_to(self.folder).as_posix()
                found.setdefault(person_id, set()).add(name)
        return {frozenset(names) for names in found.values()}


@pytest.fixture
def rig(db: Database, tmp_path: Path) -> Rig:
    folder = tmp_path / "photos"
    folder.mkdir()
    made = Rig(db, folder, FakeEngine())
    made.add(folder)
    return made
