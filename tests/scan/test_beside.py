"""A library of the same photos beside it, with names and answers of its own, changes nothing.

The same life is led twice: alone, and beside a library that was made before, looks at the very same
folder, and knows each of its files already.
"""

import os
import re
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.core import faces, library, people, review
from kinfolk.core.db.database import Database
from kinfolk.core.person_fields import UNCHANGED
from kinfolk.core.review import Answer
from kinfolk.scan.job import Scan
from tests.fake_engine import FakeEngine, draw

IDS = re.compile(r"\b(?:person|face|asset|folder|lib|place)_\w{22}")
# What a library holds, in an order that tells nothing of the ids.
ROWS = {
    "folder": "SELECT path, is_away, found_at FROM folder WHERE library_id = :lib ORDER BY path",
    "photo": "SELECT path, id, state, content_hash, picture, reason, width, height, mimetype,"
    " file_size, modified_ns FROM asset WHERE library_id = :lib ORDER BY path",
    "place": "SELECT path, asset_id, file_size, modified_ns, is_left FROM place"
    " WHERE library_id = :lib ORDER BY path",
    "face": "SELECT a.path, f.x, f.y, f.w, f.h, f.id, f.person_id, f.assigned_by, f.source,"
    " f.confidence, f.seen_in, f.seen_width, s.engine_id, s.library_id, f.library_id,"
    " EXISTS (SELECT 1 FROM crop WHERE face_id = f.id),"
    " EXISTS (SELECT 1 FROM embedding WHERE face_id = f.id)"
    " FROM face f JOIN asset a ON a.id = f.asset_id LEFT JOIN scan s ON s.id = f.scan_id"
    " WHERE f.library_id = :lib ORDER BY a.path, f.seen_in, f.x, f.y",
    "person": "SELECT id, name, is_settled, thumbnail_face_id, portrait_face_id FROM person p"
    " WHERE library_id = :lib ORDER BY"
    " (SELECT min(a.path || f.x) FROM face f JOIN asset a ON a.id = f.asset_id"
    " WHERE f.person_id = p.id), name",
    "none": "SELECT a.path, b.x, b.y, b.w, b.h, b.seen_in FROM dismissed_box b"
    " JOIN asset a ON a.id = b.asset_id WHERE a.library_id = :lib ORDER BY a.path, b.x",
    "said": "SELECT face_id, person_id, verdict FROM rejection r"
    " JOIN person p ON p.id = r.person_id WHERE p.library_id = :lib ORDER BY r.id",
}


class Life:
    """A library on a folder, and what becomes of both."""

    def __init__(self, root: Path) -> None:
        root.mkdir()
        self.root, self.folder = root, root / "photos"
        self.folder.mkdir()
        self.db = Database(root / "library.db", root / "cache.db")
        self.library_id = ""
        self._moment = 10**18

    def found(self, name: str, *folders: Path) -> str:
        """A further library, of these folders."""

        def make(session: Session) -> str:
            made = library.create(session, name=name)
            for folder in folders:
                library.add_folder(session, folder, library_id=made.id)
            return made.id

        return self.db.write(make).result().result

    def scan(self, library_id: str = "", *, follow: bool = False) -> None:
        """Of one library alone."""
        for path in sorted(self.folder.rglob("*.*")):  # each file has a time of its own
            if path.stat().st_mtime_ns > 10**18 + 10**15:
                self._moment += 10**9
                os.utime(path, ns=(self._moment, self._moment))
        job = Scan(
            self.db,
            FakeEngine,
            library_id=library_id or self.library_id,
            follow=(lambda folder: f"{folder.path} moved") if follow else None,
        )
        job.run()

    def rows(self, library_id: str = "", *, raw: bool = False) -> dict[str, list[tuple[Any, ...]]]:
        """All that the library holds; ids are numbers, in the order in which they are met."""
        numbers: dict[str, str] = {}

        def shown(value: Any) -> Any:
            if raw or not isinstance(value, str):
                return value
            value = value.replace(str(self.root), "~")
            return IDS.sub(lambda at: numbers.setdefault(at[0], f"#{len(numbers)}"), value)

        which = {"lib": library_id or self.library_id}
        with self.db.read() as session:
            found = {
                name: session.execute(text(query), which).all() for name, query in ROWS.items()
            }
        return {name: [tuple(map(shown, row)) for row in rows] for name, rows in found.items()}

    def face(self, path: str, at: int = 0, *, library_id: str = "") -> tuple[str, str | None]:
        """A face of a photo from left to right, and whose it is."""
        query = text(
            "SELECT f.id, f.person_id FROM face f JOIN asset a ON a.id = f.asset_id"
            " WHERE a.library_id = :lib AND a.path = :path ORDER BY f.x"
        )
        which = {"lib": library_id or self.library_id, "path": str(self.folder / path)}
        with self.db.read() as session:
            face_id, person_id = session.execute(query, which).all()[at]
        return face_id, person_id

    def decide(self, *, library_id: str = "") -> None:
        """A name, a no, and what is no face."""
        _, eva = self.face("b.jpg", library_id=library_id)
        blue, _ = self.face("trip/c.png", library_id=library_id)
        green, _ = self.face("a.jpg", 1, library_id=library_id)
        named = replace(UNCHANGED, name="Eva")
        for work in (
            lambda s: people.update(s, eva or "", named),
            lambda s: review.answer_faces(s, [blue], eva or "", Answer.NO),
            lambda s: faces.delete(s, green),
        ):
            self.db.write(work, label="Decide").result()


