"""What a scan finds out before it reads anything: files in folders against what is remembered."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from kinfolk.core.db.models import AssetState
from kinfolk.core.photos.library import FolderInfo
from kinfolk.scan.file_table import KnownPhotos
from kinfolk.scan.plan import KnownLibrary, Plan, plan
from kinfolk.scan.tasks import FileLocation, KnownCopy, KnownPhoto, Task
from kinfolk.scan.walk import Closed, PhotoFile


class Place:
    """Folders on the disk, and what is remembered of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folders: dict[str, FolderInfo] = {}
        self.photos: list[KnownPhoto] = []
        self.copies: list[KnownCopy] = []

    def folder(self, name: str, *, is_away: bool = False, photos: int = 1) -> str:
        self.folders[name] = FolderInfo(name, "lib", self.root / name, is_away, photos, None, 0)
        return name

    def path(self, name: str) -> str:
        return str(self.root / name)

    def lies(self, name: str, content: bytes = b"12345") -> PhotoFile:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return PhotoFile(str(path), len(content), path.stat().st_mtime_ns)

    def photo(self, name: str, found: PhotoFile | None = None, **facts: Any) -> KnownPhoto:
        """Remembered as it lies there, or as it lay."""
        found = found or PhotoFile(self.path(name), 5, 1)
        folder = name.split("/")[0]
        made = KnownPhoto(
            *(f"asset_{name}", self.path(name), found.size, found.modified_ns),
            *(f"hash {name}", AssetState.DONE, 10, folder),
        )
        self.photos.append(replace(made, **facts))
        return self.photos[-1]

    def copy(
        self, of: KnownPhoto, name: str, found: PhotoFile | None = None, **facts: Any
    ) -> KnownCopy:
        found = found or PhotoFile(self.path(name), 5, 1)
        made = KnownCopy(
            *(f"place_{name}", of.asset_id, name.split("/")[0], self.path(name)),
            *(found.size, found.modified_ns, False),
        )
        self.copies.append(replace(made, **facts))
        return self.copies[-1]

    def plan(self, *folders: str, stop_at: int = 10**9) -> Plan:
        self.met: list[int] = []
        memory = KnownLibrary(
            folders=list(self.folders.values()),
            photos=KnownPhotos(self.photos),
            copies={copy.path: copy for copy in self.copies},
            lacking=set(),
            crops={},
            remembered=[],
        )
        return plan(
            memory,
            library_id="lib",
            folder_ids=folders or None,
            found=self.met.append,
            is_cancelled=lambda: len(self.met) >= stop_at,
        )


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def first(made: Plan) -> list[str]:
    """Where photos are that were elsewhere."""
    return [Path(spot.file.path).name for spot, _ in made.moved]


@pytest.mark.parametrize(
    ("there", "takes_over"),
    [
        (["b/1.jpg", "a/2.jpg"], "2.jpg"),  # of its own folder
        (["a/3.jpg", "a/2.jpg"], "2.jpg"),  # the first by path
        (["c/3.jpg", "b/4.jpg"], "4.jpg"),
        (["unwalked/1.jpg", "b/2.jpg"], "2.jpg"),  # one that was met before one that is looked up
        (["unwalked/3.jpg", "unwalked/2.jpg"], "2.jpg"),
    ],
)
def test_which_copy_takes_the_place_of_a_file_that_is_gone(
    place: Place, there: list[str], takes_over: str
) -> None:
    for name in ("a", "b", "c", "unwalked"):
        place.folder(name)
        place.lies(f"{name}/0.jpg", name.encode())
    known = place.photo("a/1.jpg")
    for name in there:
        place.copy(known, name, place.lies(name))
    made = place.plan("a", "b", "c")
    assert first(made) == [takes_over]
    assert [each.place_id for each in place.copies if each.path.endswith(takes_over)] == [
        *made.dropped
    ]
    assert (made.vanished, made.left, made.away) == ([], [], {})


def test_better_a_copy_on_a_drive_that_is_away_than_none(place: Place) -> None:
    for name in ("a", "away"):
        place.folder(name, is_away=name == "away")
    place.lies("a/0.jpg")
    known = place.photo("a/1.jpg")
    for name in ("away/3.jpg", "away/2.jpg"):
        place.copy(known, name)
    made = place.plan()
    assert first(made) == ["2.jpg"]
    assert made.vanished == []
    missing = Place(place.root)
    missing.folders = place.folders
    missing.photo("a/1.jpg")
    assert missing.plan().vanished == ["asset_a/1.jpg"]


