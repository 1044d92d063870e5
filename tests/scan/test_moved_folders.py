"""A moved folder is the same folder, whichever way it went."""

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
from tests.fake_engine import COLOURS, FakeEngine, draw
from tests.patience import PATIENCE
from tests.rig import Rig


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
        self.a, self.b, self.away = (root / name for name in ("A", "B", "away"))
        colours = list(COLOURS)
        for number in range(8):
            place = self.a / ("trip" if number % 2 else "") / f"{number}.jpg"
            two = [(colours[number % 3], 20, 20), (colours[3 + number % 3], 100, 30)]
            draw(place, two, note=f"photo {number}")
        self.take_in(self.a)
        rig.decide(library.remove_folder, self._folder(rig.folder).id)
        self.scan()
        self._decide()
        self.before = self.said()
        assert len(self.before.names) > 4
        assert len(self.before.refused) == 1

    def take_in(self, folder: Path) -> None:
        self.rig.decide(library.add_folder, folder)

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
        return self.rig.ask(library.folders)

    def asked(self) -> FolderInfo | None:
        """The folder about which someone is asked whether it has moved."""
        found = [folder for folder in self.folders() if folder.found_at]
        assert len(found) < 2
        return found[0] if found else None

    def move(self) -> None:
        """Someone says that it has moved to where it was found."""
        asked = self.asked()
        assert asked is not None
        assert asked.found_at is not None
        self.rig.decide(library.move_folder, asked.id, asked.found_at)

    def paths(self) -> list[str]:
        """The folders there are, from the root on; one that is away in brackets."""
        shown = [(folder.path.relative_to(self.root), folder.is_away) for folder in self.folders()]
        return [f"({path})" if is_away else str(path) for path, is_away in shown]

    def _decide(self) -> None:
        with self.rig.db.read() as session:
            found = session.execute(select(Face).order_by(col(Face.id))).scalars().all()
        owners = Counter(face.person_id for face in found if face.person_id)
        chosen = [owner for owner, _ in owners.most_common(3)]
        for number, person_id in enumerate(chosen):
            self.rig.decide(people.update, person_id, replace(UNCHANGED, name=f"Name {number}"))
        mine = [face.id for face in found if face.person_id == chosen[0]]
        self.rig.decide(people.update, chosen[0], replace(UNCHANGED, thumbnail_face_id=mine[-1]))
        unwanted, refused, *_ = (face.id for face in found if face.person_id not in chosen)
        self.rig.decide(faces.delete, unwanted)
        self.rig.decide(review.answer_faces, [refused], chosen[0], Answer.NO)

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
        return self.rig.ask(photos.counts).total

    def faces(self) -> int:
        return self.rig.ask(photos.counts).faces

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
    folder_id, calls, count = mover.folders()[0].id, mover.rig.engine.calls, mover.faces()
    mover.a.rename(mover.b)
    progress = mover.scan(mover.b, follow=True)
    (found,) = progress.followed
    assert (found.id, found.path) == (folder_id, mover.a)
    assert (found.found_at, found.found_count) == (mover.b, 8)
    mover.holds()
    assert (mover.rig.engine.calls, mover.faces()) == (calls, count)
    assert mover.paths() == ["B"]
    assert mover.scan().photos_total == 0
    mover.holds()
    assert mover.rig.ask(history.steps)[0].words == f"{mover.a.name} moved to B"


@pytest.mark.slow
def test_the_window_asks_and_nothing_is_doubled_until_it_is_told(mover: Mover) -> None:
    mover.a.rename(mover.b)
    assert mover.scan(mover.b).followed == ()
    mover.holds()
    assert mover.paths() == ["(A)", "B"]
    asked = mover.asked()
    assert asked is not None
    assert (asked.path, asked.found_at, asked.found_count) == (mover.a, mover.b, 8)
    mover.move()
    assert mover.paths() == ["B"]
    assert mover.scan().photos_total == 0
    mover.holds()
    mover.rig.db.undo().result()
    for _ in range(2):
        assert mover.paths() == ["(A)", "B"]
        mover.holds()
        mover.scan()


