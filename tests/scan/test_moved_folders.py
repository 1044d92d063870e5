"""A moved folder is the same folder, whichever way it went."""

import os
import shutil
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.db.models import Asset, AssetState, DismissedBox, Face, Person, Place, Rejection
from kinfolk.core.faces import crops, faces
from kinfolk.core.history import history
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import library, photos
from kinfolk.core.photos.library import FolderInfo
from kinfolk.scan.job import ScanJob, ScanProgress
from kinfolk.vision.engine import load
from tests.fake_engine import COLOURS, FakeEngine, draw
from tests.patience import PATIENCE
from tests.rig import Rig
from tests.sample_album import WHO, copied


@dataclass(frozen=True)
class Said:
    """What the user decided in the old folder, by photo and place in it."""

    names: dict[tuple[str, int], str]  # (content, left) → name
    refused: set[tuple[str, int]]  # not a face
    thumbnail: str
    assets: dict[str, str]  # content → asset id


class Mover:
    """A library that has decisions, and folders that move."""

    def __init__(self, rig: Rig, root: Path) -> None:
        self.rig = rig
        self.root = root
        self.a = root / "A"
        colours = list(COLOURS)
        for number in range(8):
            place = self.a / ("trip" if number % 2 else "") / f"{number}.jpg"
            two = [(colours[number % 3], 20, 20), (colours[3 + number % 3], 100, 30)]
            draw(place, two, note=f"photo {number}")
        self.take_in(self.a)
        rig.db.write(lambda s: library.remove_folder(s, self._folder(rig.folder).id)).result()
        self.scan()
        self._decide()
        self.before = self.said()
        assert len(self.before.names) > 4
        assert len(self.before.refused) == 1

    def take_in(self, folder: Path) -> None:
        self.rig.db.write(lambda s: library.add_folder(s, folder), label="Add").result()

    def scan(self, *folders: Path, follow: bool = False) -> ScanProgress:
        """As `kinfolk scan FOLDER...` does it, or the window."""
        for folder in folders:
            self.take_in(folder)
        ids = [self._folder(folder, inside=True).id for folder in folders] or None
        job = ScanJob(self.rig.db, lambda: self.rig.engine, folder_ids=ids, follow=follow)
        job.run()
        return job.progress

    def _folder(self, path: Path, *, inside: bool = False) -> FolderInfo:
        return next(
            folder
            for folder in self.folders()
            if folder.path == path or (inside and path.is_relative_to(folder.path))
        )

    def folders(self) -> list[FolderInfo]:
        with self.rig.db.read() as session:
            return library.folders(session)

    def paths(self) -> list[str]:
        """The folders there are, from the root on; one that is away in brackets."""
        shown = [(folder.path.relative_to(self.root), folder.is_away) for folder in self.folders()]
        return [f"({path})" if is_away else str(path) for path, is_away in shown]

    def _decide(self) -> None:
        db = self.rig.db
        with db.read() as session:
            found = session.execute(select(Face).order_by(col(Face.id))).scalars().all()
        owners = Counter(face.person_id for face in found if face.person_id)
        chosen = [owner for owner, _ in owners.most_common(3)]
        for number, person_id in enumerate(chosen):
            change = replace(UNCHANGED, name=f"Name {number}")
            db.write(lambda s, p=person_id, c=change: people.update(s, p, c), label="N").result()  # type: ignore[misc]
        mine = [face for face in found if face.person_id == chosen[0]]
        db.write(
            lambda s: people.update(
                s, chosen[0], replace(UNCHANGED, thumbnail_face_id=mine[-1].id)
            ),
            label="T",
        ).result()
        others = [face for face in found if face.person_id not in chosen]
        db.write(lambda s: faces.delete(s, others[0].id), label="D").result()
        db.write(
            lambda s: review.answer_faces(s, [others[1].id], chosen[0], Answer.NO), label="No"
        ).result()

    def said(self) -> Said:
        """What holds now, by what the photos show; counts must not double."""
        with self.rig.db.read() as session:
            assets = {
                asset.id: asset.content_hash
                for asset in session.execute(select(Asset)).scalars()
                if asset.state != AssetState.MISSING
            }
            rows = session.execute(
                select(Face, col(Person.name)).join(Person, col(Person.id) == col(Face.person_id))
            ).all()
            boxes = session.execute(select(DismissedBox)).scalars().all()
            (eva,) = session.execute(
                select(col(Person.thumbnail_face_id)).where(
                    col(Person.thumbnail_face_id).is_not(None)
                )
            ).scalars()
        named = [(assets[f.asset_id], f.x, n) for f, n in rows if n and f.asset_id in assets]
        assert len(named) == len({(content, x) for content, x, _ in named})
        return Said(
            {(content, x): name for content, x, name in named},
            {(assets[box.asset_id], box.x) for box in boxes if box.asset_id in assets},
            eva,
            {content: asset_id for asset_id, content in assets.items()},
        )

    def total(self) -> int:
        with self.rig.db.read() as session:
            return photos.counts(session).total

    def faces(self) -> int:
        with self.rig.db.read() as session:
            return photos.counts(session).faces

    def holds(self, *, photos: int = 8) -> None:
        """Everything decided is where it was, and nothing is there twice."""
        assert self.total() == photos
        assert self.said() == self.before
        with self.rig.db.read() as session:
            assert len(session.execute(select(Rejection)).all()) == 1
            assert crops.get(session, self.before.thumbnail) is not None


