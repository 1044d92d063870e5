"""What scans have placed with people one knows, and that the user's word ends it."""

from datetime import UTC, datetime

from kinfolk.core.db.models import AssignedBy, Face, Scan
from kinfolk.core.faces import faces, scans
from kinfolk.core.people import new_faces, people, review, strangers
from kinfolk.core.people.new_faces import NewFaces
from kinfolk.core.people.review import Answer
from tests.album import Album
from tests.past_answers import answered

BEGAN = [datetime(2026, 11, day, 8, tzinfo=UTC) for day in (3, 5)]


def scan(album: Album, began: datetime, *face_ids: str) -> int:
    """These faces are the work of a scan."""
    row = Scan(library_id=album.library_id, engine_id="e/1", started_at=began)
    scan_id = int(album.add(row))
    for face_id in face_ids:
        album.edit(Face, face_id, scan_id=scan_id)
    return scan_id


def listing(album: Album) -> NewFaces:
    return album.ask(new_faces.listing)


def names(album: Album) -> list[tuple[str | None, int]]:
    return [(one.person.name, len(one.face_ids)) for one in listing(album).people]


def counts(album: Album) -> tuple[int, int]:
    found = album.ask(new_faces.counts)
    return found.faces, found.last_scan


def test_what_is_of_people_with_a_name_and_not_confirmed_is_new(album: Album) -> None:
    assert (counts(album), listing(album)) == ((0, 0), NewFaces())
    anna, ben = album.person("Anna"), album.person("Ben")
    album.group(faces=3)
    album.face()
    for _ in range(2):
        album.face(anna, by=AssignedBy.USER)
    early = album.face(anna)
    late = [album.face(ben) for _ in range(2)]
    scan(album, BEGAN[0], early)
    second = scan(album, BEGAN[1], *late)
    assert names(album) == [("Ben", 2), ("Anna", 1)]
    assert listing(album).since == BEGAN[0]
    assert counts(album) == (3, second)
    album.change(ben, is_hidden=True)
    assert (names(album), counts(album)[0]) == ([("Anna", 1)], 1)


def test_one_library_and_what_came_after_a_scan(album: Album) -> None:
    assert album.ask(scans.newest) == 0
    anna, ben = album.person("Anna"), album.person("Ben")
    early, late = album.face(anna), album.face(ben)
    first, second = scan(album, BEGAN[0], early), scan(album, BEGAN[1], late)
    other = album.library()
    with album.db.read() as session:
        assert scans.newest(session) == second
        found = new_faces.listing(session, library_id=album.library_id, after=first)
        assert [one.face_ids for one in found.people] == [(late,)]
        nothing = NewFaces(first_scan=second)
        assert new_faces.listing(session, after=second) == nothing
        assert new_faces.listing(session, library_id=other) == nothing
        assert faces.placed_ids(session, library_id=album.library_id) == {early, late}
        assert faces.placed_ids(session, library_id=other) == set()
        assert faces.placed_ids(session, person_id=ben) == {late}


def test_the_better_face_stands_first(album: Album) -> None:
    anna = album.person("Anna")
    poor, good = album.face(anna, quality=0.3), album.face(anna, quality=0.8)
    assert listing(album).people[0].face_ids == (good, poor)


def test_what_is_confirmed_is_the_users_word_and_can_be_taken_back(album: Album) -> None:
    anna, ben = album.person("Anna"), album.person("Ben")
    said, later = album.face(anna), album.face(anna)
    bens, gone = album.face(ben), album.face(ben)
    album.do(review.answer_faces, [said], anna, Answer.UNSURE)
    album.do(faces.assign, [gone], anna)
    before = album.dump()
    everything = {anna: [said], ben: [bens, gone], "person_gone": [said]}
    album.step("Confirm", new_faces.confirm, everything)
    assert names(album) == [("Anna", 1)]
    found = {one: album.ask(faces.get, one) for one in (said, later, bens, gone)}
    assert album.ask(answered, anna) == []  # what was left open is said now
    assert [found[one].is_placed for one in (said, later, bens)] == [False, True, False]
    assert found[gone].person_id == anna
    album.check_undo(before)


def test_the_portrait_of_before_stays(album: Album) -> None:
    """A better face that is confirmed does not take its place."""
    anna = album.person("Anna")
    known = album.face(anna, by=AssignedBy.USER, quality=0.5)
    better = album.face(anna, quality=0.9)
    album.step("Confirm", new_faces.confirm, {anna: [better]})
    assert album.ask(people.get, anna).effective_face_id == known


def test_groups_that_came_with_what_was_placed_are_new(album: Album) -> None:
    """The largest first; those of before, and who has a name or is hidden, are none of them."""
    anna = album.person("Anna")
    old, grown, drawn, small, large, provisional, stranger = (
        album.group(faces=0, is_settled=name != "provisional")
        for name in ("old", "grown", "drawn", "small", "large", "provisional", "stranger")
    )
    album.face(drawn)  # by no scan
    scan(album, BEGAN[0], album.face(old), album.face(grown))
    placed = album.face(anna)
    scan(
        album,
        BEGAN[1],
        placed,
        *(album.face(who) for who in (grown, drawn, small, large, large, provisional, stranger)),
    )
    album.do(strangers.ignore, groups=[stranger])
    assert listing(album).groups == (large, small)
    first = listing(album).first_scan
    album.do(new_faces.confirm, {anna: [placed]})
    assert listing(album).groups == (large, small)  # the newest scan's
    scan(album, BEGAN[1], album.face(album.group(faces=0, is_settled=False)))
    assert listing(album).groups == ()
    assert album.ask(new_faces.listing, known_since=first).groups == (large, small)
    other = album.ask(new_faces.listing, known_since=first, library_id="lib_other")
    assert other.groups == ()