@pytest.mark.slow
@pytest.mark.parametrize("how", ["it is another folder", "followed", "not followed"])
def test_a_drive_was_unmounted_and_a_backup_of_it_is_taken_in(mover: Mover, how: str) -> None:
    """It comes back after all, whatever was made of that."""
    follow = how == "followed"
    shutil.copytree(mover.a, mover.b)
    mover.a.rename(mover.away)
    mover.scan(mover.b, follow=follow)
    if how == "it is another folder":
        asked = mover.asked()
        assert asked is not None
        mover.rig.decide(library.keep_folder, asked.id)
        mover.scan()
        assert mover.paths() == ["(A)", "B"]
        assert mover.asked() is None
        mover.holds()
    mover.away.rename(mover.a)
    calls = mover.rig.engine.calls
    mover.scan(mover.a, follow=follow)
    assert mover.paths() == ["A", "B"]
    assert mover.asked() is None
    assert mover.rig.engine.calls == calls
    assert [folder.photo_count for folder in mover.folders()] == [8, 8]
    mover.holds()
    shutil.rmtree(mover.b)  # the backup goes, the first one stays
    mover.scan()
    assert mover.paths() == ["A", "(B)"]
    mover.holds()


def test_a_known_backup_stands_in_and_is_not_taken_for_the_folder(mover: Mover) -> None:
    shutil.copytree(mover.a, mover.b)
    mover.scan(mover.b)
    mover.a.rename(mover.away)
    assert mover.scan(follow=True).followed == ()
    assert mover.paths() == ["(A)", "B"]
    mover.holds()
    shown = mover.rig.ask(photos.page, photos.AssetsQuery()).data
    assert {photo.path.parent for photo in shown} == {mover.b, mover.b / "trip"}
    mover.away.rename(mover.a)
    assert mover.scan(follow=True).photos_total == 0
    assert mover.paths() == ["A", "B"]
    mover.holds()


def test_where_it_was_found_is_gone_again(mover: Mover) -> None:
    mover.a.rename(mover.b)
    mover.scan(mover.b)
    assert [folder.found_at for folder in mover.folders()] == [mover.b, None]
    mover.b.rename(mover.away)
    assert mover.scan(follow=True).followed == ()
    assert mover.paths() == ["(A)", "(B)"]
    mover.away.rename(mover.b)
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
    (mover.root / "p").mkdir()
    for old, new in (("A", "p/A"), ("p", "q")):
        (mover.root / old).rename(mover.root / new)
        mover.scan(mover.root / new, follow=True)
    assert mover.paths() == ["q"]
    mover.holds()


def test_into_a_folder_inside_its_old_place(mover: Mover) -> None:
    mover.a.rename(mover.away)
    mover.a.mkdir()
    mover.away.rename(mover.a / "B")
    mover.scan(mover.a / "B", follow=True)
    assert mover.paths() == ["A"]
    mover.holds()


def test_one_folder_of_it_moved(mover: Mover) -> None:
    (mover.a / "trip").rename(mover.b)
    mover.scan(mover.b, follow=True)
    assert mover.paths() == ["A", "B"]
    mover.holds()
    assert [folder.photo_count for folder in mover.folders()] == [4, 4]
    mover.scan(follow=True)
    mover.holds()


@pytest.mark.slow
def test_only_some_of_it_is_found(mover: Mover) -> None:
    """Where most is missing, no one knows whether it is the folder."""
    mover.b.mkdir()
    for name in ("0.jpg", "2.jpg", "4.jpg"):
        (mover.a / name).rename(mover.b / name)
    mover.a.rename(mover.away)
    assert mover.scan(mover.b, follow=True).followed == ()
    assert mover.paths() == ["(A)", "B"]
    mover.holds()
    (mover.away / "trip").rename(mover.b / "trip")  # the rest comes after it
    progress = mover.scan(mover.b, follow=True)
    assert [folder.found_at for folder in progress.followed] == [mover.b]
    assert mover.paths() == ["B"]
    mover.scan()
    assert mover.total() == 7