def _album(life: Life) -> None:
    folder = life.folder
    draw(folder / "a.jpg", [("red", 20, 20), ("green", 100, 30)], note="a")
    draw(folder / "b.jpg", [("red", 60, 40)], note="b")
    draw(folder / "trip" / "c.png", [("red", 90, 50), ("blue", 10, 60)], note="c")
    draw(folder / "trip" / "d.jpg", [("green", 30, 30)], note="d")
    draw(folder / "e.jpg", [("cyan", 40, 40)], note="e")
    draw(folder / "h.jpg", [("red", 30, 40), ("pink", 90, 60)], note="h")
    shutil.copy(folder / "a.jpg", folder / "trip" / "z.jpg")
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff half")


def _moved_edited_gone(life: Life) -> None:
    folder, aside = life.folder, life.root / "aside"
    aside.mkdir()
    (folder / "new").mkdir()
    (folder / "a.jpg").rename(folder / "new" / "anna.jpg")
    shutil.copy(folder / "b.jpg", aside / "b.jpg")
    draw(folder / "b.jpg", note="nobody")
    (folder / "trip" / "d.jpg").rename(aside / "d.jpg")
    shutil.copy(folder / "e.jpg", folder / "f.jpg")
    shutil.copy(folder / "trip" / "c.png", folder / "broken.jpg")
    (folder / "half.jpg").write_bytes(b"\xff\xd8\xff the other half")


def _back_elsewhere(life: Life) -> None:
    """In other bytes, too, that show the same."""
    folder, aside = life.folder, life.root / "aside"
    with Image.open(aside / "b.jpg") as image:
        image.save(folder / "home.jpg", quality="keep", comment=b"other bytes")
    shutil.copy(aside / "d.jpg", folder / "trip" / "dd.jpg")
    draw(folder / "g.jpg", [("red", 20, 70), ("yellow", 100, 30)], note="g")
    shutil.copy(folder / "g.jpg", folder / "trip" / "g.jpg")


def _exchanged(life: Life) -> None:
    """One lies where another did, and two have changed places."""
    folder = life.folder
    (folder / "e.jpg").replace(folder / "trip" / "dd.jpg")
    for old, new in (("g.jpg", "x.jpg"), ("h.jpg", "g.jpg"), ("x.jpg", "h.jpg")):
        (folder / old).rename(folder / new)


def _cache_lost(life: Life) -> None:
    for table in ("crop", "embedding"):
        lost = text(
            f"DELETE FROM {table} WHERE face_id IN (SELECT id FROM face WHERE library_id = :lib)"
        )
        which = {"lib": life.library_id}
        life.db.write(lambda s, q=lost, w=which: s.execute(q, w)).result()  # type: ignore[misc]


def _all_gone(life: Life) -> None:
    """It moved away."""
    elsewhere = life.root / "elsewhere"
    life.folder.rename(elsewhere)
    take_in = lambda s: library.add_folder(s, elsewhere, library_id=life.library_id)  # noqa: E731
    life.db.write(take_in, label="Add").result()


LIFE: list[Callable[[Life], None]] = [
    _moved_edited_gone,
    _back_elsewhere,
    _exchanged,
    _cache_lost,
    _all_gone,
]


def _everything(root: Path) -> Path:
    """A folder with every file that there will be, and some that go again."""
    life = Life(root)
    with closing(life.db):
        _album(life)
        shutil.copytree(life.folder, root / "all" / "0")
        for number, step in enumerate(LIFE[:3], 1):
            step(life)
            shutil.copytree(life.folder, root / "all" / str(number))
    return root / "all"


def test_a_library_beside_changes_nothing_and_is_not_changed(tmp_path: Path) -> None:
    alone, shared = Life(tmp_path / "alone"), Life(tmp_path / "shared")
    with closing(alone.db), closing(shared.db):
        for life in (alone, shared):
            _album(life)
        shutil.copytree(_everything(tmp_path / "made"), shared.root / "all")
        beside = shared.found("Beside", shared.folder)
        for life in (alone, shared):
            life.library_id = life.found("Mine", life.folder)
        shared.scan(beside)
        shared.decide(library_id=beside)
        more = lambda s: library.add_folder(s, shared.root / "all", library_id=beside)  # noqa: E731
        shared.db.write(more, label="Add").result()
        shared.scan(beside)
        for life in (alone, shared):
            life.scan()
            life.decide()
        assert shared.rows() == alone.rows()
        for step in LIFE:
            for life in (alone, shared):
                step(life)
            if step is _moved_edited_gone:
                before = waiting(shared, beside)
            for life in (alone, shared):
                life.scan(follow=True)
            assert shared.rows() == alone.rows(), step.__name__
            assert shared.rows(beside, raw=True) == before, step.__name__
            for life in (alone, shared):
                assert_nothing_is_left_to_do(life)


def waiting(life: Life, library_id: str) -> dict[str, list[tuple[Any, ...]]]:
    """There a named face waits, photos are missing, and people may be grouped anew."""
    everything = life.root / "all"
    shutil.rmtree(everything / "3")
    for gone in everything.rglob("[bg].jpg"):
        gone.unlink()
    life.scan(library_id)
    loose = text("UPDATE person SET is_settled = 0 WHERE library_id = :lib AND name IS NULL")
    life.db.write(lambda s: s.execute(loose, {"lib": library_id})).result()
    rows = life.rows(library_id, raw=True)
    assert {row[2] for row in rows["photo"]} == {"done", "failed", "missing"}
    pictures = {row[0]: row[4] for row in rows["photo"]}
    assert any(row[7] == "user" and row[10] != pictures[row[0]] for row in rows["face"])
    return rows


def assert_nothing_is_left_to_do(life: Life) -> None:
    before = life.rows(raw=True)
    life.scan()
    assert life.rows(raw=True) == before
