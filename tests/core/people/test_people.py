"""Creating, changing, removing people: the rules of docs/api.md."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from kinfolk.core.db.models import AssetState, AssignedBy, Face
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.people.people import Created
from kinfolk.core.people.person_fields import UNCHANGED, PersonChanges
from kinfolk.errors import Ambiguous, AppError, Invalid, NameTaken, NotFound
from tests.album import Album

# What is said of each field.
SAID = {"name": "A name can’t be blank.", "birth_date": "A birth date can’t be in the future."}


def do(album: Album, fn: Callable[[Session], object]) -> None:
    album.db.write(fn).result()


def create(album: Album, **fields: object) -> Created:
    return album.db.write(lambda s: people.create(s, **fields)).result().result  # type: ignore[arg-type]


def test_create_with_everything(album: Album) -> None:
    portrait = album.face()
    born = date(2023, 12, 25)
    person, is_new = create(
        album,
        name="  Alice ",
        birth_date=born,
        is_favorite=True,
        is_hidden=True,
        thumbnail_face_id=portrait,
        library_id=album.library_id,
    )
    assert is_new
    assert (person.name, person.birth_date, person.thumbnail_face_id) == ("Alice", born, portrait)
    assert (person.is_favorite, person.is_hidden) == (True, True)
    assert (person.asset_count, person.face_count) == (1, 1)
    assert album.seen(portrait).person_id == person.id
    assert album.seen(portrait).assigned_by == AssignedBy.USER


def test_create_with_nothing_makes_somebody_new_each_time(album: Album) -> None:
    one, two = create(album), create(album)
    assert one.is_new
    assert two.is_new
    assert one.person.id != two.person.id
    assert (one.person.name, one.person.is_hidden, one.person.is_favorite) == (None, False, False)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Alice"},
        {"name": " aLICE "},
        {"name": "Alice", "is_favorite": True},
        {"name": "Alice", "is_hidden": False, "birth_date": date(2000, 1, 1)},
    ],
)
def test_an_existing_name_is_returned_untouched(album: Album, fields: dict[str, object]) -> None:
    alice = create(album, name="Alice", is_favorite=True, birth_date=date(2000, 1, 1)).person
    assert create(album, **fields) == (alice, False)


@pytest.mark.parametrize(
    "fields", [{"is_favorite": False}, {"is_hidden": True}, {"birth_date": date(2000, 1, 2)}]
)
def test_an_existing_name_with_another_field_is_a_conflict(
    album: Album, fields: dict[str, object]
) -> None:
    alice = create(album, name="Alice", is_favorite=True, birth_date=date(2000, 1, 1)).person
    with pytest.raises(NameTaken, match=r"^There’s already someone named Alice\.$") as refused:
        create(album, name="ALICE", **fields)
    assert (refused.value.person_id, refused.value.name) == (alice.id, "Alice")
    assert album.who(alice.id) == alice


def test_an_existing_name_and_new_faces_are_a_conflict(album: Album) -> None:
    loose = album.face()
    alice = create(album, name="Alice", is_hidden=True).person
    for fields in ({"face_ids": [loose]}, {"thumbnail_face_id": loose}):
        with pytest.raises(NameTaken):
            create(album, name="Alice", **fields)
    assert album.seen(loose).person_id is None
    own = album.face(alice.id)
    assert not create(album, name="Alice", face_ids=[own]).is_new


def test_thumbnails_that_cannot_be(album: Album) -> None:
    other = album.library()
    foreign = album.face(asset_id=album.photo(library_id=other))
    evas = album.face(album.person("Eva"))
    said = {
        "face_x": "There is no face 'face_x'.",
        foreign: "The face is in another library.",
        evas: "The face belongs to someone else.",
    }
    for face_id, error in (("face_x", NotFound), (foreign, Invalid), (evas, Invalid)):
        with pytest.raises(error, match=re.escape(said[face_id])):
            create(album, name="Bob", thumbnail_face_id=face_id, library_id=album.library_id)
    assert album.dump()["person"] == album.dump()["person"][:1]


def test_faces_can_be_taken_from_a_group(album: Album) -> None:
    group = album.group(faces=2)
    with album.db.read() as session:
        both = faces.ids(session, person_id=group)
    eva = create(album, name="Eva", face_ids=both, thumbnail_face_id=both[1]).person
    assert (eva.face_count, eva.effective_face_id) == (2, both[1])
    with pytest.raises(NotFound):
        album.who(group)


def test_blank_names_and_dates_to_come_are_refused(album: Album) -> None:
    tomorrow = date.today() + timedelta(days=1)
    for fields, at_fault in (({"name": " "}, "name"), ({"birth_date": tomorrow}, "birth_date")):
        with pytest.raises(Invalid) as refused:
            create(album, **fields)
        assert refused.value.field == at_fault
        assert refused.value.message == SAID[at_fault]
    assert create(album, birth_date=date.today()).is_new


def test_names_are_unique_in_their_library_only(album: Album) -> None:
    other = album.library()
    create(album, name="Eva", library_id=album.library_id)
    assert create(album, name="Eva", library_id=other).is_new
    with pytest.raises(Ambiguous):
        create(album, name="Eva")
    with pytest.raises(NotFound):
        create(album, name="Eva", library_id="lib_x")


def test_update_changes_what_is_present(album: Album) -> None:
    eva = create(album, name="Eva", birth_date=date(2000, 1, 1)).person
    do(album, lambda s: people.update(s, eva.id, UNCHANGED))
    assert album.who(eva.id) == eva
    do(
        album,
        lambda s: people.update(s, eva.id, replace(UNCHANGED, is_favorite=True, birth_date=None)),
    )
    changed = album.who(eva.id)
    assert (changed.name, changed.is_favorite, changed.birth_date) == ("Eva", True, None)
    assert changed.updated_at > eva.updated_at
    do(album, lambda s: people.update(s, eva.id, replace(UNCHANGED, name=None)))
    assert album.who(eva.id).name is None
    with pytest.raises(NotFound):
        do(album, lambda s: people.update(s, "person_x", UNCHANGED))


@pytest.mark.parametrize(
    ("changes", "at_fault"),
    [
        (replace(UNCHANGED, name=""), "name"),
        (replace(UNCHANGED, birth_date=date.max), "birth_date"),
    ],
)
def test_update_refuses(album: Album, changes: PersonChanges, at_fault: str) -> None:
    eva = album.person("Eva")
    with pytest.raises(Invalid) as refused:
        do(album, lambda s: people.update(s, eva, replace(changes, is_favorite=True)))
    assert refused.value.field == at_fault
    assert refused.value.message == SAID[at_fault]
    assert not album.who(eva).is_favorite


def test_renaming(album: Album) -> None:
    eva, bob = album.person("Eva"), album.person("Bob", is_hidden=True)
    with pytest.raises(NameTaken, match=r"^There’s already someone named Bob\.$") as refused:
        do(album, lambda s: people.update(s, eva, replace(UNCHANGED, name=" bob")))
    assert (refused.value.person_id, refused.value.name) == (bob, "Bob")
    do(album, lambda s: people.update(s, eva, replace(UNCHANGED, name="EVA")))
    assert album.name_of(eva) == "EVA"


def test_a_thumbnail_is_ones_own_or_nobodys(album: Album) -> None:
    eva, bob = album.person("Eva", faces=1), album.person("Bob")
    bobs, loose = album.face(bob), album.face()
    with pytest.raises(Invalid, match="The face belongs to someone else") as refused:
        do(album, lambda s: people.update(s, eva, replace(UNCHANGED, thumbnail_face_id=bobs)))
    assert refused.value.field == "thumbnail_face_id"
    with pytest.raises(NotFound):
        do(album, lambda s: people.update(s, eva, replace(UNCHANGED, thumbnail_face_id="face_x")))
    do(album, lambda s: people.update(s, eva, replace(UNCHANGED, thumbnail_face_id=loose)))
    assert album.who(eva).effective_face_id == loose
    assert album.seen(loose).person_id is None
    do(album, lambda s: faces.assign(s, [loose], bob))
    assert album.who(eva).thumbnail_face_id is None


def test_the_best_face_stands_in(album: Album) -> None:
    eva = album.person("Eva")
    assert album.who(eva).effective_face_id is None
    album.face(eva, quality=0.5)
    sharp = album.face(eva, quality=0.9)
    assert album.who(eva).effective_face_id == sharp
    confirmed = album.face(eva, quality=0.3, by=AssignedBy.USER)
    assert album.who(eva).effective_face_id == confirmed
    do(album, lambda s: people.update(s, eva, replace(UNCHANGED, thumbnail_face_id=sharp)))
    assert album.who(eva).effective_face_id == sharp
    do(album, lambda s: people.update(s, eva, replace(UNCHANGED, thumbnail_face_id=None)))
    assert album.who(eva).effective_face_id == confirmed


def test_photos_are_counted_once_and_only_if_they_are_there(album: Album) -> None:
    eva = album.person("Eva")
    photo = album.photo()
    for asset_id in (photo, photo, album.photo(state=AssetState.MISSING)):
        album.face(eva, asset_id=asset_id)
    assert (album.who(eva).asset_count, album.who(eva).face_count) == (1, 3)


def test_photos_without_a_face_of_theirs_count_as_well(album: Album) -> None:
    eva = album.person("Eva")
    both, other, missing = album.photo(), album.photo(), album.photo(state=AssetState.MISSING)
    album.face(eva, asset_id=both)
    for asset_id in (both, other, missing):
        album.presence(eva, asset_id)
    album.presence(eva, album.photo(), seen_in="a picture of before")
    assert (album.who(eva).asset_count, album.who(eva).face_count) == (2, 1)


def test_a_face_that_waits_for_its_picture_shows_in_no_photo(album: Album) -> None:
    eva = album.person("Eva")
    waiting = album.face(eva)
    do(album, lambda s: setattr(s.get_one(Face, waiting), "seen_in", "a picture of before"))
    assert (album.who(eva).asset_count, album.who(eva).face_count) == (0, 1)


def test_somebody_without_a_face_is_merged_and_deleted_and_it_is_undone(album: Album) -> None:
    eva, ben = album.person("Eva"), album.person("Ben")
    first, second = album.photo(), album.photo()
    album.presence(eva, first)
    album.presence(eva, second)
    album.presence(ben, second)
    before = album.dump()
    album.db.write(lambda s: people.merge(s, ben, [eva]), label="Merge").result()
    assert album.who(ben).asset_count == 2
    album.db.write(lambda s: people.delete(s, ben), label="Delete").result()
    for _ in range(2):
        album.db.undo().result()
    assert album.dump() == before
    assert (album.who(eva).asset_count, album.who(ben).asset_count) == (2, 1)


def test_updated_at_moves_for_own_fields_only(album: Album) -> None:
    eva, loose = album.person("Eva"), album.face()
    before = album.who(eva).updated_at
    do(album, lambda s: faces.assign(s, [loose], eva))
    assert album.who(eva).updated_at == before


def test_bulk_is_in_order_and_all_or_nothing(album: Album) -> None:
    eva, bob = album.person("Eva"), album.person("Bob")
    do(
        album,
        lambda s: people.bulk_update(
            s, [(eva, replace(UNCHANGED, name=None)), (bob, replace(UNCHANGED, name="Eva"))]
        ),
    )
    assert (album.who(eva).name, album.who(bob).name) == (None, "Eva")
    before = album.dump()
    good = (eva, replace(UNCHANGED, name="Ida"))
    refused: list[tuple[list[tuple[str, PersonChanges]], type[AppError]]] = [
        ([good, (bob, replace(UNCHANGED, name="ida"))], NameTaken),
        ([good, ("person_x", UNCHANGED)], NotFound),
        ([good, good], Invalid),
        ([good, (bob, replace(UNCHANGED, name=" "))], Invalid),
        ([(f"person_{number}", UNCHANGED) for number in range(201)], Invalid),
    ]
    for updates, error in refused:
        with pytest.raises(error):
            do(album, lambda s, u=updates: people.bulk_update(s, u))  # type: ignore[misc]
        assert album.dump() == before


@pytest.mark.slow
def test_as_many_people_at_once_as_a_page_holds_each_of_them_once(album: Album) -> None:
    everybody: list[str] = (
        album.db.write(
            lambda s: [people.create(s, name=f"P {number}").person.id for number in range(201)]
        )
        .result()
        .result
    )
    for ids, said in (
        (everybody, "At most 200 people at once."),
        (everybody[:1] * 2, "The same person is listed twice."),
    ):
        hidden = [(person_id, replace(UNCHANGED, is_hidden=True)) for person_id in ids]
        with pytest.raises(Invalid) as refused:
            do(album, lambda s, u=hidden: people.bulk_update(s, u))  # type: ignore[misc]
        assert (refused.value.field, refused.value.message) == ("updates", said)
    page = [(person_id, replace(UNCHANGED, is_hidden=True)) for person_id in everybody[:200]]
    do(album, lambda s: people.bulk_update(s, page))
    with album.db.read() as session:
        people_now = people.cards(session, everybody)
    assert [people_now[each].is_hidden for each in everybody] == [True] * 200 + [False]


def test_delete_frees_the_faces(album: Album) -> None:
    eva = album.person("Eva")
    theirs = album.face(eva, by=AssignedBy.USER)
    do(album, lambda s: people.delete(s, eva))
    assert (album.seen(theirs).person_id, album.seen(theirs).assigned_by) == (None, None)
    with pytest.raises(NotFound, match=rf"^There is no person '{eva}'\.$"):
        album.who(eva)
    with pytest.raises(NotFound, match=rf"^There is no person '{eva}'\.$"):
        do(album, lambda s: people.delete(s, eva))


def test_find_by_name(album: Album) -> None:
    eva = album.person("Eva", is_hidden=True)
    with album.db.read() as session:
        found = people.find_by_name(session, "  EVA", album.library_id)
        assert found is not None
        assert found.id == eva
        assert people.find_by_name(session, "Ev", None) is None
        with pytest.raises(NotFound, match=r"^There is no library 'lib_x'\.$"):
            people.find_by_name(session, "Eva", "lib_x")


def test_a_name_that_several_libraries_know(album: Album) -> None:
    eva, other = album.person("Eva"), album.library()
    there = create(album, name="EVA", library_id=other).person.id
    with album.db.read() as session:
        for library_id, expected in ((album.library_id, eva), (other, there)):
            found = people.find_by_name(session, "eva", library_id)
            assert found is not None
            assert found.id == expected
        with pytest.raises(Ambiguous, match=r"^2 libraries contain a Eva\.$") as refused:
            people.find_by_name(session, "eva", None)
    assert refused.value.hint == "Specify the person by id."


def test_an_id_that_is_no_text_is_not_found(album: Album) -> None:
    with pytest.raises(NotFound), album.db.read() as session:
        people.get(session, "person_\ud800")


def test_who_has_a_name_already_is_nobody_new(album: Album) -> None:
    made = create(album, name="Eva")
    again = create(album, name="eva")
    with album.db.read() as session:
        assert people.only_new(session, made) == made.person
        with pytest.raises(NameTaken, match="Eva"):
            people.only_new(session, again)


def test_a_merge_takes_what_its_screen_showed_and_what_was_chosen(album: Album) -> None:
    group, other = album.group(faces=2), album.group(faces=0)
    seen = [album.face(other) for _ in range(2)]
    late = album.face(other)  # a scan: nobody has seen it there
    kept = replace(UNCHANGED, thumbnail_face_id=seen[0])
    shown = {other: seen}
    written = album.db.write(lambda s: people.merge_keeping(s, group, [other], kept, shown))
    merged = written.result().result
    assert merged is not None
    assert (merged.id, merged.face_count, merged.thumbnail_face_id) == (group, 4, seen[0])
    assert album.seen(late).person_id not in (None, group, other)