@pytest.mark.parametrize("follow", [True, False])
def test_photos_were_edited_and_deleted_on_the_way(mover: Mover, follow: bool) -> None:
    (edited,) = (asset.id for path, asset in mover.rig.photos().items() if "4.jpg" in path)
    mover.a.rename(mover.b)
    colours = list(COLOURS)
    draw(mover.b / "4.jpg", [(colours[1], 20, 20), (colours[4], 100, 30)], note="brighter")
    (mover.b / "6.jpg").unlink()
    mover.scan(mover.b, follow=follow)
    assert mover.total() == (7 if follow else 9)
    if not follow:
        mover.move()
        mover.scan()
    assert mover.paths() == ["B"]
    photo, counts = mover.rig.ask(photos.get, edited), mover.rig.ask(photos.counts)
    assert (photo.path, photo.state) == (mover.b / "4.jpg", AssetState.DONE)
    assert (counts.total, counts.missing, counts.done) == (7, 1, 7)
    now, before = (
        {(x, name) for (_, x), name in said.names.items()} for said in (mover.said(), mover.before)
    )
    assert now == before


def test_what_was_decided_since_stays_where_it_is(mover: Mover) -> None:
    """No one has said yet that the folder moved, and names a face of the edited photo."""
    mover.a.rename(mover.b)
    draw(mover.b / "4.jpg", [("cyan", 60, 60)], note="someone else")
    mover.scan(mover.b)
    (face,) = mover.rig.faces("../B/4.jpg")
    zoe = mover.rig.decide(people.create, name="Zoe", face_ids=[face.id]).person.id
    mover.move()
    mover.scan()
    assert mover.rig.ask(faces.get, face.id).person_id == zoe
    assert mover.total() == 8


def test_a_folder_that_is_told_where_it_is(mover: Mover) -> None:
    """Before any scan, and at another mount point; its copies go along."""
    there = mover.root / "mnt" / "other"
    there.parent.mkdir()
    shutil.copy(mover.a / "0.jpg", mover.a / "trip" / "again.jpg")
    mover.scan()
    mover.a.rename(there)
    folder_id, calls = mover.folders()[0].id, mover.rig.engine.calls
    mover.rig.decide(library.move_folder, folder_id, there)
    assert copies(mover) == [str(there / "trip" / "again.jpg")]
    assert mover.scan().photos_total == 0
    assert mover.paths() == ["mnt/other"]
    assert (mover.rig.engine.calls, mover.folders()[0].id) == (calls, folder_id)
    mover.holds()
    mover.rig.db.undo().result()
    there.rename(mover.a)
    assert mover.scan().photos_total == 0
    assert mover.paths() == ["A"]
    mover.holds()


def copies(mover: Mover) -> list[str]:
    """Further places of photos."""
    with mover.rig.db.read() as session:
        return list(session.execute(select(col(Place.path))).scalars())


def test_it_moved_twice_before_anybody_looked(mover: Mover) -> None:
    mover.a.rename(mover.b)
    mover.scan(mover.b)
    mover.b.rename(mover.root / "C")
    progress = mover.scan(mover.root / "C", follow=True)
    assert {folder.path for folder in progress.followed} == {mover.a, mover.b}
    assert mover.paths() == ["C"]
    mover.holds()


@pytest.mark.alone
def test_an_empty_folder_is_there(rig: Rig, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    rig.add(tmp_path / "new")
    rig.scan()
    assert [folder.is_away for folder in rig.ask(library.folders)] == [False, False]


def test_a_folder_that_is_not_asked_for_is_seen_to_be_away(mover: Mover) -> None:
    other = mover.root / "other"
    draw(other / "x.jpg", note="x")
    shutil.rmtree(mover.a)
    mover.scan(other)
    assert mover.paths() == ["(A)", "other"]
    assert mover.said() == Said(**{**vars(mover.before), "assets": mover.said().assets})


@pytest.mark.slow
def test_two_scans_at_once_take_a_moved_folder_once(mover: Mover) -> None:
    shutil.copytree(mover.a / "trip", mover.root / "C")
    mover.a.rename(mover.b)
    for folder in (mover.b, mover.root / "C"):
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
