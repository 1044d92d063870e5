"""Lists of people: pages by cursor in every order, and the wall."""

from typing import Any

import pytest
from sqlmodel import Session

from kinfolk.core.db.models import AssetState
from kinfolk.core.people import people, people_lists
from kinfolk.core.people.people_lists import NameFilter, PeopleQuery, Sort
from kinfolk.errors import Invalid, NotFound
from tests.album import Album


def listed(album: Album, **query: Any) -> list[str | None]:
    """The names on the one page that the query gives."""
    return [person.name for person in album.ask(people_lists.page, PeopleQuery(**query)).data]


def everybody(session: Session, /, **query: Any) -> list[str]:
    """Ids, page by page to the end."""
    ids: list[str] = []
    while True:
        cursor = ids[-1] if ids else None
        page = people_lists.page(session, PeopleQuery(starting_after_id=cursor, limit=3, **query))
        assert len(page.data) <= 3
        ids += [person.id for person in page.data]
        if not page.has_more:
            return ids


@pytest.fixture
def crowd(album: Album) -> dict[str, str]:
    """Ten people by name, of whom several have equally many photos."""
    faces = {"Zoë": 2, "anna": 0, "Émile": 1, "Eva": 1, "100%": 3, "50_50": 0, "Bob": 1, "Emma": 2}
    known = {name: album.person(name, faces=count) for name, count in faces.items()}
    return known | {"group 2": album.group(faces=2), "group 1": album.group(faces=1)}


BY_NAME = ["100%", "50_50", "anna", "Bob", "Émile", "Emma", "Eva", "Zoë"]
BY_COUNT = ["100%", "Zoë", "Emma", "Émile", "Eva", "Bob", "anna", "50_50"]
BY_AGE = ["Zoë", "anna", "Émile", "Eva", "100%", "50_50", "Bob", "Emma"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.CREATED_ASC, BY_AGE),
        (Sort.CREATED_DESC, BY_AGE[::-1]),
        (Sort.NAME_ASC, BY_NAME),
        (Sort.NAME_DESC, BY_NAME[::-1]),
        (Sort.COUNT_DESC, BY_COUNT),
        (Sort.COUNT_ASC, ["anna", "50_50", "Émile", "Eva", "Bob", "Zoë", "Emma", "100%"]),
    ],
)
def test_every_sort_page_by_page(
    album: Album, crowd: dict[str, str], sort: Sort, expected: list[str]
) -> None:
    assert album.ask(everybody, sort=sort) == [crowd[name] for name in expected]


@pytest.mark.parametrize("sort", [Sort.NAME_ASC, Sort.NAME_DESC])
def test_unnamed_people_come_last(album: Album, crowd: dict[str, str], sort: Sort) -> None:
    found = album.ask(everybody, sort=sort, name_filter=NameFilter.ALL)
    assert found[-2:] == [crowd["group 2"], crowd["group 1"]]
    assert len(found) == 10


def test_a_bare_list_is_of_the_newest_named_twenty(album: Album) -> None:
    for number in range(21):
        album.person(f"Person {number}")
    album.group()
    page = album.ask(people_lists.page, PeopleQuery())
    assert [person.name for person in page.data] == [f"Person {n}" for n in range(20, 0, -1)]
    assert page.has_more


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("E", ["Émile", "Emma", "Eva"]),
        ("é", ["Émile"]),
        ("%", ["100%"]),
        ("_", ["50_50"]),
        ("M", ["Émile", "Emma"]),
        ("a ", []),
        ("", BY_NAME),
    ],
)
def test_names_by_a_part(
    album: Album, crowd: dict[str, str], text: str, expected: list[str]
) -> None:
    found = listed(album, name=text, sort=Sort.NAME_ASC)
    assert found == expected


def test_refusals(album: Album) -> None:
    for sort in (Sort.NAME_ASC, Sort.NAME_DESC):
        with pytest.raises(Invalid, match="Unnamed people can’t be sorted by name") as refused:
            listed(album, sort=sort, name_filter=NameFilter.UNNAMED)
        assert refused.value.field == "sort"
    with pytest.raises(Invalid, match="The limit is from 1 to 200"):
        listed(album, limit=0)
    with pytest.raises(NotFound):
        listed(album, starting_after_id="person_x")


def test_a_missing_photo_does_not_count(album: Album) -> None:
    eva = album.person("Eva", faces=1)
    bob = album.person("Bob", faces=1)
    album.face(eva, asset_id=album.photo(state=AssetState.MISSING))
    album.face(bob)
    assert listed(album, sort=Sort.COUNT_DESC) == ["Bob", "Eva"]


def test_photos_count_with_a_face_or_without(album: Album) -> None:
    eva, bob = album.person("Eva", faces=1), album.person("Bob")
    photos = [album.photo(), album.photo()]
    for asset_id in photos:
        album.presence(bob, asset_id)
    assert listed(album, sort=Sort.COUNT_DESC) == ["Bob", "Eva"]
    assert listed(album, asset_id=photos[0]) == ["Bob"]
    assert album.ask(people_lists.wall) == [bob, eva]


def test_the_wall_is_made_from_few_statements(album: Album) -> None:
    """Cards come in one query, and the best face of each from an index."""
    with album.db.read() as session:
        statement = people.cards_select(["person_a", "person_b"])
        compiled = statement.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
        driver = session.connection().exec_driver_sql
        plan = [row[3] for row in driver(f"EXPLAIN QUERY PLAN {compiled}")]
    assert any("USING COVERING INDEX face_best" in step for step in plan)
    assert any("SEARCH appearance USING COVERING INDEX" in step for step in plan)
    assert any("SCAN asset USING COVERING INDEX asset_missing" in step for step in plan)
    assert not any("SCAN face" in step or "SCAN person" in step for step in plan), plan
    assert not any("TEMP B-TREE FOR ORDER" in step for step in plan), plan


def test_a_search_shows_first_whose_name_begins_so(album: Album) -> None:
    made = {
        name: album.person(name, faces=number)
        for name, number in (("Hannah", 5), ("Eva Ann", 4), ("Anna", 1), ("Annegret", 2))
    }
    loved = album.person("Johanna", faces=1, is_favorite=True)
    found = album.ask(people_lists.wall, text="ann", sort=people_lists.Sort.COUNT_DESC)
    assert found == [*(made[n] for n in ("Annegret", "Anna", "Eva Ann")), loved, made["Hannah"]]
