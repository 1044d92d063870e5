"""A moved folder is the same folder, whichever way it went."""

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.db.models import Asset, AssetState, DismissedBox, Face, Place, Rejection
from kinfolk.core.faces import crops, faces
from kinfolk.core.history import history
from kinfolk.core.people import review
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import library, photos
from kinfolk.core.photos.library import FolderInfo
from kinfolk.core.photos.photos import PhotoCounts
from kinfolk.scan.job import ScanProgress
from tests.fake_engine import COLOURS, draw
from tests.patience import PATIENCE
from tests.rig import Rig


@dataclass(frozen=True)
class Said:
    """What the user decided in the old folder, by photo and place in it."""

    names: dict[tuple[str, int], str]  # (content, left) → name
    refused: set[tuple[str, int]]  # not a face
    thumbnail: str
    assets: dict[str, str]  # content → asset id


class Mover(Rig):
    """A library that has decisions, and folders that move."""

    def __init__(self, rig: Rig, root: Path) -> None:
        super().__init__(rig.db, rig.folder, rig.engine, rig.library_id)
        self.root = root
        self.a, self.b, self.away = (root / name for name in ("A", "B", "away"))
        colours = list(COLOURS)
        for number in range(8):
            place = self.a / ("trip" if number % 2 else "") / f"{number}.jpg"
            two = [(colours[number % 3], 20, 20), (colours[3 + number % 3], 100, 30)]
            draw(place, two, note=f"photo {number}")
        self.add(self.a)
        self.remove()
        self.look()
        self._decide()
        self.before = self.said()
        assert len(self.before.names) > 4
        assert len(self.before.refused) == 1

    def look(self, *folders: Path, follow: bool = False) -> ScanProgress:
        """Scan as `kinfolk scan FOLDER...` does it, or the window."""
        for folder in folders:
            self.add(folder)
        ids = [
            known.id
            for known in self.folders()
            if any(folder.is_relative_to(known.path) for folder in folders)
        ]
        return self.scan(folder_ids=ids or None, follow=follow)

    def folders(self) -> list[FolderInfo]:
        return self.ask(library.folders)

    def asked(self) -> list[FolderInfo]:
        """The folders about which someone is asked whether they have moved."""
        return [folder for folder in self.folders() if folder.found_at]

    def move(self) -> None:
        """Someone says that it has moved to where it was found."""
        (asked,) = self.asked()
        assert asked.found_at is not None
        self.decide(library.move_folder, asked.id, asked.found_at)

    def paths(self) -> list[str]:
        """The folders there are, from the root on; one that is away in brackets."""
        shown = [(folder.path.relative_to(self.root), folder.is_away) for folder in self.folders()]
        return [f"({path})" if is_away else str(path) for path, is_away in shown]

    def _decide(self) -> None:
        found = self.every(select(Face).order_by(col(Face.id)))
        owners = Counter(face.person_id for face in found if face.person_id)
        chosen = [owner for owner, _ in owners.most_common(3)]
        for number, person_id in enumerate(chosen):
            self.update(person_id, name=f"Name {number}")
        mine = [face.id for face in found if face.person_id == chosen[0]]
        self.update(chosen[0], thumbnail_face_id=mine[-1])
        unwanted, refused, *_ = (face.id for face in found if face.person_id not in chosen)
        self.decide(faces.delete, unwanted)
        self.decide(review.answer_faces, [refused], chosen[0], Answer.NO)

    def said(self) -> Said:
        """What holds now, by what the photos show; counts must not double."""
        there = self.every(select(Asset).where(col(Asset.state) != AssetState.MISSING))
        assets = {asset.id: asset.content_hash for asset in there}
        names = {person.id: person.name for person in self.people() if person.name}
        named = [
            (assets[face.asset_id], face.x, names[face.person_id])
            for face in self.every(select(Face))
            if face.person_id in names and face.asset_id in assets
        ]
        boxes = self.every(select(DismissedBox))
        (eva,) = (each.thumbnail_face_id for each in self.people() if each.thumbnail_face_id)
        assert len(named) == len({(content, x) for content, x, _ in named})
        return Said(
            {(content, x): name for content, x, name in named},
            {(assets[box.asset_id], box.x) for box in boxes if box.asset_id in assets},
            eva,
            {content: asset_id for asset_id, content in assets.items()},
        )

    def counts(self) -> PhotoCounts:
        return self.ask(photos.counts)

    def holds(self, *paths: str) -> None:
        """Everything decided is where it was, nothing is there twice; these are the folders."""
        assert not paths or self.paths() == [*paths]
        assert self.counts().total == 8
        assert self.said() == self.before
        assert len(self.every(select(Rejection))) == 1
        assert self.ask(crops.get, self.before.thumbnail) is not None


