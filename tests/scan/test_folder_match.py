"""Whether the photos of a folder lie in another one, and what is said where they do not."""

from pathlib import Path

import pytest

from kinfolk.core.db.models import AssetState
from kinfolk.scan.folder_match import Lying, look
from tests.album import Album

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


def test_missing_photos_are_expected_where_most_are_missing(album: Album, tmp_path: Path) -> None:
    old = Path("/photos") / album.folder_id
    put(tmp_path / "something else.jpg")
    for _ in range(2):
        album.photo(state=AssetState.MISSING)
    for expected in (2, 3, 2):  # one there is fewer than two that are gone, two are not
        assert look(album.db, album.folder_id, old, tmp_path).known == expected
        album.photo()
