"""Photos, through the public SDK with strict validation."""

from datetime import date, datetime

import httpx
import pytest
from gumnut import Gumnut, NotFoundError

from kinfolk.core.faces import presence
from tests.api.conftest import Home, named

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def years(home: Home, library: str) -> list[str]:
    """Photos of 2001, 2002 and 2003, found in another order."""
    found = {year: home.photo(taken_at=datetime(year, 6, 1, 12)) for year in (2002, 2001, 2003)}
    return [found[year] for year in sorted(found)]


def test_the_newest_come_first(sdk: Gumnut, years: list[str]) -> None:
    assert [asset.id for asset in sdk.assets.list()] == years[::-1]
    assert [asset.id for asset in sdk.assets.list(order="asc")] == years


def test_between_two_moments(sdk: Gumnut, years: list[str]) -> None:
    def found(**query: str) -> list[str]:
        return [asset.id for asset in sdk.assets.list(order="asc", **query)]  # type: ignore[arg-type]

    assert found(local_datetime_after="2002-01-01") == years[1:]
    assert found(local_datetime_before="2002-01-01T00:00:00") == years[:1]
    assert found(local_datetime_after="2001-06-01T12:00:00") == years[1:]  # exclusive
    assert found(local_datetime_before="2003-06-01T12:00:00Z") == years[:2]
    assert found(local_datetime_after="9999-12-31T23:59:59+14:00") == []
    assert found(local_datetime_after="9999-12-31T23:59:59.999999") == []


def test_photos_that_show_all_of_them(home: Home, sdk: Gumnut, years: list[str]) -> None:
    eva, ali = home.person("Eva"), home.person("Ali")
    for photo in years[:2]:
        home.face(eva, asset_id=photo)
    for photo in years[1:]:
        home.face(ali, asset_id=photo)
    assert [asset.id for asset in sdk.assets.list(person_ids=[ali])] == years[:0:-1]
    assert [asset.id for asset in sdk.assets.list(person_ids=[eva, ali])] == [years[1]]
    assert [asset.id for asset in sdk.assets.list(person_ids=[f"{eva},{ali}"])] == [years[1]]
    assert sdk.assets.list(person_ids=[eva, "person_unknown"]).data == []
    assert sdk.assets.list(person_ids=[f"person_{n}" for n in range(200)]).data == []


def test_filters_of_our_own(home: Home, http: httpx.Client, years: list[str]) -> None:
    eva = home.person("Eva", birth_date=date(2000, 1, 1))
    ali, group = home.person("Ali"), home.person()
    first, second, third = years
    for photo, people in ((first, [eva]), (second, [eva, ali]), (third, [group, ali])):
        for person in people:
            home.face(person, asset_id=photo)

    def found(**query: str | int | list[str]) -> list[str]:
        answer = http.get("/api/assets", params={"order": "asc", **query})
        return [asset["id"] for asset in answer.raise_for_status().json()["data"]]

    assert found(any_person_ids=f"{eva},{group}", without_person_ids=ali) == [first]
    assert found(any_person_ids=[eva, group]) == years
    assert found(person_ids=eva, alone="true") == [first]
    assert found(unknown="true") == [third]
    assert found(min_people=2) == [second, third]
    assert found(max_people=1) == [first]
    assert found(max_people=0) == []
    assert found(ages=f"{eva}<2") == [first]
    assert found(ages=[f"{eva}=1-2", f"{ali}=0"]) == []
    assert found(folder="/photos") == years
    assert found(folder="/elsewhere") == []
    assert found(sort="name") == sorted(years, key=str.lower)
    assert found(sort="folder", limit=1, starting_after_id=sorted(years)[1]) == [sorted(years)[2]]


def test_what_cannot_be_asked_is_422(http: httpx.Client, years: list[str]) -> None:
    for query in (
        {"ages": "person_x"},
        {"ages": "person_x<0"},
        {"min_people": "3", "max_people": "2"},
        {"min_people": "-1"},
        {"alone": "perhaps"},
        {"sort": "size"},
        {"with": "person_x"},
        {f"{which}person_ids": ",".join("x" * 200) for which in ("", "any_", "without_")},
    ):
        assert http.get("/api/assets", params=query).status_code == 422, query


def test_by_id(sdk: Gumnut, years: list[str]) -> None:
    wanted = [years[0], years[2]]
    assert {asset.id for asset in sdk.assets.list(ids=wanted)} == set(wanted)


def test_what_is_not_asked_for_is_null(home: Home, sdk: Gumnut, photo: str) -> None:
    plain = sdk.assets.retrieve(photo)
    assert (plain.faces, plain.people, plain.metadata) == (None, None, None)
    empty = sdk.assets.retrieve(photo, include=["faces,people"])
    assert (empty.faces, empty.people) == ([], [])

    eva = home.person("Eva")
    faces = {
        home.face(eva, asset_id=photo),
        home.face(eva, asset_id=photo),
        home.face(asset_id=photo),
    }
    full = next(iter(sdk.assets.list(include=["faces", "people", "metadata"])))
    assert {face.id for face in full.faces or []} == faces
    assert full.people == [sdk.people.retrieve(eva)]
    assert full.metadata is not None
    assert full.metadata.asset_id == photo


def test_people_are_also_those_without_a_face(home: Home, sdk: Gumnut, photo: str) -> None:
    bob, eva = home.person("Bob"), home.person("Eva")
    home.face(eva, asset_id=photo)
    home.do(presence.add, photo, bob)
    shown = sdk.assets.retrieve(photo, include=["people"])
    assert [person.name for person in shown.people or []] == ["Eva", "Bob"]
    assert set(named(sdk, asset_id=photo)) == {"Eva", "Bob"}
    assert sdk.people.retrieve(bob).asset_count == 1


def test_a_photo(home: Home, sdk: Gumnut, library: str) -> None:
    photo = home.photo(taken_at=datetime(2001, 2, 3, 4, 5, 6))
    asset = sdk.assets.retrieve(photo)
    assert asset.original_file_name == f"{photo}.jpg"
    assert asset.mime_type == "image/jpeg"
    assert asset.file_size_bytes == 1234
    assert (asset.width, asset.height) == (400, 300)
    assert asset.local_datetime == datetime(2001, 2, 3, 4, 5, 6)
    assert (asset.model_extra or {})["taken"] == {
        "date": "2001-02-03T04:05:06",
        "precision": "second",
        "source": "exif",
    }
    undated = sdk.assets.retrieve(home.photo())
    assert (undated.model_extra or {})["taken"] is None
    with pytest.raises(NotFoundError):
        sdk.assets.retrieve("asset_unknown")


def test_photos_can_only_be_looked_at(http: httpx.Client, photo: str) -> None:
    json = {"Content-Type": "application/json"}
    for method, path in [
        ("DELETE", f"/api/assets/{photo}"),
        ("PATCH", f"/api/assets/{photo}"),
        ("POST", "/api/assets"),
        ("DELETE", "/api/assets"),
        ("DELETE", "/api/libraries/lib_x"),
    ]:
        assert http.request(method, path, headers=json).status_code == 405
    assert http.get(f"/api/assets/{photo}").status_code == 200
