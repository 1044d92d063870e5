"""Searches over photos: random ones held against looking at each photo, and the rules by name."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, delete

from kinfolk.core import birth
from kinfolk.core.birth import Birth, Precision
from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssetState, Face, Folder, Library, Person, Place, Presence
from kinfolk.core.people import people
from kinfolk.core.photos import dates, photo_search, photos, places
from kinfolk.core.photos.photo_filter import MOST_STEPS, STEPS_OF_AGE, Age, PhotoFilter, written_age
from kinfolk.core.photos.photo_search import Order, PhotoSort
from kinfolk.core.photos.photos import AssetsQuery
from kinfolk.errors import Invalid
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from tests.album import Album
from tests.random_examples import often
from tests.rows import face_row, photo_row, place_row
from tests.summaries import span

FOUND = datetime(2020, 1, 1)  # when a photo was found


@dataclass(frozen=True)
class Somebody:
    """A person or a group."""

    is_named: bool
    is_hidden: bool
    born: Birth | None


@dataclass(frozen=True)
class Seen:
    """A face: whose it is, by number, and whether it waits for another picture."""

    who: int | None
    seen_in: str  # "this", "another", or "" where no one knows


@dataclass(frozen=True)
class Photo:
    """With the path of a copy, and who is in it without a box."""

    path: str
    copy: str | None
    taken_at: datetime | None
    precision: TakenPrecision
    state: AssetState
    faces: tuple[Seen, ...]
    boxless: tuple[Seen, ...]

    @property
    def taken(self) -> CaptureDate | None:
        return CaptureDate.stored(self.taken_at, self.precision, TakenSource.USER)

    def shown(self) -> list[int | None]:
        """Whom it shows now: a number of people, and null for each face of no one."""
        return [each.who for each in (*self.faces, *self.boxless) if each.seen_in != "another"]


@dataclass(frozen=True)
class World:
    """A library."""

    people: tuple[Somebody, ...]
    photos: tuple[Photo, ...]


def person(number: int) -> str:
    return f"person_{number}"


# Few of each, so that they meet.
DAYS = [
    date(2000, 2, 29),
    date(2004, 2, 28),
    date(2004, 2, 29),
    date(2005, 3, 1),
    date(2008, 1, 1),
    date(2011, 12, 31),
]
MOMENTS = [datetime(d.year, d.month, d.day, h) for d in DAYS for h in (0, 12)] + [FOUND]
FOLDERS = ["/p", "/p/a", "/p/a/b", "/p/a b", "/p/a0", "/p/Ä"]
PEOPLE = 4
IDS = st.sampled_from([0, 0, 1, 1, 2, PEOPLE]).map(person)  # the last one is no one

births = st.sampled_from(
    [
        Birth(date(2000, 2, 29)),
        Birth(date(2004, 2, 29)),
        Birth(date(2000, 2, 1), Precision.MONTH),
        Birth(date(2000, 1, 1), Precision.YEAR),
    ]
)
somebody = st.builds(Somebody, st.booleans(), st.booleans(), births | births | st.none())
seen = st.builds(
    Seen,
    st.sampled_from([0, 0, 0, 1, 1, *range(PEOPLE), None]),
    st.sampled_from(["this", "this", "this", "", "another"]),
)
present = st.builds(
    Seen, st.sampled_from(range(PEOPLE)), st.sampled_from(["this", "this", "another"])
)
paths = st.builds("{}/{}".format, st.sampled_from(FOLDERS), st.sampled_from(["a", "B", "b", "É"]))
single_photo = st.builds(
    Photo,
    paths,
    st.none() | paths,
    st.sampled_from([*MOMENTS, None]),
    st.sampled_from([TakenPrecision.SECOND] * 4 + [*TakenPrecision]),
    st.sampled_from([AssetState.DONE] * 6 + [*AssetState]),
    st.lists(seen, max_size=4).map(tuple),
    st.lists(present, max_size=2, unique_by=lambda each: each.who).map(tuple),
)
worlds = st.builds(
    World,
    st.lists(somebody, min_size=PEOPLE, max_size=PEOPLE).map(tuple),
    st.lists(single_photo, min_size=3, max_size=8, unique_by=lambda each: each.path).map(tuple),
)
several = st.lists(IDS, min_size=1, max_size=2).map(tuple)
ages = st.builds(
    lambda who, least, more: Age(who, least, None if more is None else least + more),
    IDS,
    st.sampled_from([0, 0, 0, 1, 3, 4, 5, 9999]),
    st.sampled_from([1, 5, 12, None, None]),
)


def _clause(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(fields)


CLAUSES = (
    _clause(all_of=several),
    _clause(any_of=several),
    _clause(none_of=several),
    _clause(is_alone=st.just(True)),
    _clause(has_unknown=st.just(True)),
    _clause(min_people=st.just(0), max_people=st.integers(0, 2)),
    _clause(min_people=st.integers(1, 2), max_people=st.none() | st.integers(2, 3)),
    _clause(folder=st.sampled_from([*FOLDERS, "/"]).map(Path)),
    _clause(taken_from=st.sampled_from(MOMENTS)),
    _clause(taken_before=st.sampled_from(MOMENTS)),
    _clause(ages=ages.map(lambda age: (age,))),
    _clause(ages=st.tuples(ages, ages)),
)


def asking(number: int) -> st.SearchStrategy[PhotoFilter]:
    """Filters of so many clauses, or fewer where one takes the place of another."""
    clauses = st.tuples(*[st.sampled_from(CLAUSES).flatmap(lambda each: each)] * number)
    return clauses.map(lambda said: PhotoFilter(**{k: v for each in said for k, v in each.items()}))


# One or two clauses as a rule: whoever asks for more finds little.
filters = st.tuples(*map(asking, (0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 6)))


def fill(session: Session, world: World) -> None:
    """In place of what was there; beside a library that has the same photos of no one."""
    for table in (Face, Presence, Place, Person, Asset, Folder, Library):
        session.exec(delete(table))
    for library_id in ("lib", "other"):
        session.add(Library(id=library_id, name=library_id))
        session.flush()
        session.add(Folder(id=f"folder_{library_id}", library_id=library_id, path="/p"))
        session.flush()
        for number, photo in enumerate(world.photos):
            session.add(_row(f"asset_{library_id}_{number}", library_id, photo))
    for number, each in enumerate(world.people):
        session.add(_person(number, each))
    session.flush()
    for number, photo in enumerate(world.photos):
        for path in _copies(world)[number]:
            session.add(_copy(f"asset_lib_{number}", path))
        for face, one in enumerate(photo.faces):
            session.add(_face(f"face_{number}_{face}", f"asset_lib_{number}", one))
        for one in photo.boxless:
            session.add(_presence(f"asset_lib_{number}", one))


def _person(number: int, each: Somebody) -> Person:
    name = f"P{number}" if each.is_named else None
    return Person(
        id=person(number),
        library_id="lib",
        name=name,
        name_key=name,
        is_hidden=each.is_hidden,
        birth_date=each.born.day if each.born else None,
        birth_precision=each.born.precision if each.born else Precision.DAY,
    )


def _row(asset_id: str, library_id: str, each: Photo) -> Asset:
    return photo_row(
        library_id,
        f"folder_{library_id}",
        id=asset_id,
        path=each.path,
        taken_at=each.taken_at,
        taken_precision=each.precision,
        state=each.state,
        picture="this",
        created_at=FOUND.replace(tzinfo=UTC),
    )


def _copy(asset_id: str, path: str) -> Place:
    return place_row("lib", asset_id, "folder_lib", path, id=f"place_{asset_id}")


def _face(face_id: str, asset_id: str, one: Seen) -> Face:
    owner = None if one.who is None else person(one.who)
    return face_row("lib", asset_id, id=face_id, person_id=owner, seen_in=one.seen_in)


def _presence(asset_id: str, one: Seen) -> Presence:
    return Presence(
        id=f"presence_{asset_id}_{one.who}",
        library_id="lib",
        asset_id=asset_id,
        person_id=person(one.who or 0),
        seen_in=one.seen_in,
    )


def expected(world: World, wanted: PhotoFilter) -> list[int]:
    """The numbers of the photos that a reader of the filter would pick."""
    return [
        number
        for number, each in enumerate(world.photos)
        if each.state != AssetState.MISSING
        and _has_people(world, each, wanted)
        and _is_there_and_then(world, number, wanted)
        and all(_is_of_age(world, each, age) for age in wanted.ages)
    ]


def _has_people(world: World, each: Photo, wanted: PhotoFilter) -> bool:
    numbers = each.shown()
    there = {person(who) for who in numbers if who is not None}
    nobodys = [who for who in numbers if who is None]
    groups = [world.people[who] for who in numbers if who is not None]
    number = len(there) + len(nobodys)
    named = {*wanted.all_of, *wanted.any_of, *(age.person_id for age in wanted.ages)}
    is_alone = not nobodys and there <= named if named else number == 1
    has_unknown = bool(nobodys) or any(not g.is_named and not g.is_hidden for g in groups)
    knows_how_few = wanted.max_people is None and not (wanted.is_alone and not named)
    return (
        there.issuperset(wanted.all_of)
        and (not wanted.any_of or not there.isdisjoint(wanted.any_of))
        and there.isdisjoint(wanted.none_of)
        and (is_alone or not wanted.is_alone)
        and (has_unknown or not wanted.has_unknown)
        and number >= wanted.min_people
        and (wanted.max_people is None or number <= wanted.max_people)
        and (knows_how_few or each.state == AssetState.DONE)
    )


def _is_there_and_then(world: World, number: int, wanted: PhotoFilter) -> bool:
    each = world.photos[number]
    first, last = span(each.taken) if each.taken else (datetime.max, datetime.min)
    places = [each.path, *_copies(world)[number]]
    return (
        (wanted.taken_from is None or last >= wanted.taken_from)
        and (wanted.taken_before is None or first < wanted.taken_before)
        and (wanted.folder is None or any(wanted.folder in Path(p).parents for p in places))
    )


def _copies(world: World) -> list[list[str]]:
    """Of each photo; no two files are at one path."""
    taken = {each.path for each in world.photos}
    copies: list[list[str]] = []
    for each in world.photos:
        copies.append([each.copy] if each.copy and each.copy not in taken else [])
        taken.update(copies[-1])
    return copies


def _is_of_age(world: World, each: Photo, age: Age) -> bool:
    """They are shown, and it is true of a day they may be born on and one it may be taken on."""
    shown = {person(who) for who in each.shown() if who is not None}
    who = int(age.person_id.removeprefix("person_"))
    born = world.people[who].born if who < PEOPLE else None
    if age.person_id not in shown or born is None or each.taken is None:
        return False
    first, last = (moment.date() for moment in span(each.taken))
    under = 10_000 if age.under is None else age.under
    return any(
        age.at_least <= years < under
        for day in _days(born)
        if day <= last
        for years in range(max(0, _years(day, first)), _years(day, last) + 1)
    )


def _years(born: date, then: date) -> int:
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


def _days(born: Birth) -> Iterator[date]:
    day = born.day
    while str(Birth(day, born.precision)) == str(born):
        yield day
        day += timedelta(days=1)


def _key(world: World, number: int, sort: PhotoSort) -> tuple[object, str]:
    each = world.photos[number]
    keys = {
        PhotoSort.DATE: each.taken_at or FOUND,
        # Letters beyond ASCII stay as they are.
        PhotoSort.NAME: "".join(c.lower() if c.isascii() else c for c in Path(each.path).name),
        PhotoSort.FOLDER: each.path,
    }
    return keys[sort], f"asset_lib_{number}"


@pytest.mark.slow
@settings(
    max_examples=often(25),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(world=worlds, searches=filters, turn=st.integers(0, 5))
def test_any_search_finds_what_looking_at_each_photo_does(
    db: Database, world: World, searches: Sequence[PhotoFilter], turn: int
) -> None:
    """Whether few photos are looked at, or all are walked; in every order."""
    db.write(lambda session: fill(session, world)).result()
    for number, wanted in enumerate(searches):
        sort, order = list(product(PhotoSort, Order))[(number + turn) % 6]
        most = (0, 2, 99)[number % 3]
        bounds = patch.multiple(photo_search, MANY=most, MANY_FOR_A_PAGE=most)
        with db.read() as session, bounds:
            _check(session, world, wanted, sort, order)
    with db.read() as session:
        cards = people.cards(session, [person(number) for number in range(PEOPLE)])
        counted = {person_id: card.asset_count for person_id, card in cards.items()}
    assert counted == {
        person_id: len(expected(world, PhotoFilter(all_of=(person_id,)))) for person_id in cards
    }


def _check(
    session: Session, world: World, wanted: PhotoFilter, sort: PhotoSort, order: Order
) -> None:
    numbers = sorted(
        expected(world, wanted),
        key=lambda number: _key(world, number, sort),
        reverse=order is Order.DOWN,
    )
    moments = {f"asset_lib_{n}": world.photos[n].taken_at or FOUND for n in numbers}
    assert photo_search.count(session, wanted, "lib") == len(numbers)
    ids = photo_search.ids(session, wanted, "lib", sort=sort, order=order)
    assert ids == list(moments)
    query = AssetsQuery("lib", wanted, limit=2, sort=sort, order=order)
    assert list(_paged(session, query)) == list(moments)
    company = photo_search.company(session, wanted, "lib")
    assert [(who.person_id, who.photos) for who in company] == _company(world, numbers)


def _company(world: World, numbers: Sequence[int]) -> list[tuple[str, int]]:
    """Who has a name and is not hidden, and in how many of these photos."""
    seen = Counter(
        who
        for number in numbers
        for who in set(world.photos[number].shown())
        if who is not None and world.people[who].is_named and not world.people[who].is_hidden
    )
    return [(person(who), seen[who]) for who in sorted(seen, key=lambda who: (-seen[who], who))]


def _paged(session: Session, query: AssetsQuery) -> Iterator[str]:
    page = photos.page(session, query)
    yield from (asset.id for asset in page.data)
    if page.has_more:
        yield from _paged(session, replace(query, starting_after_id=page.data[-1].id))


def found(album: Album, **wanted: Any) -> list[str]:
    """The oldest first, which is the order in which they were made."""
    asked = PhotoFilter(**wanted)
    return album.ask(photo_search.ids, asked, album.library_id, order=Order.UP)


def test_who_cannot_be_seen_is_in_a_photo_as_well(album: Album) -> None:
    anna, ben = album.person("Anna"), album.person("Ben")
    photo_id, other = album.photo(), album.photo()
    album.face(ben, asset_id=photo_id)
    album.presence(anna, photo_id)
    assert found(album, all_of=(anna,)) == [photo_id]
    assert found(album, all_of=(anna, ben), is_alone=True) == [photo_id]
    assert found(album, all_of=(ben,), is_alone=True) == []
    assert found(album, none_of=(anna,)) == [other]
    assert found(album, min_people=2) == [photo_id]


def test_a_library_with_many_photos_is_searched_by_time_and_by_who_is_left_out(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    for most in ("MANY", "MANY_FOR_A_PAGE"):
        monkeypatch.setattr(photo_search, most, 0)
    old, middle, new = (album.photo(taken_at=datetime(year, 5, 1)) for year in (2003, 2011, 2019))
    anna = album.person("Anna")
    album.face(anna, asset_id=middle)
    assert found(album, taken_from=datetime(2011, 1, 1)) == [middle, new]
    assert found(album, taken_before=datetime(2012, 1, 1)) == [old, middle]
    left = PhotoFilter(none_of=(anna,))
    assert album.ask(photo_search.count, left, album.library_id) == 2


def test_company_is_who_has_a_name_and_is_not_hidden(album: Album) -> None:
    anna, ben, group = album.person("Anna"), album.person("Ben"), album.group(faces=0)
    hidden = album.person("Hidden", is_hidden=True)
    for who in ((ben,), (anna, ben, hidden, group)):
        photo_id = album.photo()
        for person_id in who:
            album.face(person_id, asset_id=photo_id)
    company = album.ask(photo_search.company, PhotoFilter(), album.library_id)
    assert [(each.name, each.photos) for each in company] == [("Ben", 2), ("Anna", 1)]


@pytest.mark.slow
@pytest.mark.parametrize("field", ["all_of", "any_of", "none_of", "ages"])
def test_as_many_people_as_a_search_can_be_for(album: Album, field: str) -> None:
    born: dict[str, Any] = {"birth_date": date(2000, 1, 1), "library_id": album.library_id}
    everybody = [
        f"person_{number}"
        for number in range(MOST_STEPS // (STEPS_OF_AGE if field == "ages" else 1))
    ]
    album.do(lambda session: session.add_all(Person(id=each, **born) for each in everybody))
    asked: Any = tuple(Age(each, 1, 2) if field == "ages" else each for each in everybody)
    wanted = PhotoFilter(**{field: asked})
    photo = [album.photo()] if field == "none_of" else []
    assert album.ask(photo_search.count, wanted, album.library_id) == len(photo)
    assert [each.id for each in album.ask(photo_search.listing, wanted, None)] == photo
    assert [each.id for each in album.ask(photos.page, AssetsQuery(filter=wanted)).data] == photo
    with pytest.raises(Invalid, match="too many people"):
        replace(wanted, any_of=(*wanted.any_of, "person_more"))


def test_from_the_first_day_to_the_last(album: Album) -> None:
    anna, ben = album.person("Anna"), album.person("Ben", faces=1)
    for year in (2019, 2003, 2011):
        album.presence(anna, album.photo(taken_at=datetime(year, 5, 1)))
    album.face(anna)
    album.face(anna, asset_id=album.photo(taken_at=datetime(1999, 1, 1), state=AssetState.MISSING))
    seen, undated = (
        album.ask(photo_search.span, PhotoFilter(all_of=(who,)), album.library_id)
        for who in (anna, ben)
    )
    assert seen == (date(2003, 5, 1), date(2019, 5, 1))
    assert undated is None


def test_whoever_is_ignored_is_there_but_not_unknown(album: Album) -> None:
    unknown, ignored = album.photo(), album.photo()
    album.face(album.group(faces=0), asset_id=unknown)
    stranger = album.person(is_hidden=True)
    for _ in range(2):  # twice in a photo is one person
        album.face(stranger, asset_id=ignored)
    assert found(album, has_unknown=True) == [unknown]
    assert found(album, all_of=(stranger,)) == [ignored]
    assert found(album, min_people=1, max_people=1) == [unknown, ignored]


def test_only_a_photo_that_was_read_shows_nobody(album: Album) -> None:
    anna = album.person("Anna")
    empty, unread, edited = album.photo(), album.photo(state=AssetState.FAILED), album.photo()
    album.photo(state=AssetState.MISSING)
    face = album.face(anna, asset_id=edited)
    assert found(album) == [empty, unread, edited]
    assert (found(album, max_people=0), found(album, all_of=(anna,))) == ([empty], [edited])
    album.edit(Face, face, seen_in="before")  # the face waits for its picture
    assert (found(album, max_people=0), found(album, all_of=(anna,))) == ([empty, edited], [])


def test_a_folder_has_what_lies_in_it_and_copies(album: Album) -> None:
    inside, elsewhere = album.photo(), album.photo(folder_id=album.folder())
    folder = Path("/photos") / album.folder_id
    assert found(album, folder=folder) == [inside]
    assert found(album, folder=folder.parent) == [inside, elsewhere]
    assert found(album, folder=Path(f"/photos/{album.folder_id[:-1]}")) == []
    there = folder / "deep" / "copy.jpg"
    album.add(place_row(album.library_id, elsewhere, album.folder_id, there))
    first = album.row(Asset, inside).path
    assert album.ask(places.at, [there, folder / "none.jpg", Path(first)]) == [elsewhere, inside]
    assert found(album, folder=folder / "deep") == [elsewhere]


@pytest.mark.parametrize(
    ("born", "age", "inside", "outside"),
    [
        (
            Birth(date(2010, 5, 20)),
            Age("dora", under=5),
            ["2010-05-20T00:00", "2015-05-19T23:59"],
            ["2010-05-19T23:59", "2015-05-20T00:00"],
        ),
        (
            Birth(date(2010, 5, 20)),
            Age("dora", 3, 7),
            ["2013-05-20T00:00", "2017-05-19T23:59"],
            ["2013-05-19T23:59", "2017-05-20T00:00"],
        ),
        (
            Birth(date(2012, 2, 29)),
            Age("dora", 1),
            ["2013-03-01T00:00", "2090-01-01T00:00"],
            ["2013-02-28T23:59"],
        ),
        # Of whom the month or the year alone is known, what may be so.
        (
            Birth(date(2010, 2, 1), Precision.MONTH),
            Age("dora", 5, 6),
            ["2015-02-01T00:00", "2016-02-27T23:59"],
            ["2015-01-31T23:59", "2016-02-28T00:00"],
        ),
        (
            Birth(date(2010, 1, 1), Precision.YEAR),
            Age("dora", under=5),
            ["2010-01-01T00:00", "2015-12-30T23:59"],
            ["2009-12-31T23:59", "2015-12-31T00:00"],
        ),
        (Birth(date(2010, 1, 1)), Age("dora", 9000), [], ["2090-01-01T00:00"]),
        (None, Age("dora"), [], ["2015-01-01T00:00"]),
    ],
)
def test_ages(
    album: Album, born: Birth | None, age: Age, inside: list[str], outside: list[str]
) -> None:
    dora = album.person("Dora", birth_date=born)
    photo_at = {
        moment: album.photo(taken_at=datetime.fromisoformat(moment))
        for moment in sorted(inside + outside)
    }
    undated = album.photo()
    for photo_id in (*photo_at.values(), undated):
        album.face(dora, asset_id=photo_id)
    expected = [photo_at[moment] for moment in inside]
    assert found(album, ages=(replace(age, person_id=dora),)) == expected


@pytest.mark.parametrize(
    ("taken", "inside", "outside"),
    [
        ("1975", ["1970 1980", "1975-06 1975-07", "1975-12-31 1976"], ["1970 1975", "1976 1977"]),
        ("about 1975", ["1970 1980", "1975 1976", "1970 1971", "1980-12-31 1990"], ["1960 1970"]),
        ("about 1975", ["1980 1981"], ["1981 1990"]),
        ("June 1975", ["1975-06-30 1975-07", "1975 1976"], ["1975-07 1976", "1975 1975-06"]),
        ("12 June 1975", ["1975-06-12 1975-06-13"], ["1975-06-13 1976", "1975 1975-06-12"]),
        (None, [], ["1000 2999"]),
    ],
)
def test_a_photo_is_of_each_time_that_its_date_leaves_open(
    album: Album, taken: str | None, inside: list[str], outside: list[str]
) -> None:
    photo_id = album.photo()
    if taken is not None:
        album.do(dates.give, [photo_id], written(taken))
    for between in inside + outside:
        start, before = map(midnight, between.split())
        is_found = found(album, taken_from=start, taken_before=before) == [photo_id]
        assert is_found is (between in inside), between


def written(text: str) -> CaptureDate:
    taken = dates.written(text, months={"june": 6}, day_first=True, today=date(2020, 1, 1))
    assert taken is not None
    return taken


def midnight(text: str) -> datetime:
    day = birth.iso(text)
    assert day is not None
    return datetime.combine(day.day, time())


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Dora<5", Age("Dora", under=5)),
        (" Dora >= 18 ", Age("Dora", 18)),
        ("Dora=4", Age("Dora", 4, 5)),
        ("Dora=3-6", Age("Dora", 3, 7)),
        ("D=1<2=0", Age("D=1<2", 0, 1)),
    ],
)
def test_ages_as_they_are_written(text: str, age: Age) -> None:
    assert written_age(text) == age


@pytest.mark.parametrize("text", ["Dora", "<5", "Dora<", "Dora<5-6", "Dora<0", "Dora=6-3", "D=-1"])
def test_what_is_no_age(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        written_age(text)
    assert refused.value.field == "ages"


def test_few_photos_are_looked_at_and_many_are_walked(album: Album) -> None:
    anna = album.person("Anna", faces=3)
    wanted = PhotoFilter(all_of=(anna,), none_of=("person_x",), has_unknown=True)
    for most, way in ((3, "sqlite_autoindex_asset_1 (id=?)"), (2, "asset_when (library_id=?)")):
        with patch.object(photo_search, "MANY_FOR_A_PAGE", most):
            plan = album.ask(_plan, AssetsQuery(album.library_id, wanted))
        assert f"SEARCH asset USING INDEX {way}" in plan
        assert not any(step.startswith(("SCAN face", "SCAN asset", "SCAN person")) for step in plan)
        assert ("USE TEMP B-TREE FOR ORDER BY" in plan) is (most == 3)


def _plan(session: Session, query: AssetsQuery) -> list[str]:
    statement = photos.page_select(session, query, query.library_id)
    compiled = statement.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
    explained = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")
    return [row[3] for row in explained]