@pytest.mark.parametrize("is_away", [True, False])
def test_a_photo_that_moved_before_it_was_read_is_read_where_it_is(
    place: Place, is_away: bool
) -> None:
    place.folder("a")
    place.lies("a/notes.txt")
    place.folder("b", is_away=is_away)
    known = place.photo("a/1.jpg", state=AssetState.PENDING, width=0)
    place.copy(known, "b/2.jpg", None if is_away else place.lies("b/2.jpg"))
    made = place.plan()
    assert first(made) == ["2.jpg"]
    assert [task.asset_id for task in made.tasks] == ([] if is_away else [known.asset_id])


def test_what_becomes_of_further_places(place: Place) -> None:
    for name in ("a", "away"):
        place.folder(name, is_away=name == "away")
    known = place.photo("a/1.jpg", place.lies("a/1.jpg"))
    place.copy(known, "a/here.jpg", place.lies("a/here.jpg"))
    place.copy(known, "a/back.jpg", place.lies("a/back.jpg"), is_left=True)
    place.copy(known, "a/gone.jpg")
    place.lies("a/changed.jpg", b"other bytes")
    place.copy(known, "a/changed.jpg")
    place.copy(known, "a/1.jpg", PhotoFile(place.path("a/1.jpg"), 5, 1))  # the photo has the word
    place.copy(known, "away/5.jpg")
    place.copy(known, "away/6.jpg", is_left=True)
    made = place.plan()
    assert sorted(made.dropped) == [f"place_a/{name}.jpg" for name in ("1", "changed", "gone")]
    assert made.marked == {"place_a/back.jpg": False}
    assert [Path(task.file.path).name for task in made.tasks] == ["changed.jpg"]


@pytest.mark.parametrize("found", [1, 2, 3, 4])
def test_a_folder_is_where_more_than_half_of_its_files_were_found(place: Place, found: int) -> None:
    """Two of them in one folder inside, and none of them at another place."""
    place.folder("new", photos=0)
    place.folder("old", is_away=True, photos=4)
    place.lies("new/other.jpg", b"other")
    names = ("1.jpg", "trip/2.jpg", "3.jpg", "trip/4.jpg")
    for at, name in enumerate(names):
        known = place.photo(f"old/{name}")
        if at < found:
            place.copy(known, f"old/{name}.left", is_left=True)
            moved = place.lies(f"new/inner/{name}", b"x" * (10 + at))
            place.photos[-1] = replace(
                known,
                path=moved.path,
                size=moved.size,
                modified_ns=moved.modified_ns,
                folder_id="new",
            )
            place.copies[-1] = replace(place.copies[-1], path=place.path(f"old/{name}"))
    made = place.plan()
    assert made.found_at == ({"old": place.path("new/inner")} if found > 2 else {})


def test_a_scan_that_is_stopped_has_no_plan(place: Place) -> None:
    for name in ("a", "b"):
        place.folder(name, is_away=True)
        for number in range(3):
            place.lies(f"{name}/{number}.jpg", f"{name}{number}".encode())
    assert place.plan(stop_at=2) == Plan("lib")
    assert place.met == [1, 2]
    made = place.plan()
    assert place.met == [1, 2, 3, 4, 5, 6]
    assert len(made.tasks) == 6
    assert made.away == {"a": False, "b": False}
    assert place.plan(stop_at=6) == Plan("lib")


SOMETHING: dict[str, Any] = {
    "tasks": [Task(PhotoFile("/a", 1, 1), "lib", "a")],
    "names_changed": ["asset"],
    "closed": [Closed("/a", "It cannot be read.")],
    "moved": [(FileLocation(PhotoFile("/a", 1, 1), "a"), None)],
    "displaced": [None],
    "copies": [(FileLocation(PhotoFile("/a", 1, 1), "a"), "asset")],
    "left": [(None, True)],
    "marked": {"place": True},
    "dropped": ["place"],
    "returned": ["asset"],
    "vanished": ["asset"],
    "remembered": ["asset"],
    "away": {"folder": False},
    "found_at": {"folder": None},
}


def test_a_plan_changes_something_but_for_what_is_to_be_read() -> None:
    seen = {"library_id", "walked", "beside", "left_out", "back", "unread"}  # and what the walk saw
    assert SOMETHING.keys() == {each.name for each in fields(Plan)} - seen
    assert not Plan("lib").changes_something
    for name, value in SOMETHING.items():
        changes = Plan("lib", **{name: value}).changes_something
        assert changes is (name not in ("tasks", "closed")), name
