"""Searches that have a name: kept, renamed, deleted, and all of it taken back."""

from pathlib import Path

import pytest

from kinfolk.core.people import people
from kinfolk.core.photos import library, photo_search, saved_searches
from kinfolk.core.photos.photo_filter import Age, PhotoFilter
from kinfolk.core.photos.saved_searches import SearchInfo
from kinfolk.errors import AppError, Conflict, Invalid, NotFound
from tests.album import Album

ALONE = PhotoFilter(is_alone=True)


def saved(album: Album, name: str, wanted: PhotoFilter = ALONE) -> SearchInfo:
    return album.step("Save", saved_searches.save, wanted, name=name).result


def shown(album: Album) -> dict[str, PhotoFilter | None]:
    return {each.name: each.wanted for each in album.ask(saved_searches.listed)}


def test_it_is_kept_called_otherwise_and_deleted_and_taken_back(album: Album) -> None:
    states = [album.dump()]
    search = saved(album, " Anna ")
    states.append(album.dump())
    assert shown(album) == {"Anna": ALONE}
    album.step("Rename", saved_searches.rename, search.id, "anna")
    states.append(album.dump())
    assert shown(album) == {"anna": ALONE}
    album.step("Delete", saved_searches.remove, search.id)
    states.append(album.dump())
    assert shown(album) == {}
    for state in reversed(states[:-1]):
        album.db.undo().result()
        assert album.dump() == state
    for state in states[1:]:
        album.db.redo().result()
        assert album.dump() == state


def test_they_stand_by_name(album: Album) -> None:
    for name in ("zoo", "Émile", "anna"):
        saved(album, name)
    assert list(shown(album)) == ["anna", "Émile", "zoo"]


def test_a_name_stands_once(album: Album) -> None:
    saved(album, "Anna")
    other = saved(album, "Ben")
    taken = "already a search named Anna"
    with pytest.raises(Conflict, match=taken):
        saved(album, "ANNA")
    with pytest.raises(Conflict, match=taken):
        album.do(saved_searches.rename, other.id, " anna")
    for name in ("  ", "x" * 1000):
        with pytest.raises(Invalid):
            saved(album, name)
    album.do(saved_searches.save, ALONE, name="Anna", library_id=album.library())


def test_what_is_gone(album: Album) -> None:
    with pytest.raises(NotFound, match="There is no saved search"):
        album.do(saved_searches.rename, "search_x", "Anna")
    with pytest.raises(NotFound, match="There is no saved search"):
        album.do(saved_searches.remove, "search_x")


def test_undo_of_a_rename_whose_name_is_taken_meanwhile(album: Album) -> None:
    search = saved(album, "Anna")
    step = album.step("Rename", saved_searches.rename, search.id, "Ben")
    album.do(saved_searches.save, ALONE, name="Anna")
    with album.unchanged(), pytest.raises(AppError, match="already a search named Anna"):
        album.db.undo(step_id=step.step_id).result()


def test_a_folder_that_is_moved_is_asked_for_where_it_is(album: Album, tmp_path: Path) -> None:
    old = album.ask(library.folder, album.folder_id).path
    saved(album, "lake", PhotoFilter(folder=old / "2019" / "Lake"))
    saved(album, "beside", PhotoFilter(folder=Path(f"{old}-2")))
    album.do(library.move_folder, album.folder_id, tmp_path)
    assert shown(album) == {
        "lake": PhotoFilter(folder=tmp_path / "2019" / "Lake"),
        "beside": PhotoFilter(folder=Path(f"{old}-2")),
    }


def test_whoever_is_merged_is_asked_for_as_who_they_are_now(album: Album) -> None:
    anna, anne, ben = (album.person(name, faces=1) for name in ("Anna", "Anne", "Ben"))
    saved(album, "both", PhotoFilter(all_of=(anna, ben, anne), ages=(Age(anne, under=5),)))
    saved(album, "others", PhotoFilter(any_of=(ben, anne), is_alone=True))
    saved(album, "without", PhotoFilter(none_of=(anne,)))
    album.step("Merge", people.merge, anna, [anne])
    assert shown(album) == {
        "both": PhotoFilter(all_of=(anna, ben), ages=(Age(anna, under=5),)),
        "others": PhotoFilter(any_of=(ben, anna), is_alone=True),
        "without": PhotoFilter(none_of=(anna,)),
    }
    found = shown(album)["others"]
    assert found is not None
    assert album.ask(photo_search.count, found, album.library_id) == 3
    album.db.undo().result()
    assert shown(album)["without"] == PhotoFilter(none_of=(anne,))
