"""All that was said no to is listed, and is as if never said when it is taken back."""

from dataclasses import replace

import pytest

from kinfolk.core.database import Database
from kinfolk.core.faces import faces
from kinfolk.core.people import rejected_suggestions, review
from kinfolk.core.people.rejected_suggestions import RejectionKind
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import photos
from tests.album import Album
from tests.past_answers import answered
from tests.rig import Rig


def test_every_kind_is_listed_newest_first_and_taken_back(db: Database, album: Album) -> None:
    anna, ben = album.person("Anna", faces=2), album.person("Ben", faces=1)
    face, other, third = album.face(), album.face(), album.face()
    before = album.dump()
    album.do(review.answer_faces, [face], anna, Answer.NO)
    album.do(review.answer_faces, [other], anna, Answer.UNSURE)
    album.do(review.answer_pair, anna, ben, Answer.NO)
    album.do(faces.delete, third)
    found = album.ask(rejected_suggestions.listing)
    told = [(each.kind, each.answer, each.face_id, each.name) for each in found]
    first, second = sorted((anna, ben))
    names = {anna: "Anna", ben: "Ben"}
    assert told[0] == (RejectionKind.NO_FACE, Answer.NO, None, None)
    assert told[1][:2] == (RejectionKind.PAIR, Answer.NO)
    assert (told[1][3], found[1].other_name) == (names[first], names[second])
    assert told[2:] == [
        (RejectionKind.FACE, Answer.UNSURE, other, "Anna"),
        (RejectionKind.FACE, Answer.NO, face, "Anna"),
    ]
    answers = [each.id for each in found if each.kind is not RejectionKind.NO_FACE]
    taken = album.step("Ask again", rejected_suggestions.take_back, answers)
    assert taken.result == 3
    assert [each.kind for each in album.ask(rejected_suggestions.listing)] == [
        RejectionKind.NO_FACE
    ]
    after = album.dump()
    for table in ("rejection", "distinct_pair", "person"):
        assert after[table] == before[table]
    db.undo().result()
    assert album.ask(rejected_suggestions.listing) == found


def test_an_answer_takes_the_place_of_no_other(album: Album) -> None:
    """What was said of the same face, or of the same person, to someone else stays."""
    eva, bob, cleo = (album.person(name) for name in ("Eva", "Bob", "Cleo"))
    face = album.face()
    for who in (eva, bob):
        album.do(review.answer_faces, [face], who, Answer.NO)
        album.do(review.answer_pair, cleo, who, Answer.NO)
    album.do(review.answer_faces, [face], eva, Answer.UNSURE)
    album.do(review.answer_pair, eva, cleo, Answer.UNSURE)
    assert [one.answer for one in album.ask(answered, eva)] == [Answer.UNSURE] * 2
    assert [one.answer for one in album.ask(answered, bob)] == [Answer.NO] * 2


def test_who_may_be_twice_is_listed_and_doubted_again(db: Database, album: Album) -> None:
    anna, group = album.person("Anna"), album.group(faces=0)
    asset, other = album.photo(), album.photo()
    hers = [album.face(anna, asset_id=asset) for _ in range(3)]
    theirs = [album.face(group, asset_id=each) for each in (other, other, asset)]
    before = album.dump()
    for who, face_ids in ((anna, hers), (group, theirs[:2])):
        album.decide(review.may_be_twice, who, face_ids)
    found = album.ask(rejected_suggestions.listing)
    path = str(album.ask(photos.get, asset).path)
    kinds = [(each.kind, each.name, each.face_id) for each in found]
    assert kinds == [
        (RejectionKind.TWICE, None, min(theirs[:2])),
        (RejectionKind.TWICE, "Anna", min(hers)),
    ]
    assert found[1].photo == path
    ids = [each.id for each in found]
    assert album.step("Back", rejected_suggestions.take_back, ids).result == 2
    assert album.ask(rejected_suggestions.listing) == []
    db.undo().result()
    assert album.ask(rejected_suggestions.listing) == found
    for _ in range(2):
        db.undo().result()
    assert album.dump() == before


def test_what_is_a_face_again_is_found_by_the_next_scan(rig: Rig) -> None:
    rig.draw_album()
    rig.scan()
    red = rig.faces("a.jpg")[0]
    rig.do(faces.delete, red.id)
    rig.scan()
    assert red.x not in [face.x for face in rig.faces("a.jpg")]
    (refusal,) = rig.ask(rejected_suggestions.listing)
    rig.decide(rejected_suggestions.take_back, [refusal.id])
    rig.scan()
    again = next(face for face in rig.faces("a.jpg") if face.x == red.x)
    assert (again.y, again.w, again.h, again.quality) == (red.y, red.w, red.h, red.quality)
    assert again.landmarks == red.landmarks
    assert len(rig.faces("a.jpg")) == 2
    assert rig.ask(rejected_suggestions.listing) == []


@pytest.mark.parametrize("aside", [0, 10])  # with 10 the boxes share half of their area
def test_what_was_drawn_since_where_no_face_was_gets_no_second_face(
    album: Album, aside: int
) -> None:
    photo, ben = album.photo(), album.person("Ben")
    face = album.face(asset_id=photo)
    box = replace(album.seen(face).box, x=album.seen(face).box.x + aside)
    album.do(faces.delete, face)
    drawn = album.do(faces.create, asset_id=photo, box=box, person_id=ben)
    (said,) = album.ask(rejected_suggestions.listing)
    before = album.dump()
    assert album.decide(rejected_suggestions.take_back, [said.id]) == 1
    assert [each.id for each in album.ask(faces.in_photos, [photo])[photo]] == [drawn.id]
    assert album.ask(rejected_suggestions.listing) == []
    album.check_undo(before)


def test_of_someone_and_a_group_the_groups_face_is_shown(album: Album) -> None:
    """The name says who the other one is; which of the two is first in the table is chance."""
    anna, groups = album.person("Anna", faces=1), [album.group(faces=1) for _ in range(6)]
    for group in groups:
        album.do(review.answer_pair, anna, group, Answer.NO)
    shown = [each.face_id for each in album.ask(rejected_suggestions.listing)]
    assert {album.owner(face_id) for face_id in shown if face_id} == set(groups)
