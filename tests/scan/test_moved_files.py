"""Which photo each new or changed file is, by its bytes, its path and what was said."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kinfolk.core.db.models import AssetState
from kinfolk.files import digest
from kinfolk.scan.moved_files import MoveFinder, Resolved
from kinfolk.scan.tasks import KnownPhoto, Task
from kinfolk.scan.walk import PhotoFile


class Place:
    """Files as they are, and photos as they are remembered."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.photos: list[KnownPhoto] = []
        self.standing: set[str] = set()  # photos of which a file is there as it was
        self.elsewhere: set[str] = set()  # those of which one beside the first place is

    def write(self, name: str, content: bytes) -> tuple[PhotoFile, str]:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        with path.open("rb") as file:
            return PhotoFile(str(path), len(content), path.stat().st_mtime_ns), digest(file)

    def photo(self, name: str, content: bytes, **facts: Any) -> KnownPhoto:
        """One that showed those bytes at that path."""
        _, content_hash = self.write("aside", content)
        made = KnownPhoto(
            *(f"asset_{len(self.photos)}", str(self.root / name), len(content), 1, content_hash),
            *(AssetState.DONE, 10, "folder"),
        )
        self.photos.append(replace(made, **facts))
        return self.photos[-1]

    def file(self, name: str, content: bytes, of: KnownPhoto | None = None) -> Task:
        found, _ = self.write(name, content)
        return Task(found, "lib", "folder", of.asset_id if of else None)

    def homes(self, *tasks: Task) -> Resolved:
        relocation = MoveFinder(
            self.photos,
            is_present=lambda known: known.asset_id in self.standing,
            has_other_file=lambda known: known.asset_id in self.elsewhere,
        )
        return relocation.resolve(tasks, is_cancelled=lambda: False)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def names(pairs: list[tuple[Task, KnownPhoto]]) -> dict[str, str]:
    """Where each photo is."""
    return {known.asset_id: Path(task.file.path).name for task, known in pairs}


def test_of_photos_of_one_content_each_is_where_its_path_is_most_alike(place: Place) -> None:
    for path in ("a/b/c/d/1.jpg", "x/b/c/d/1.jpg", "x/y/c/d/1.jpg", "x/y/z/d/1.jpg", "2.jpg"):
        place.photo(path, b"same")
    tasks = [
        place.file(path, b"same")
        for path in ("n/0.jpg", "n/d/1.jpg", "n/c/d/1.jpg", "n/b/c/d/1.jpg", "x/n/b/c/d/1.jpg")
    ]
    homes = place.homes(*tasks)
    found = {known.path: task.file.path for task, known in homes.moved}
    assert {Path(a).relative_to(place.root).as_posix(): b for a, b in found.items()} == {
        # Of two as like the first one has the first choice.
        "a/b/c/d/1.jpg": str(place.root / "n/b/c/d/1.jpg"),
        "x/b/c/d/1.jpg": str(place.root / "x/n/b/c/d/1.jpg"),
        "x/y/c/d/1.jpg": str(place.root / "n/c/d/1.jpg"),
        "x/y/z/d/1.jpg": str(place.root / "n/d/1.jpg"),
        "2.jpg": str(place.root / "n/0.jpg"),
    }
    assert (homes.copies, homes.rest) == ([], [])


def test_a_further_file_is_a_copy_of_the_youngest_that_is_there(place: Place) -> None:
    old, young, gone = (place.photo(f"{n}.jpg", b"same") for n in range(3))
    place.standing = {old.asset_id, young.asset_id, gone.asset_id}
    homes = place.homes(place.file("new.jpg", b"same"))
    assert names(homes.copies) == {gone.asset_id: "new.jpg"}
    place.standing = {old.asset_id, young.asset_id}
    homes = place.homes(place.file("moved.jpg", b"same"), place.file("new.jpg", b"same"))
    assert names(homes.moved) == {gone.asset_id: "moved.jpg"}
    assert names(homes.copies) == {gone.asset_id: "new.jpg"}


@pytest.mark.parametrize(
    ("state", "width", "is_elsewhere", "becomes"),
    [
        (AssetState.DONE, 10, False, "rest"),  # it keeps its photo
        (AssetState.DONE, 10, True, "copy"),
        (AssetState.MISSING, 10, False, "copy"),
        (AssetState.FAILED, 0, False, "copy"),
        (AssetState.FAILED, 10, False, "rest"),
    ],
)
def test_a_known_path_with_the_bytes_of_a_photo_that_is_there(
    place: Place, state: AssetState, width: int, is_elsewhere: bool, becomes: str
) -> None:
    there = place.photo("there.jpg", b"its bytes")
    mine = place.photo("mine.jpg", b"other bytes", state=state, width=width)
    place.standing = {there.asset_id}
    place.elsewhere = {mine.asset_id} if is_elsewhere else set()
    homes = place.homes(place.file("mine.jpg", b"its bytes", mine))
    assert homes.moved == []
    assert names(homes.copies) == ({there.asset_id: "mine.jpg"} if becomes == "copy" else {})
    assert [task.asset_id for task in homes.rest] == ([mine.asset_id] if becomes == "rest" else [])