@pytest.fixture
def mover(rig: Rig, tmp_path: Path) -> Mover:
    return Mover(rig, tmp_path)


def test_a_folder_that_moved_and_is_scanned_at_its_new_place(mover: Mover) -> None:
    b, calls, count = mover.root / "B", mover.rig.engine.calls, mover.faces()
    mover.a.rename(b)
    progress = mover.scan(b, follow=True)
    assert [(f.path, f.found_at, f.found_count) for f in progress.followed] == [(mover.a, b, 8)]
    mover.holds()
    assert (mover.rig.engine.calls, mover.faces()) == (calls, count)
    assert mover.paths() == ["B"]
    assert mover.scan().photos_total == 0
    mover.holds()
    with mover.rig.db.read() as session:
        assert history.steps(session)[0].words == f"{mover.a.name} moved to B"


@pytest.mark.slow
def test_the_window_asks_and_nothing_is_doubled_until_it_is_told(mover: Mover) -> None:
    b = mover.root / "B"
    mover.a.rename(b)
    assert mover.scan(b).followed == ()
    mover.holds()
    assert mover.paths() == ["(A)", "B"]
    (asked,) = [folder for folder in mover.folders() if folder.found_at]
    assert (asked.path, asked.found_at, asked.found_count) == (mover.a, b, 8)
    mover.rig.db.write(lambda s: library.move_folder(s, asked.id, b), label="Move").result()
    assert mover.paths() == ["B"]
    assert mover.scan().photos_total == 0
    mover.holds()
    mover.rig.db.undo().result()
    assert mover.paths() == ["(A)", "B"]
    mover.holds()
    mover.scan()
    mover.holds()


@pytest.mark.slow
def test_it_is_another_folder(mover: Mover) -> None:
    """A drive was unmounted, and a backup of it is taken in."""
    b, away = mover.root / "B", mover.root / "away"
    shutil.copytree(mover.a, b)
    mover.a.rename(away)
    mover.scan(b)
    (asked,) = [folder for folder in mover.folders() if folder.found_at]
    mover.rig.db.write(lambda s: library.keep_folder(s, asked.id), label="Keep").result()
    mover.scan()
    assert mover.paths() == ["(A)", "B"]
    assert not [folder for folder in mover.folders() if folder.found_at]
    mover.holds()
    away.rename(mover.a)
    assert mover.scan().photos_total == 0
    assert mover.paths() == ["A", "B"]
    assert [folder.photo_count for folder in mover.folders()] == [8, 8]
    mover.holds()


@pytest.mark.slow
@pytest.mark.parametrize("follow", [True, False])
def test_it_comes_back_after_all(mover: Mover, follow: bool) -> None:
    b, away = mover.root / "B", mover.root / "away"
    shutil.copytree(mover.a, b)
    mover.a.rename(away)
    mover.scan(b, follow=follow)
    away.rename(mover.a)
    calls = mover.rig.engine.calls
    mover.scan(mover.a, follow=follow)
    assert mover.paths() == ["A", "B"]
    assert not [folder for folder in mover.folders() if folder.found_at]
    assert mover.rig.engine.calls == calls
    mover.holds()
    shutil.rmtree(b)  # the backup goes, the first one stays
    mover.scan()
    assert mover.paths() == ["A", "(B)"]
    mover.holds()


