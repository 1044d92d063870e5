"""Each rule of docs/api.md for faces, through the public SDK with strict validation."""

from collections.abc import Callable

import pytest
from gumnut import BadRequestError, Gumnut, NotFoundError, UnprocessableEntityError
from gumnut.types.face_create_params import BoundingBox

from kinfolk.core.db.models import Asset, AssignedBy
from tests.api.conftest import Home

pytestmark = pytest.mark.usefixtures("library")

BOX: BoundingBox = {"x": 0, "y": 0, "w": 100, "h": 200}


def test_a_face_drawn_by_hand(home: Home, sdk: Gumnut, library: str, photo: str) -> None:
    eva = home.person("Eva")
    answer = sdk.faces.with_raw_response.create(
        asset_id=photo, bounding_box=BOX, person_id=eva, library_id=library
    )
    face = answer.parse()
    assert answer.status_code == 201
    assert face.id.startswith("face_")
    assert face.asset_id == photo
    assert face.bounding_box == BOX
    assert face.source == "manual"
    assert face.confidence is None
    assert face.person_id == eva
    assert face.timestamp_ms is None
    assert face.cluster_assignment is None
    assert sdk.faces.retrieve(face.id) == face
    assert home.value("SELECT assigned_by FROM face") == AssignedBy.USER
    assert face.to_dict()["assigned_by"] == "user"


def test_in_a_video_it_is_at_a_moment(home: Home, sdk: Gumnut, photo: str) -> None:
    """Whoever knows of none, as the contract does, draws at the first one."""

    def create(at: int | None = None) -> int | None:
        said = {} if at is None else {"timestamp_ms": at}
        made = sdk.faces.create(asset_id=photo, bounding_box=BOX, extra_body=said)
        return made.timestamp_ms

    with pytest.raises(UnprocessableEntityError):
        create(0)  # it is a photo as yet
    home.edit(Asset, photo, length_ms=9000)
    assert (create(), create(4000), create(9000)) == (0, 4000, 9000)
    assert sdk.assets.retrieve(photo).to_dict()["length_ms"] == 9000
    for moment in (9001, -1):
        with pytest.raises(UnprocessableEntityError):
            create(moment)


def test_pages_reach_the_end_and_repeat_nothing(home: Home, sdk: Gumnut, photo: str) -> None:
    faces = [home.face(asset_id=photo) for _ in range(7)]
    for limit in (3, 6, 7):
        page = sdk.faces.list(limit=limit)
        assert ([face.id for face in page], page.has_more) == (faces[::-1], limit < 7)


def test_by_photo_person_and_id(home: Home, sdk: Gumnut) -> None:
    eva = home.person("Eva")
    one, two = (home.photo() for _ in range(2))
    hers, free, there = (
        home.face(eva, asset_id=one),
        home.face(asset_id=one),
        home.face(eva, asset_id=two),
    )
    assert {face.id for face in sdk.faces.list(asset_id=one)} == {hers, free}
    assert {face.id for face in sdk.faces.list(person_id=eva)} == {hers, there}
    assert {face.id for face in sdk.faces.list(person_id=eva, asset_id=one)} == {hers}
    assert {face.id for face in sdk.faces.list(ids=[hers, free, "face_x"])} == {hers, free}
    assert {face.id for face in sdk.faces.list(ids=[f"{hers},{free}"])} == {hers, free}
    unassigned = sdk.faces.list(extra_query={"unassigned": True})
    assert {face.id for face in unassigned} == {free}


def test_cluster_assignment(home: Home, sdk: Gumnut) -> None:
    def face(person: str | None, angle: float) -> str:
        made = home.face(person)
        home.embed(made, angle)
        return made

    eva, ali, group = (home.person(name) for name in ("Eva", "Ali", None))
    hidden = sdk.people.create(name="Hid", is_hidden=True).id
    hers = face(eva, 0.0)
    face(eva, 0.0), face(ali, 0.3), face(group, 0.2), face(hidden, 0.05)
    free = face(None, 0.25)
    assert sdk.faces.retrieve(hers).cluster_assignment is None

    fit = sdk.faces.retrieve(hers, include=["cluster_assignment"]).cluster_assignment
    assert fit is not None
    assert fit.distance_to_person == pytest.approx(0, abs=1e-3)
    assert fit.candidates is not None
    assert [each.person_id for each in fit.candidates] == [group, ali]
    assert [each.name for each in fit.candidates] == [None, "Ali"]
    distances = [each.distance for each in fit.candidates]
    assert distances == sorted(distances)

    listed = {each.id: each for each in sdk.faces.list(include=["cluster_assignment"])}
    assert listed[hers].cluster_assignment == fit
    loose = listed[free].cluster_assignment
    assert loose is not None
    assert loose.distance_to_person is None
    assert loose.candidates is not None
    assert {each.person_id for each in loose.candidates} == {eva, ali, group}