@pytest.fixture
def mover(rig: Rig, tmp_path: Path) -> Mover:
    return Mover(rig, tmp_path)


def test_a_folder_that_moved_and_is_scanned_at_its_new_place(mover: Mover) -> None:
    folder_id, calls = mover.folders()[0].id, mover.engine.calls
    count = mover.counts().faces
    mover.a.rename(mover.b)
    progress = mover.look(mover.b, follow=True)
    (found,) = progress.followed
    assert (found.id, found.path) == (folder_id, mover.a)
    assert (found.found_at, found.found_count) == (mover.b, 8)
    mover.holds()
    assert (mover.engine.calls, mover.counts().faces) == (calls, count)
    assert mover.paths() == ["B"]
    assert mover.look().photos_total == 0
    mover.holds()
    assert mover.ask(history.steps)[0].words == f"{mover.a.name} moved to B"


@pytest.mark.slow
def test_the_window_asks_and_nothing_is_doubled_until_it_is_told(mover: Mover) -> None:
    mover.a.rename(mover.b)
    assert mover.look(mover.b).followed == ()
    mover.holds()
    assert mover.paths() == ["(A)", "B"]
    (asked,) = mover.asked()
    assert (asked.path, asked.found_at, asked.found_count) == (mover.a, mover.b, 8)
    mover.move()
    assert mover.paths() == ["B"]
    assert mover.look().photos_total == 0
    mover.holds()
    mover.db.undo().result()
    for _ in range(2):
        mover.holds("(A)", "B")
        mover.look()


@pytest.mark.slow
@pytest.mark.parametrize("how", ["it is another folder", "followed", "not followed"])
def test_a_drive_was_unmounted_and_a_backup_of_it_is_taken_in(mover: Mover, how: str) -> None:
    """It comes back after all, whatever was made of that."""
    follow = how == "followed"
    shutil.copytree(mover.a, mover.b)
    mover.a.rename(mover.away)
    mover.look(mover.b, follow=follow)
    if how == "it is another folder":
        (asked,) = mover.asked()
        mover.decide(library.keep_folder, asked.id)
        mover.look()
        assert mover.paths() == ["(A)", "B"]
        assert mover.asked() == []
        mover.holds()
    mover.away.rename(mover.a)
    calls = mover.engine.calls
    mover.look(mover.a, follow=follow)
    assert mover.paths() == ["A", "B"]
    assert mover.asked() == []
    assert mover.engine.calls == calls
    assert [folder.photo_count for folder in mover.folders()] == [8, 8]
    mover.holds()
    shutil.rmtree(mover.b)  # the backup goes, the first one stays
    mover.look()
    mover.holds("A", "(B)")


def test_a_known_backup_stands_in_and_is_not_taken_for_the_folder(mover: Mover) -> None:
    shutil.copytree(mover.a, mover.b)
    mover.look(mover.b)
    mover.a.rename(mover.away)
    assert mover.look(follow=True).followed == ()
    mover.holds("(A)", "B")
    shown = mover.ask(photos.page, photos.AssetsQuery()).data
    assert {photo.path.parent for photo in shown} == {mover.b, mover.b / "trip"}
    mover.away.rename(mover.a)
    assert mover.look(follow=True).photos_total == 0
    mover.holds("A", "B")


def test_where_it_was_found_is_gone_again(mover: Mover) -> None:
    mover.a.rename(mover.b)
    mover.look(mover.b)
    assert [folder.found_at for folder in mover.folders()] == [mover.b, None]
    mover.b.rename(mover.away)
    assert mover.look(follow=True).followed == ()
    assert mover.paths() == ["(A)", "(B)"]
    mover.away.rename(mover.b)
    mover.look(follow=True)
    mover.holds("B")


def test_into_another_known_folder(mover: Mover) -> None:
    c = mover.root / "C"
    draw(c / "own.jpg", [("cyan", 20, 20)], note="own")
    mover.look(c)
    mover.a.rename(c / "old")
    progress = mover.look(follow=True)
    assert [folder.found_at for folder in progress.followed] == [c / "old"]
    assert mover.paths() == ["C"]
    assert mover.counts().total == 9
    assert mover.said().names == mover.before.names


def test_its_parent_was_renamed(mover: Mover) -> None:
    (mover.root / "p").mkdir()
    for old, new in (("A", "p/A"), ("p", "q")):
        (mover.root / old).rename(mover.root / new)
        mover.look(mover.root / new, follow=True)
    mover.holds("q")


