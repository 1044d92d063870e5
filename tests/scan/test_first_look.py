"""A look into a folder before it is added, and whether the photos of one lie in another."""

from pathlib import Path

import pytest

from kinfolk.core.db.models import AssetState
from kinfolk.scan import first_look
from kinfolk.scan.first_look import FirstLook
from kinfolk.scan.folder_match import Lying, look
from tests.album import Album


def fill(folder: Path, number: int) -> None:
    folder.mkdir()
    for each in range(number):
        (folder / f"{each:03}.jpg").touch()


def folders_of(sample: list[str]) -> list[str]:
    return [Path(each).parent.name for each in sample]


def test_of_each_folder_some_photos_are_read(tmp_path: Path) -> None:
    fill(tmp_path / "large", 20)
    fill(tmp_path / "small", 3)
    (tmp_path / "notes.txt").touch()
    found = FirstLook(tmp_path).count()
    assert found is not None
    assert (found.photos, found.left_out) == (23, [])
    folders = folders_of(found.sample)
    assert (folders.count("large"), folders.count("small")) == (16, 3)
    assert len({*found.sample}) == 19


def test_of_many_photos_those_that_are_read_lie_evenly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_look, "SAMPLED", 4)
    for name in ("a", "b", "c", "d"):
        fill(tmp_path / name, 5)
    found = FirstLook(tmp_path).count()
    assert found is not None
    assert sorted(folders_of(found.sample)) == ["a", "b", "c", "d"]


def test_it_counts_no_further_than_anybody_wants_to_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_look, "COUNTED", 5)
    fill(tmp_path / "many", 9)
    found = FirstLook(tmp_path).count()
    assert found is not None
    assert (found.photos, len(found.sample)) == (5, 5)


def test_one_that_is_cancelled_or_not_there(tmp_path: Path) -> None:
    fill(tmp_path / "photos", 3)
    look = FirstLook(tmp_path)
    look.cancel()
    found = look.count()
    assert found is not None
    assert (look.is_cancelled, found.photos, found.sample) == (True, 0, [])
    assert FirstLook(tmp_path / "nowhere").count() is None


SIZE = 1234  # bytes of the album's photos


@pytest.mark.parametrize(
    ("lying", "is_likely", "said"),
    [
        (Lying(4, 2, is_empty=False), True, ""),
        (
            Lying(5, 2, is_empty=False),
            False,
            "Only 2 of the 5 photos from “Old” could be found in “New”.",
        ),
        (Lying(1, 0, is_empty=False), False, "The photo from “Old” isn’t in “New”."),
        (Lying(2, 0, is_empty=False), False, "None of the 2 photos from “Old” are in “New”."),
        (Lying(0, 0, is_empty=True), False, "“New” is empty, so it isn’t “Old”."),
        (Lying(0, 0, is_empty=False), True, ""),  # nothing is expected there
    ],
)
def test_what_is_likely_and_what_is_said(lying: Lying, is_likely: bool, said: str) -> None:
    assert lying.is_likely is is_likely
    assert is_likely or str(lying.said("Old", "New")) == said


def put(path: Path, size: int = SIZE) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)


def test_photos_are_told_by_their_paths_or_else_by_their_names(
    album: Album, tmp_path: Path
) -> None:
    old, new = Path("/photos") / album.folder_id, tmp_path / "new"
    names = [f"{album.photo()}.jpg" for _ in range(4)]
    new.mkdir()
    assert look(album.db, album.folder_id, old, new) == Lying(4, 0, is_empty=True)
    put(new / names[0])
    put(new / names[1], SIZE + 1)  # every camera has an IMG_0001
    (new / names[2]).mkdir()
    assert look(album.db, album.folder_id, old, new) == Lying(4, 1, is_empty=False)
    put(new / "inside" / names[3])
    put(new / "inside" / names[0])  # it counts once
    assert look(album.db, album.folder_id, old, new) == Lying(4, 2, is_empty=False)
    for name in (names[1], names[3]):
        put(new / name)
    assert look(album.db, album.folder_id, old, new) == Lying(4, 3, is_empty=False)


def test_missing_photos_are_expected_where_most_are_missing(album: Album, tmp_path: Path) -> None:
    old = Path("/photos") / album.folder_id
    put(tmp_path / "something else.jpg")
    for _ in range(2):
        album.photo(state=AssetState.MISSING)
    for expected in (2, 3, 2):  # one there is fewer than two that are gone, two are not
        assert look(album.db, album.folder_id, old, tmp_path).known == expected
        album.photo()