def test_a_known_backup_stands_in_and_is_not_taken_for_the_folder(mover: Mover) -> None:
    b, away = mover.root / "B", mover.root / "away"
    shutil.copytree(mover.a, b)
    mover.scan(b)
    mover.a.rename(away)
    assert mover.scan(follow=True).followed == ()
    assert mover.paths() == ["(A)", "B"]
    mover.holds()
    with mover.rig.db.read() as session:
        assert {photo.path.parent for photo in photos.page(session, photos.AssetsQuery()).data} == {
            b,
            b / "trip",
        }
    away.rename(mover.a)
    assert mover.scan(follow=True).photos_total == 0
    assert mover.paths() == ["A", "B"]
    mover.holds()


def test_where_it_was_found_is_gone_again(mover: Mover) -> None:
    b, away = mover.root / "B", mover.root / "away"
    mover.a.rename(b)
    mover.scan(b)
    assert [folder.found_at for folder in mover.folders()] == [b, None]
    b.rename(away)
    assert mover.scan(follow=True).followed == ()
    assert mover.paths() == ["(A)", "(B)"]
    away.rename(b)
    mover.scan(follow=True)
    assert mover.paths() == ["B"]
    mover.holds()


def test_into_another_known_folder(mover: Mover) -> None:
    c = mover.root / "C"
    draw(c / "own.jpg", [("cyan", 20, 20)], note="own")
    mover.scan(c)
    mover.a.rename(c / "old")
    progress = mover.scan(follow=True)
    assert [folder.found_at for folder in progress.followed] == [c / "old"]
    assert mover.paths() == ["C"]
    assert mover.total() == 9
    assert mover.said().names == mover.before.names


def test_its_parent_was_renamed(mover: Mover) -> None:
    inner = mover.root / "p" / "A"
    inner.parent.mkdir()
    mover.a.rename(inner)
    mover.scan(inner, follow=True)
    (mover.root / "p").rename(mover.root / "q")
    mover.scan(mover.root / "q", follow=True)
    assert mover.paths() == ["q"]
    mover.holds()


def test_into_a_folder_inside_its_old_place(mover: Mover) -> None:
    mover.a.rename(mover.root / "aside")
    mover.a.mkdir()
    (mover.root / "aside").rename(mover.a / "B")
    mover.scan(mover.a / "B", follow=True)
    assert mover.paths() == ["A"]
    mover.holds()


def test_one_folder_of_it_moved(mover: Mover) -> None:
    b = mover.root / "B"
    (mover.a / "trip").rename(b)
    mover.scan(b, follow=True)
    assert mover.paths() == ["A", "B"]
    mover.holds()
    assert [folder.photo_count for folder in mover.folders()] == [4, 4]
    mover.scan(follow=True)
    mover.holds()


@pytest.mark.slow
def test_only_some_of_it_is_found(mover: Mover) -> None:
    """Where most is missing, nobody knows whether it is the folder."""
    b, away = mover.root / "B", mover.root / "away"
    b.mkdir()
    for name in ("0.jpg", "2.jpg", "4.jpg"):
        (mover.a / name).rename(b / name)
    mover.a.rename(away)
    assert mover.scan(b, follow=True).followed == ()
    assert mover.paths() == ["(A)", "B"]
    mover.holds()
    (away / "trip").rename(b / "trip")  # the rest comes after it
    progress = mover.scan(b, follow=True)
    assert [folder.found_at for folder in progress.followed] == [b]
    assert mover.paths() == ["B"]
    mover.scan()
    assert mover.total() == 7


