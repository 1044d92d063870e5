"""A look into a folder before it is added: how many photos it has, and some from all over it."""

from pathlib import Path

import pytest

from kinfolk.scan import first_look
from kinfolk.scan.first_look import FirstLook


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
