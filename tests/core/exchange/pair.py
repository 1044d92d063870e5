"""Two libraries of the same photos, each with a folder and a database of its own."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import ParamSpec, TypeVar

from kinfolk.core.database import Database
from kinfolk.core.exchange import export_reading, export_writing, importing
from kinfolk.core.exchange.document import Export
from kinfolk.core.exchange.importing import Imported
from tests.album import Dump, dump
from tests.fake_engine import FakeEngine, draw
from tests.rig import Rig

T = TypeVar("T")
Args = ParamSpec("Args")

RED, GREEN, BLUE, PINK = ("red", 20, 20), ("green", 100, 30), ("blue", 60, 80), ("pink", 150, 90)


class Home(Rig):
    """A scanned library, what a test decides in it as steps, and its exports."""

    def face(self, photo: str, at: int = 0) -> str:
        """Return the id of a photo's face, counted from the left."""
        return self.faces(photo)[at].id

    def person(self, photo: str, at: int = 0) -> str:
        """Return the id of the person whose face it is."""
        person_id = self.faces(photo)[at].person_id
        assert person_id is not None
        return person_id

    def photo(self, name: str) -> str:
        return self.photos()[name].id

    def named(self) -> dict[str, str]:
        """Return the ids of all people with a name, by name."""
        return {row.name: row.id for row in self.people() if row.name}

    def export(self) -> Export:
        return self.ask(export_writing.gather, self.library_id)

    def file(self) -> Path:
        """Write the export to a file beside the library and return its path."""
        path = self.db.cache_folder / "export.json"
        self.ask(export_writing.export, path)
        return path

    def take_in(self, file: Path) -> Imported:
        """Import a file as one step and return what came of it."""
        return self.decide(importing.bring_in, export_reading.read(file))

    def preview(self, file: Path) -> Imported:
        """Return what an import would do, without doing it."""
        return self.ask(importing.preview, export_reading.read(file))

    def dump(self) -> Dump:
        """Return all rows of every table that undo covers."""
        return dump(self.db)


def draw_photos(folder: Path) -> None:
    """Draw six photos: red is in four of them, green in three, blue in two, pink in one."""
    for name, faces in {
        "a.jpg": [RED, GREEN, BLUE],
        "b.jpg": [RED, GREEN],
        "c.jpg": [RED, BLUE],
        "d.jpg": [GREEN, PINK],
        "e.jpg": [],
        "f.jpg": [RED],
    }.items():
        draw(folder / name, faces, note=name)


def twin(of: Home, folder: Path) -> Home:
    """Return another library with the same rows, as a copy of its files: faster than a scan."""
    folder.mkdir()
    source = of.db.cache_folder
    for name in ("library.db", "cache.db"):
        old, new = sqlite3.connect(source / name), sqlite3.connect(folder / name)
        with closing(old), closing(new):
            old.backup(new)
    db = Database(folder / "library.db", folder / "cache.db")
    return Home(db, of.folder, FakeEngine(), of.library_id)


def home(folder: Path, *, photos: Path | None = None) -> Home:
    """Return a scanned library in that folder, on newly drawn photos or on a copy of `photos`."""
    folder.mkdir()
    pictures = folder / "pictures"
    if photos is None:
        draw_photos(pictures)
    else:
        shutil.copytree(photos, pictures)
        for file in pictures.rglob("*.jpg"):
            os.utime(file)  # modification times other than those of the originals
    made = Home(Database(folder / "library.db", folder / "cache.db"), pictures, FakeEngine())
    made.add_and_scan(pictures)
    return made