@pytest.mark.parametrize("follow", [True, False])
def test_photos_were_edited_and_deleted_on_the_way(mover: Mover, follow: bool) -> None:
    b = mover.root / "B"
    edited = {asset.id: path for path, asset in mover.rig.photos().items() if "4.jpg" in path}
    mover.a.rename(b)
    colours = list(COLOURS)
    draw(b / "4.jpg", [(colours[1], 20, 20), (colours[4], 100, 30)], note="brighter")
    (b / "6.jpg").unlink()
    mover.scan(b, follow=follow)
    assert mover.total() == (7 if follow else 9)
    if not follow:
        (asked,) = [folder for folder in mover.folders() if folder.found_at]
        mover.rig.db.write(lambda s: library.move_folder(s, asked.id, b), label="Move").result()
        mover.scan()
    assert mover.paths() == ["B"]
    assert mover.total() == 7
    (asset_id,) = edited
    with mover.rig.db.read() as session:
        photo = photos.get(session, asset_id)
        assert (photo.path, photo.state) == (b / "4.jpg", AssetState.DONE)
        counts = photos.counts(session)
        assert (counts.missing, counts.done) == (1, 7)
    assert {(x, name) for (_, x), name in mover.said().names.items()} == {
        (x, name) for (_, x), name in mover.before.names.items()
    }


def test_what_was_decided_since_stays_where_it_is(mover: Mover) -> None:
    """Nobody has said yet that the folder moved, and names a face of the edited photo."""
    b = mover.root / "B"
    mover.a.rename(b)
    draw(b / "4.jpg", [("cyan", 60, 60)], note="someone else")
    mover.scan(b)
    (face,) = mover.rig.faces("../B/4.jpg")
    made = mover.rig.db.write(
        lambda s: people.create(s, name="Zoe", face_ids=[face.id]), label="New"
    ).result()
    (asked,) = [folder for folder in mover.folders() if folder.found_at]
    mover.rig.db.write(lambda s: library.move_folder(s, asked.id, b), label="Move").result()
    mover.scan()
    with mover.rig.db.read() as session:
        assert faces.get(session, face.id).person_id == made.result.person.id
        assert photos.counts(session).total == 8


def test_a_folder_that_is_told_where_it_is(mover: Mover) -> None:
    """Before any scan, and at another mount point."""
    b = mover.root / "mnt" / "other"
    b.parent.mkdir()
    mover.a.rename(b)
    folder_id = mover.folders()[0].id
    calls = mover.rig.engine.calls
    mover.rig.db.write(lambda s: library.move_folder(s, folder_id, b), label="Move").result()
    assert mover.scan().photos_total == 0
    assert mover.paths() == ["mnt/other"]
    assert (mover.rig.engine.calls, mover.folders()[0].id) == (calls, folder_id)
    mover.holds()
    mover.rig.db.undo().result()
    b.rename(mover.a)
    assert mover.scan().photos_total == 0
    assert mover.paths() == ["A"]
    mover.holds()


def test_its_copies_go_along_before_any_scan(mover: Mover) -> None:
    b = mover.root / "B"
    shutil.copy(mover.a / "0.jpg", mover.a / "trip" / "again.jpg")
    mover.scan()
    mover.a.rename(b)
    folder_id = mover.folders()[0].id
    mover.rig.db.write(lambda s: library.move_folder(s, folder_id, b), label="Move").result()
    with mover.rig.db.read() as session:
        further = session.execute(select(col(Place.path))).scalars().all()
    assert further == [str(b / "trip" / "again.jpg")]


def test_moved_while_it_is_half_scanned(mover: Mover) -> None:
    b, more = mover.root / "B", mover.a / "more"
    for number in range(3):
        draw(more / f"{number}.jpg", [("red", 20, 20)], note=f"more {number}")
    job = ScanJob(mover.rig.db, lambda: mover.rig.engine)
    analyse = mover.rig.engine.analyse

    def stop(image):  # type: ignore[no-untyped-def]
        job.cancel()
        return analyse(image)

    mover.rig.engine.analyse = stop  # type: ignore[method-assign]
    job.start()
    job.wait(PATIENCE)
    mover.rig.engine.analyse = analyse  # type: ignore[method-assign]
    mover.a.rename(b)
    mover.scan(b, follow=True)
    assert mover.paths() == ["B"]
    assert mover.total() == 11
    assert mover.said().names.items() >= mover.before.names.items()


