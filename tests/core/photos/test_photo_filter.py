"""A filter as a library keeps it, the clauses it is made of, and searches that have a name."""

from dataclasses import replace
from datetime import datetime
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfolk.core.people import people
from kinfolk.core.photos import library, photo_search, saved_searches
from kinfolk.core.photos.photo_filter import (
    EVERY_PHOTO,
    Age,
    PhotoFilter,
    added,
    clauses,
    from_text,
    removed,
    to_text,
)
from kinfolk.core.photos.saved_searches import SearchInfo
from kinfolk.errors import AppError, Conflict, Invalid, NotFound
from tests.album import Album
from tests.core.photos.test_photo_search import asking

ANNA = PhotoFilter(all_of=("person_anna",))


@given(st.integers(0, 6).flatmap(asking))
def test_what_was_kept_is_read_again(wanted: PhotoFilter) -> None:
    assert from_text(to_text(wanted)) == wanted


def test_what_is_kept_says_no_more_than_was_said() -> None:
    assert to_text(EVERY_PHOTO) == "{}"
    text = to_text(PhotoFilter(ages=(Age("person_dora", under=5),), folder=Path("/photos/2019")))
    assert text == '{"folder":"/photos/2019","ages":[{"person_id":"person_dora","under":5}]}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"smiling": true}',
        '{"min_people": "2"}',
        '{"min_people": 3, "max_people": 2}',
        '{"min_people": 9223372036854775808}',
        '{"max_people": 9223372036854775808}',
        '{"ages": [{"person_id": "person_dora", "under": 5, "dressed": "red"}]}',
        '{"taken_from": "once"}',
    ],
)
def test_what_is_unknown_here_is_no_filter(text: str) -> None:
    assert from_text(text) is None


@given(st.integers(0, 6).flatmap(asking))
def test_its_clauses_make_it_again(wanted: PhotoFilter) -> None:
    whom = (*wanted.all_of, *wanted.any_of, *wanted.none_of)
    if len(set(whom)) < len(whom):  # someone who is wanted and not wanted is said once
        return
    parts = list(clauses(wanted))
    assert set(reduce(added, parts, EVERY_PHOTO).ages) == set(wanted.ages)
    if len(set(wanted.ages)) == len(wanted.ages):
        assert reduce(added, parts, EVERY_PHOTO) == wanted
    for part in parts:
        assert part not in clauses(removed(wanted, part))
        assert set(clauses(added(removed(wanted, part), part))) == set(parts)


def test_somebody_is_asked_for_in_one_way() -> None:
    without = PhotoFilter(none_of=("person_anna",))
    assert added(ANNA, without) == without
    assert added(without, ANNA) == ANNA
    assert added(ANNA, ANNA) == ANNA


def test_another_time_takes_the_place_of_one() -> None:
    then = PhotoFilter(taken_from=datetime(2010, 1, 1), taken_before=datetime(2011, 1, 1))
    since = PhotoFilter(taken_from=datetime(2015, 1, 1))
    assert added(added(ANNA, then), since) == added(ANNA, since)
    assert removed(added(ANNA, since), since) == ANNA


def test_a_time_with_a_zone_is_the_time_on_the_cameras_clock() -> None:
    """So a file of strangers may have it: compared with what photos say, it would be an error."""
    text = '{"taken_from": "2019-04-12T10:00:00+02:00", "taken_before": "2019-05-01T00:00:00Z"}'
    assert from_text(text) == PhotoFilter(
        taken_from=datetime(2019, 4, 12, 10), taken_before=datetime(2019, 5, 1)
    )


def test_whom_and_whether_a_time_it_asks_for() -> None:
    age = Age("person_d", 3, 5)
    wanted = PhotoFilter(all_of=("person_a",), any_of=("person_b",), none_of=("person_c",))
    assert replace(wanted, ages=(age,)).asked_for == ("person_a", "person_b", "person_d")
    assert not replace(wanted, ages=(age,)).has_time
    day = datetime(2020, 5, 1)
    assert PhotoFilter(taken_from=day).has_time
    assert PhotoFilter(taken_before=day).has_time


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
    with album.unchanged(), pytest.raises(AppError, match="already a search named Anna") as told:
        album.db.undo(step_id=step.step_id).result()
    assert told.value.hint == "Nothing was changed."


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