def test_into_a_folder_inside_its_old_place(mover: Mover) -> None:
    mover.a.rename(mover.away)
    mover.a.mkdir()
    mover.away.rename(mover.a / "B")
    mover.look(mover.a / "B", follow=True)
    mover.holds("A")


def test_one_folder_of_it_moved(mover: Mover) -> None:
    (mover.a / "trip").rename(mover.b)
    mover.look(mover.b, follow=True)
    mover.holds("A", "B")
    assert [folder.photo_count for folder in mover.folders()] == [4, 4]
    mover.look(follow=True)
    mover.holds()


@pytest.mark.slow
def test_only_some_of_it_is_found(mover: Mover) -> None:
    """Where most is missing, no one knows whether it is the folder."""
    mover.b.mkdir()
    for name in ("0.jpg", "2.jpg", "4.jpg"):
        (mover.a / name).rename(mover.b / name)
    mover.a.rename(mover.away)
    assert mover.look(mover.b, follow=True).followed == ()
    mover.holds("(A)", "B")
    (mover.away / "trip").rename(mover.b / "trip")  # the rest comes after it
    progress = mover.look(mover.b, follow=True)
    assert [folder.found_at for folder in progress.followed] == [mover.b]
    assert mover.paths() == ["B"]
    mover.look()
    assert mover.counts().total == 7


@pytest.mark.parametrize("follow", [True, False])
def test_photos_were_edited_and_deleted_on_the_way(mover: Mover, follow: bool) -> None:
    (edited,) = (asset.id for path, asset in mover.photos().items() if "4.jpg" in path)
    mover.a.rename(mover.b)
    colours = list(COLOURS)
    draw(mover.b / "4.jpg", [(colours[1], 20, 20), (colours[4], 100, 30)], note="brighter")
    (mover.b / "6.jpg").unlink()
    mover.look(mover.b, follow=follow)
    assert mover.counts().total == (7 if follow else 9)
    if not follow:
        mover.move()
        mover.look()
    assert mover.paths() == ["B"]
    photo, counts = mover.ask(photos.get, edited), mover.counts()
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
    mover.look(mover.b)
    (face,) = mover.faces("../B/4.jpg")
    zoe = mover.someone("Zoe", face.id)
    mover.move()
    mover.look()
    assert mover.ask(faces.get, face.id).person_id == zoe
    assert mover.counts().total == 8


def test_a_folder_that_is_told_where_it_is(mover: Mover) -> None:
    """Before any scan, and at another mount point; its copies go along."""
    there = mover.root / "mnt" / "other"
    there.parent.mkdir()
    shutil.copy(mover.a / "0.jpg", mover.a / "trip" / "again.jpg")
    mover.look()
    mover.a.rename(there)
    folder_id, calls = mover.folders()[0].id, mover.engine.calls
    mover.decide(library.move_folder, folder_id, there)
    assert mover.every(select(col(Place.path))) == [str(there / "trip" / "again.jpg")]
    assert mover.look().photos_total == 0
    assert mover.paths() == ["mnt/other"]
    assert (mover.engine.calls, mover.folders()[0].id) == (calls, folder_id)
    mover.holds()
    mover.db.undo().result()
    there.rename(mover.a)
    assert mover.look().photos_total == 0
    mover.holds("A")


def test_it_moved_twice_before_anybody_looked(mover: Mover) -> None:
    mover.a.rename(mover.b)
    mover.look(mover.b)
    mover.b.rename(mover.root / "C")
    progress = mover.look(mover.root / "C", follow=True)
    assert {folder.path for folder in progress.followed} == {mover.a, mover.b}
    mover.holds("C")


@pytest.mark.alone
def test_an_empty_folder_is_there(rig: Rig, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    rig.add_and_scan(tmp_path / "new")
    assert [folder.is_away for folder in rig.ask(library.folders)] == [False, False]


def test_a_folder_that_is_not_asked_for_is_seen_to_be_away(mover: Mover) -> None:
    other = mover.root / "other"
    draw(other / "x.jpg", note="x")
    shutil.rmtree(mover.a)
    mover.look(other)
    assert mover.paths() == ["(A)", "other"]
    assert mover.said() == Said(**{**vars(mover.before), "assets": mover.said().assets})


@pytest.mark.slow
def test_two_scans_at_once_take_a_moved_folder_once(mover: Mover) -> None:
    shutil.copytree(mover.a / "trip", mover.root / "C")
    mover.a.rename(mover.b)
    for folder in (mover.b, mover.root / "C"):
        mover.add(folder)
    jobs = [mover.job() for _ in range(3)]
    for job in jobs:
        job.start()
    for job in jobs:
        assert job.wait(PATIENCE)
    mover.holds()
    mover.look(follow=True)
    mover.holds("B", "C")