def test_a_face_of_the_detector(home: Home, sdk: Gumnut, photo: str) -> None:
    face = sdk.faces.retrieve(home.face(asset_id=photo))
    assert face.source == "automatic"
    assert face.confidence == pytest.approx(0.9)
    assert face.bounding_box == {"x": 10, "y": 20, "w": 30, "h": 40}
    assert face.asset_urls is not None
    assert face.asset_urls["thumbnail"].mimetype == "image/jpeg"


def test_give_a_face_to_a_person(home: Home, sdk: Gumnut, photo: str) -> None:
    eva, ali = home.person("Eva"), home.person("Ali")
    face = home.face(ali, asset_id=photo)
    assert sdk.faces.update(face, person_id=eva).person_id == eva
    assert home.value("SELECT assigned_by FROM face") == AssignedBy.USER
    assert home.last_step.words == "Move 1 face to Eva, from another app"
    assert sdk.faces.update(face, person_id=None).person_id is None
    assert sdk.people.retrieve(eva).asset_count == 0
    for _ in range(2):
        home.db.undo().result()
    assert sdk.faces.retrieve(face).person_id == ali


def test_absent_changes_nothing(home: Home, sdk: Gumnut, library: str, photo: str) -> None:
    face = home.face(home.person("Eva"), asset_id=photo)
    before = sdk.faces.retrieve(face)
    assert sdk.faces.update(face) == before
    assert sdk.faces.update(face, library_id=library) == before
    assert home.value("SELECT count(*) FROM step") == 0


def test_photo_and_person_of_a_deleted_face_stay(
    home: Home, sdk: Gumnut, library: str, photo: str
) -> None:
    eva = home.person("Eva")
    face = home.face(eva, asset_id=photo)
    answer = sdk.faces.with_raw_response.delete(face, library_id=library)
    assert answer.status_code == 200
    assert answer.http_response.json() == {}
    assert sdk.people.retrieve(eva).asset_count == 0
    assert sdk.assets.retrieve(photo).id == photo
    with pytest.raises(NotFoundError):
        sdk.faces.retrieve(face)


def test_a_face_is_found_in_its_library_only(home: Home, sdk: Gumnut) -> None:
    one, two = home.library_id, home.library("Two")
    face = home.face()
    assert sdk.faces.retrieve(face, library_id=one).id == face
    for wrong in (two, "lib_unknown"):
        with pytest.raises(NotFoundError):
            sdk.faces.retrieve(face, library_id=wrong)
        with pytest.raises(NotFoundError):
            sdk.faces.update(face, library_id=wrong, person_id=None)
        with pytest.raises(NotFoundError):
            sdk.faces.delete(face, library_id=wrong)


def test_without_a_library_it_is_400(home: Home, sdk: Gumnut) -> None:
    home.library("Two")
    photo = home.photo()
    face = home.face(asset_id=photo)
    asks: list[Callable[[], object]] = [
        lambda: sdk.faces.list(),
        lambda: sdk.faces.create(asset_id=photo, bounding_box=BOX),
        lambda: sdk.faces.retrieve(face),
        lambda: sdk.faces.update(face, person_id=None),
        lambda: sdk.faces.delete(face),
        lambda: sdk.people.list(),
        lambda: sdk.people.create(name="Eva"),
        lambda: sdk.assets.list(),
    ]
    for ask in asks:
        with pytest.raises(BadRequestError) as caught:
            ask()
        assert isinstance(caught.value.body["detail"], str)  # type: ignore[index]
