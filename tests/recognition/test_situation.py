"""What grouping starts from: which faces, in which order, and what is barred."""

from datetime import date, datetime

import numpy as np

from kinfolk.core.db.models import Asset, AssignedBy, Embedding, Face, Person, Source
from kinfolk.core.faces import embeddings, faces
from kinfolk.core.people.review import Answer
from kinfolk.recognition import grouping
from kinfolk.recognition.grouping import Situation
from kinfolk.vision.engine import ENGINE_ID
from tests.recognition.gallery import Gallery


def situation(gallery: Gallery) -> Situation:
    return gallery.ask(grouping.situation, gallery.library_id, ENGINE_ID)


def test_the_order_follows_from_photos_and_places_alone(gallery: Gallery) -> None:
    """Each face comes after the one before by one thing alone."""
    photos = [gallery.photo() for _ in range(3)]
    for photo_id, content, path in zip(photos, "aab", ("/1", "/2", "/0"), strict=True):
        gallery.edit(Asset, photo_id, content_hash=content, path=path)
    rows = [
        *((0, (5, 9, 9, 9)), (0, (6, 1, 9, 9)), (0, (6, 2, 1, 9)), (0, (6, 2, 2, 1))),
        *((0, (6, 2, 2, 2)), (0, (6, 2, 2, 2)), (1, (0, 0, 1, 1)), (2, (0, 0, 1, 1))),
    ]
    found: dict[int, str] = {}
    for at in (7, 2, 4, 0, 6, 5, 1, 3):
        photo, box = rows[at]
        found[at] = gallery.face(near=0, asset_id=photos[photo])
        gallery.edit(Face, found[at], **dict(zip("xywh", box, strict=True)))
    known = situation(gallery)
    assert known.face_ids == [found[at] for at in range(8)]
    assert known.photos == [0] * 6 + [1, 2]
    vectors = [gallery.ask(embeddings.get, face, ENGINE_ID) for face in known.face_ids]
    assert np.array_equal(known.vectors, np.stack(vectors))  # type: ignore[arg-type]


def test_who_is_grouped_who_stays_and_who_is_barred(gallery: Gallery) -> None:
    eva, bob = gallery.person("Eva", birth_date=date(2009, 5, 2)), gallery.person("Bob")
    loose = gallery.group(faces=0, is_settled=False)
    hers, his = gallery.face(eva, near=0), gallery.face(bob, near=1, quality=0.4)
    early = gallery.face(near=0, taken="2009-05-01T23:00:00")
    born = gallery.face(near=0, taken="2009-05-02T00:00:00")
    of_loose = gallery.face(loose, near=2, asset_id=gallery.photo(taken_at=datetime(2009, 5, 1)))
    drawn, drawn_hers = gallery.face(near=0), gallery.face(eva, near=0)
    waits, waits_hers = gallery.face(near=0), gallery.face(eva, near=0)
    damaged, unseen = gallery.face(near=0), gallery.face()
    other = gallery.library()
    elsewhere = gallery.face(near=0, asset_id=gallery.photo(library_id=other))
    for face in (drawn, drawn_hers):
        gallery.edit(Face, face, source=Source.MANUAL)
    for face in (waits, waits_hers):
        gallery.edit(Face, face, seen_in="another picture")
    gallery.edit(Embedding, (damaged, ENGINE_ID), vector=b"short")
    foreign = gallery.face(near=0)
    gallery.edit(Embedding, (foreign, ENGINE_ID), engine_id="other/1")
    gallery.say(born, bob, Answer.NO)
    gallery.say(of_loose, bob, Answer.UNSURE)
    gallery.say(damaged, bob, Answer.NO)
    known = situation(gallery)
    assert set(known.face_ids) == {hers, his, early, born, of_loose, drawn_hers, waits_hers}
    assert known.numbers == sorted((eva, bob))
    number = {person: at for at, person in enumerate(known.numbers)}
    whose = {hers: eva, his: bob, drawn_hers: eva, waits_hers: eva}
    for at, face in enumerate(known.face_ids):
        owner = whose.get(face)
        assert known.people[at] == (loose if face == of_loose else owner)
        assert known.assigned[at] == (-1 if owner is None else number[owner])
        assert known.qualities[at] == (0.4 if face == his else 0.9)
    barred = {(known.face_ids[at], known.numbers[who]) for at, who in known.rejected}
    assert barred == {(early, eva), (of_loose, eva), (born, bob), (of_loose, bob)}
    assert known.provisional == {loose}
    assert {unseen, elsewhere, foreign, drawn, waits}.isdisjoint(known.face_ids)


def test_which_groups_may_be_made_anew(gallery: Gallery) -> None:
    """Those of a scan that has not ended, of which the user has said nothing at all."""
    groups = {
        name: gallery.group(faces=2, is_settled=name == "settled")
        for name in ("free", "settled", "named", "confirmed", "refused", "elsewhere")
    }
    theirs = {
        name: [one.face.id for one in gallery.ask(faces.listing) if one.face.person_id == group]
        for name, group in groups.items()
    }
    gallery.edit(Person, groups["named"], name="Eva", name_key="eva")
    gallery.edit(Face, theirs["confirmed"][0], assigned_by=AssignedBy.USER)
    gallery.edit(Person, groups["elsewhere"], library_id=gallery.library())

    gallery.say(theirs["free"][0], groups["refused"], Answer.NO)
    loose = gallery.ask(grouping.provisional_groups, gallery.library_id)
    assert loose == {groups["free"]}


def test_where_nobody_is_there_is_nothing_to_group(gallery: Gallery) -> None:
    known = situation(gallery)
    assert (known.face_ids, known.photos, known.numbers, known.rejected) == ([], [], [], [])
    assert known.vectors.shape == (0, 0)
