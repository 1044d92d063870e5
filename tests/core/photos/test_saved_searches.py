"""Searches that have a name: kept, renamed, deleted, and all of it taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import Session

from kinfolk.core.actions import Act, Action
from kinfolk.core.people import people
from kinfolk.core.photos import library, photo_search, saved_searches
from kinfolk.core.photos.photo_filter import Age, PhotoFilter
from kinfolk.core.photos.saved_searches import SearchInfo
from kinfolk.errors import AppError, Conflict, Invalid, NotFound
from tests.album import Album

ALONE = PhotoFilter(is_alone=True)


def do(album: Album, work: Callable[[Session], object]) -> object:
    action = Action.of(Act.SAVE_SEARCH, name="Anna")
    return album.db.write(work, label=action).result().result


def saved(album: Album, name: str, wanted: PhotoFilter = ALONE) -> SearchInfo:
    found = do(album, lambda session: saved_searches.save(session, wanted, name=name))
    assert isinstance(found, SearchInfo)
    return found


def shown(album: Album) -> dict[str, PhotoFilter | None]:
    with album.db.read() as session:
        return {each.name: each.wanted for each in saved_searches.listed(session)}


def test_it_is_kept_called_otherwise_and_deleted_and_taken_back(album: Album) -> None:
    states = [album.dump()]
    search = saved(album, " Anna ")
    states.append(album.dump())
    assert shown(album) == {"Anna": ALONE}
    do(album, lambda session: saved_searches.rename(session, search.id, "anna"))
    states.append(album.dump())
    assert shown(album) == {"anna": ALONE}
    do(album, lambda session: saved_searches.remove(session, search.id))
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
    for work in (
        lambda session: saved_searches.save(session, ALONE, name="ANNA"),
        lambda session: saved_searches.rename(session, other.id, " anna"),
    ):
        with pytest.raises(Conflict, match="already a search named Anna"):
            do(album, work)
    for name in ("  ", "x" * 1000):
        with pytest.raises(Invalid):
            saved(album, name)
    there = album.library()
    work = lambda s: saved_searches.save(s, ALONE, name="Anna", library_id=there)  # noqa: E731
    do(album, work)


def test_what_is_gone(album: Album) -> None:
    for work in (
        lambda session: saved_searches.rename(session, "search_x", "Anna"),
        lambda session: saved_searches.remove(session, "search_x"),
    ):
        with pytest.raises(NotFound, match="There is no saved search"):
            do(album, work)


def test_undo_of_a_rename_whose_name_is_taken_meanwhile(album: Album) -> None:
    search = saved(album, "Anna")
    step = album.db.write(
        lambda session: saved_searches.rename(session, search.id, "Ben"),
        label=Action.of(Act.RENAME_SEARCH, old="Anna", name="Ben"),
    ).result()
    album.db.write(lambda session: saved_searches.save(session, ALONE, name="Anna")).result()
    before = album.dump()
    with pytest.raises(AppError, match="already a search named Anna"):
        album.db.undo(step_id=step.step_id).result()
    assert album.dump() == before


def test_a_folder_that_is_moved_is_asked_for_where_it_is(album: Album, tmp_path: Path) -> None:
    with album.db.read() as session:
        old = library.folder(session, album.folder_id).path
    saved(album, "lake", PhotoFilter(folder=old / "2019" / "Lake"))
    saved(album, "beside", PhotoFilter(folder=Path(f"{old}-2")))
    do(album, lambda session: library.move_folder(session, album.folder_id, tmp_path))
    assert shown(album) == {
        "lake": PhotoFilter(folder=tmp_path / "2019" / "Lake"),
        "beside": PhotoFilter(folder=Path(f"{old}-2")),
    }


def test_whoever_is_merged_is_asked_for_as_who_they_are_now(album: Album) -> None:
    anna, anne, ben = (album.person(name, faces=1) for name in ("Anna", "Anne", "Ben"))
    saved(album, "both", PhotoFilter(all_of=(anna, ben, anne), ages=(Age(anne, under=5),)))
    saved(album, "others", PhotoFilter(any_of=(ben, anne), is_alone=True))
    saved(album, "without", PhotoFilter(none_of=(anne,)))
    do(album, lambda session: people.merge(session, anna, [anne]))
    assert shown(album) == {
        "both": PhotoFilter(all_of=(anna, ben), ages=(Age(anna, under=5),)),
        "others": PhotoFilter(any_of=(ben, anna), is_alone=True),
        "without": PhotoFilter(none_of=(anna,)),
    }
    with album.db.read() as session:
        found = shown(album)["others"]
        assert found is not None
        assert photo_search.count(session, found, album.library_id) == 3
    album.db.undo().result()
    assert shown(album)["without"] == PhotoFilter(none_of=(anne,))