def test_it_moved_twice_before_anybody_looked(mover: Mover) -> None:
    mover.a.rename(mover.root / "B")
    mover.scan(mover.root / "B")
    (mover.root / "B").rename(mover.root / "C")
    progress = mover.scan(mover.root / "C", follow=True)
    assert {folder.path for folder in progress.followed} == {mover.a, mover.root / "B"}
    assert mover.paths() == ["C"]
    mover.holds()


def test_everything_is_undone_one_after_the_other(mover: Mover) -> None:
    b = mover.root / "B"
    mover.a.rename(b)
    mover.scan(b, follow=True)
    mover.rig.db.undo().result()
    assert mover.paths() == ["(A)", "B"]
    mover.holds()
    mover.rig.db.redo().result()
    assert mover.paths() == ["B"]
    mover.holds()
    mover.scan()
    mover.holds()


@pytest.mark.alone
def test_an_empty_folder_is_there(rig: Rig, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    rig.add(tmp_path / "new")
    rig.scan()
    with rig.db.read() as session:
        assert [folder.is_away for folder in library.folders(session)] == [False, False]


def test_a_folder_that_is_not_asked_for_is_seen_to_be_away(mover: Mover) -> None:
    other = mover.root / "other"
    draw(other / "x.jpg", note="x")
    shutil.rmtree(mover.a)
    mover.scan(other)
    assert mover.paths() == ["(A)", "other"]
    assert mover.said() == Said(**{**vars(mover.before), "assets": mover.said().assets})


def test_the_same_move_ends_the_same(mover: Mover) -> None:
    b = mover.root / "B"
    shutil.copy(mover.a / "0.jpg", mover.a / "trip" / "again.jpg")
    mover.scan()
    mover.a.rename(b)
    mover.scan(b, follow=True)
    with mover.rig.db.read() as session:
        assert session.execute(select(col(Place.path))).scalars().all() == [
            str(b / "trip" / "again.jpg")
        ]
    mover.holds()
    assert os.path.exists(b / "0.jpg")


@pytest.mark.slow
def test_two_scans_at_once_take_a_moved_folder_once(mover: Mover) -> None:
    b = mover.root / "B"
    shutil.copytree(mover.a / "trip", mover.root / "C")
    mover.a.rename(b)
    for folder in (b, mover.root / "C"):
        mover.take_in(folder)
    jobs = [ScanJob(mover.rig.db, FakeEngine) for _ in range(3)]
    for job in jobs:
        job.start()
    for job in jobs:
        assert job.wait(PATIENCE)
    mover.holds()
    mover.scan(follow=True)
    assert mover.paths() == ["B", "C"]
    mover.holds()


@pytest.mark.slow
@pytest.mark.alone
def test_real_faces_go_along_and_come_back(rig: Rig, sample_album: Path, tmp_path: Path) -> None:
    """The real engine: a folder moves, a copy of it comes and goes."""
    a, b, c = (tmp_path / name for name in "abc")
    copied(sample_album, a, [name for name in WHO if name.startswith(("1991", "2010"))])
    rig.add(a)
    rig.engine = load()  # type: ignore[assignment]
    rig.scan()
    with rig.db.read() as session:
        found = session.execute(select(col(Face.id)).order_by(col(Face.id))).scalars().all()
    unwanted, *rest = found
    assert len(rest) > 3
    for number, face_id in enumerate(rest):
        rig.db.write(
            lambda s, i=face_id, n=f"Name {number}": people.create(s, name=n, face_ids=[i]),  # type: ignore[misc]
            label="New",
        ).result()
    rig.db.write(lambda s: faces.delete(s, unwanted), label="Delete").result()

    def said() -> set[tuple[str, str | None]]:
        query = select(col(Face.id), col(Person.name)).outerjoin(
            Person, col(Person.id) == col(Face.person_id)
        )
        with rig.db.read() as session:
            return {(face_id, name) for face_id, name in session.execute(query)}

    before = said()
    a.rename(b)
    shutil.copytree(b, c)
    for folder in (c, b):
        rig.add(folder)
        rig.scan()
        assert said() == before
    shutil.rmtree(c)
    rig.scan()
    assert said() == before
    assert {Path(path).parts[1] for path in rig.photos() if path.startswith("..")} == {"b"}
