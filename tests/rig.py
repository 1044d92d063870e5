"""A folder of drawn photos, its library, and scans of it."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, Face, Person
from kinfolk.core.faces import visibility
from kinfolk.core.photos import library
from kinfolk.core.photos.library import FolderSwitch
from kinfolk.scan.job import ScanJob, ScanProgress
from tests.asking import Asking
from tests.fake_engine import FakeEngine, draw
from tests.patience import ran
from tests.second_library import Rows, put_beside, rows_of


@dataclass
class Rig(Asking):
    """A library on one folder, and the engine that looks at it.

    Unless it is alone, the first scan puts another library beside it, and every scan checks that
    this one stays as it is. The rig's methods leave it out.
    """

    db: Database
    folder: Path
    engine: FakeEngine
    library_id: str = ""  # the id of the folder's library
    is_alone: bool = True  # else the first scan puts a library beside it, see `beside`
    _beside: dict[str, Rows] = field(default_factory=dict)

    def job(self, **how: Any) -> ScanJob:
        """Return a scan: of all libraries, or of the rig's own if another is beside it."""
        library_id = self.library_id if self._beside else None
        return ScanJob(self.db, lambda: self.engine, **{"library_id": library_id} | how)

    def scan(self, **how: Any) -> ScanProgress:
        """Scan to the end, as `job` says."""
        job = ran(self.job(**how))
        if not self.is_alone and not self._beside:
            other_id = put_beside(self.db, self.library_id)
            self._beside[other_id] = rows_of(self.db, other_id)
        for other_id, rows in self._beside.items():
            assert rows_of(self.db, other_id) == rows
        return job.progress

    def add(self, folder: Path) -> None:
        """Add a folder to the library, which is created with the first one."""
        library_id = self.library_id or None
        write = self.db.write(lambda s: library.add_folder(s, folder, library_id=library_id))
        self.library_id = write.result().result.library_id

    def add_and_scan(self, folder: Path | None = None) -> ScanProgress:
        """Add a folder to the library, by default the rig's own again, and scan."""
        self.add(folder or self.folder)
        return self.scan()

    def folder_id(self, folder: Path | None = None) -> str:
        """Return the id of a folder of the library, by default of the rig's own."""
        known = self.ask(library.folders, self.library_id or None)
        return next(each.id for each in known if each.path == (folder or self.folder))

    def remove(self, folder: Path | None = None) -> int | None:
        """Remove a folder from the library; return the number of the step."""
        return self.step("Remove", library.remove_folder, self.folder_id(folder)).step_id

    def switch(self, what: FolderSwitch, *, is_on: bool) -> None:
        """Switch something on or off for the rig's own folder, as a step named as in the window."""
        label = library.switching(self.folder, what, is_on=is_on)
        self.step(label, library.switch, self.folder_id(), what, is_on=is_on)

    def draw_album(self) -> None:
        """Draw five photos: red in three, green in two, blue in one, and one that shows no one."""
        draw(self.folder / "a.jpg", [("red", 20, 20), ("green", 100, 30)], note="a")
        draw(self.folder / "b.jpg", [("red", 60, 40)], note="b")
        draw(self.folder / "trip" / "c.png", [("red", 90, 50), ("blue", 10, 60)], note="c")
        draw(self.folder / "trip" / "d.jpg", [("green", 30, 30)], note="d")
        draw(self.folder / "trip" / "e.jpg", note="e")

    def scan_album(self) -> None:
        """Draw the five photos and scan them."""
        self.draw_album()
        self.scan()

    def swap(self, one: str, other: str) -> None:
        """Let two files change places."""
        aside = (self.folder / one).rename(self.folder / "aside")
        (self.folder / other).rename(self.folder / one)
        aside.rename(self.folder / other)

    def name(self, name: str, photo: str) -> str:
        """Name the person of a photo's first face; return the person's id."""
        person_id = self.faces(photo)[0].person_id
        assert person_id is not None
        return self.update(person_id, name=name)

    def say(self, name: str, photo: str, *, at: int = 0) -> str:
        """Create a person of that name with one face of a photo; return the person's id."""
        return self.someone(name, self.faces(photo)[at].id)

    def id_of(self, name: str) -> str:
        """Return the id of the person with that name."""
        return next(person.id for person in self.people() if person.name == name)

    def whose(self, photo: str) -> list[str | None]:
        """Return the names of those whose faces a photo shows, from left to right."""
        names = {person.id: person.name for person in self.people()}
        return [names.get(face.person_id or "") for face in self.faces(photo)]

    def waiting(self) -> set[str]:
        """Return the faces that wait for their picture."""
        return self.ask(visibility.waiting_faces, self.every(select(col(Face.id))))

    def reopen(self, *, is_cache_lost: bool = False) -> None:
        """Close the library and open it, without what can be made again if that is lost."""
        folder = self.db.cache_folder
        self.db.close()
        for path in folder.glob("cache.db*") if is_cache_lost else ():
            path.unlink()
        self.db = Database(folder / "library.db", folder / "cache.db")

    def facts(self, name: str) -> list[tuple[object, ...]]:
        """Return what must not change about the faces of a photo."""
        return [(f.id, f.person_id, f.assigned_by, f.x, f.y) for f in self.faces(name)]

    def photos(self) -> dict[str, Asset]:
        query = select(Asset).where(col(Asset.library_id).not_in(self._beside))
        rows = self.every(query)
        return {Path(os.path.relpath(row.path, self.folder)).as_posix(): row for row in rows}

    def faces(self, name: str) -> list[Face]:
        """Return the faces of a photo from left to right."""
        asset = self.photos()[name]
        return self.every(select(Face).where(col(Face.asset_id) == asset.id).order_by(col(Face.x)))

    def people(self) -> list[Person]:
        mine = select(Person).where(col(Person.library_id).not_in(self._beside))
        return self.every(mine.order_by(col(Person.id)))

    def groups(self) -> set[frozenset[str]]:
        """Return the photos of each person or group, as sets of paths."""
        query = select(col(Face.person_id), col(Asset.path)).join(
            Asset, col(Asset.id) == col(Face.asset_id)
        )
        query = query.where(col(Asset.library_id).not_in(self._beside))
        found: dict[str, set[str]] = {}
        with self.db.read() as session:
            for person_id, path in session.execute(query.where(col(Face.person_id).is_not(None))):
                name = Path(os.path.relpath(path, self.folder)).as_posix()
                found.setdefault(person_id, set()).add(name)
        return {frozenset(names) for names in found.values()}