def test_a_photo_whose_bytes_another_photos_file_has_now_keeps_its_own(place: Place) -> None:
    """As a missing one it would show the faces that the other photo shows, too."""
    there = place.photo("there.jpg", b"its bytes")
    mine = place.photo("mine.jpg", b"bytes", is_decided=True)
    edited = place.photo("edited.jpg", b"before", is_decided=True)
    place.standing = {there.asset_id}
    tasks = [place.file("mine.jpg", b"its bytes", mine), place.file("edited.jpg", b"bytes", edited)]
    homes = place.homes(*tasks)
    assert (homes.moved, homes.copies) == ([], [])
    assert [task.asset_id for task in homes.rest] == [mine.asset_id, edited.asset_id]


@pytest.mark.parametrize(("is_elsewhere", "keeps"), [(False, True), (True, False)])
def test_a_file_that_was_edited_is_its_photo_unless_that_is_elsewhere(
    place: Place, is_elsewhere: bool, keeps: bool
) -> None:
    mine = place.photo("mine.jpg", b"bytes")
    place.elsewhere = {mine.asset_id} if is_elsewhere else set()
    (task,) = place.homes(place.file("mine.jpg", b"edited", mine)).rest
    assert task.asset_id == (mine.asset_id if keeps else None)


@pytest.mark.parametrize(
    ("decided", "moves"),
    [
        ({}, True),
        ({"is_decided": True}, False),  # what was said of it waits there
        ({"is_decided": True, "shows_decided": True}, True),
    ],
)
def test_who_follows_its_bytes_to_another_place(
    place: Place, decided: dict[str, bool], moves: bool
) -> None:
    """Its own place shows something else now."""
    mine = place.photo("mine.jpg", b"bytes", **decided)
    homes = place.homes(place.file("mine.jpg", b"else", mine), place.file("new.jpg", b"bytes"))
    assert names(homes.moved) == ({mine.asset_id: "new.jpg"} if moves else {})


@pytest.mark.parametrize(
    ("theirs", "mine", "moves"),
    [
        ({}, {}, True),
        ({"is_decided": True}, {}, False),  # it takes the place of no photo with a say
        ({"is_decided": True}, {"is_decided": True, "shows_decided": True}, True),
        ({}, {"is_decided": True, "shows_decided": True}, True),
    ],
)
def test_whose_place_a_photo_takes_that_has_no_file(
    place: Place, theirs: dict[str, bool], mine: dict[str, bool], moves: bool
) -> None:
    homeless = place.photo("gone.jpg", b"bytes", **mine)
    there = place.photo("there.jpg", b"other bytes", **theirs)
    homes = place.homes(place.file("there.jpg", b"bytes", there))
    assert names(homes.moved) == ({homeless.asset_id: "there.jpg"} if moves else {})


def test_new_files_of_one_content_are_read_once(place: Place) -> None:
    tasks = [place.file(f"{n}.jpg", b"same") for n in range(3)]
    alone = place.file("alone.jpg", b"alone, and of another size")
    homes = place.homes(tasks[0], alone, *tasks[1:])
    assert [(Path(task.file.path).name, len(task.copies)) for task in homes.rest] == [
        ("0.jpg", 2),
        ("alone.jpg", 0),
    ]
    assert [spot.file.path for spot in homes.rest[0].copies] == [
        str(place.root / name) for name in ("1.jpg", "2.jpg")
    ]
    assert homes.rest[0].content_hash
    assert homes.rest[1].content_hash == ""  # nothing is as long: it was not opened


@pytest.mark.parametrize(("edited", "led_by"), [(1, "known0.jpg"), (2, "1.jpg")])
def test_an_edited_photo_leads_its_new_copies_where_it_is_the_only_one(
    place: Place, edited: int, led_by: str
) -> None:
    known = [place.photo(f"known{n}.jpg", b"before") for n in range(edited)]
    tasks = [place.file(f"{n}.jpg", b"edited") for n in (1, 2)]
    tasks += [place.file(f"known{n}.jpg", b"edited", each) for n, each in enumerate(known)]
    led = {Path(t.file.path).name: len(t.copies) for t in place.homes(*tasks).rest}
    assert led.pop(led_by) == (2 if edited == 1 else 1)
    assert led == ({} if edited == 1 else {"known0.jpg": 0, "known1.jpg": 0})


def test_a_file_that_cannot_be_opened_is_left_to_whoever_reads_it(place: Place) -> None:
    tasks = [place.file(f"{n}.jpg", b"same") for n in range(2)]
    (place.root / "0.jpg").unlink()
    homes = place.homes(*tasks)
    assert [bool(task.content_hash) for task in homes.rest] == [False, True]
