"""The rule of who cannot be whom, which memory and SQL have to answer alike."""

from random import Random

import pytest
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.birth import Birth
from kinfolk.core.db.models import Asset, Face
from kinfolk.core.faces import embeddings
from kinfolk.core.people import review
from kinfolk.core.people.review import Answer
from kinfolk.metadata.capture_date import TakenPrecision
from kinfolk.recognition import grouping
from kinfolk.recognition.constraints import NOBODY, is_forbidden
from kinfolk.recognition.gallery import Gallery
from kinfolk.vision.engine import ENGINE_ID
from tests.recognition.crowd import DAYS, Crowd, album, birth_of

SAID = [Answer.NO, Answer.UNSURE]
SEEDS = range(6)


def told(crowd: Crowd, seed: int) -> list[str]:
    """People with faces, births and answers by chance; groups of a scan beside them."""
    chance = Random(seed)
    crowd.empty()
    every = [
        face
        for looks in album(seed, photos=12)
        for face in crowd.add(chance.randrange(DAYS), looks)
    ]
    photos = crowd.every(select(col(Asset.id)).order_by(col(Asset.id)))
    for photo in photos:
        precision = chance.choice([*TakenPrecision, TakenPrecision.DAY])
        crowd.edit(Asset, photo, taken_precision=precision)
    for face in every:  # who is together in a video need not be at one moment
        moment = chance.choice([0, 2000])
        if crowd.row(Face, face).asset_id in photos[::3]:
            crowd.edit(Face, face, timestamp_ms=moment)
    ages = {face: chance.choice([0.5, 4.5, 9.0, 30.0]) for face in every if chance.random() < 0.7}
    crowd.do(embeddings.put_ages, engine_id=ENGINE_ID, ages=ages)
    crowd.group(settle=False)
    named = []
    for number in range(3):
        theirs = chance.sample(every, 3)
        named.append(crowd.someone(f"P{number}", *theirs))
    known = [who for who in named if who in crowd.people()]
    for who in known[::2]:
        day = birth_of(chance.randrange(DAYS))
        born = Birth(day) if chance.random() < 0.7 else Birth.about(day.year)
        crowd.update(who, birth_date=born)
    for who in known:
        some = chance.sample(every, 2)
        said = chance.choice(SAID)
        crowd.decide(review.answer_faces, face_ids=some, person_id=who, answer=said)
    everybody = sorted(crowd.people())
    one, other = chance.sample(everybody, 2)
    crowd.decide(review.answer_pair, one, other, chance.choice(SAID))
    return sorted(crowd.people())


@pytest.mark.parametrize("seed", SEEDS)
def test_memory_and_sql_forbid_the_same_faces(crowd: Crowd, seed: int) -> None:
    everybody = told(crowd, seed)
    gallery = Gallery(ENGINE_ID)
    reasons = 0
    with crowd.db.read() as session:
        gallery.load(session)
        rows = gallery.is_there.nonzero()[0]
        asked = gallery.faces(rows)
        for who in everybody:
            places = asked.forbidden(gallery.facts(gallery.number(who)))
            by_memory = {gallery.face_ids[rows[place]] for place in places.tolist()}
            by_sql = set(session.execute(select(col(Face.id)).where(is_forbidden(who))).scalars())
            assert by_memory == by_sql
            reasons += len(by_memory)
    assert 0 < reasons < len(everybody) * len(rows)


@pytest.mark.parametrize("seed", SEEDS)
def test_grouping_is_told_of_every_face_that_cannot_be_somebodys(crowd: Crowd, seed: int) -> None:
    told(crowd, seed)
    with crowd.db.read() as session:
        known = grouping.situation(session, crowd.library_id, ENGINE_ID)
        free = {
            face
            for face, number in zip(known.face_ids, known.assigned, strict=True)
            if number == NOBODY
        }
        expected = {
            (face, who)
            for who in known.numbers
            for face in session.execute(select(col(Face.id)).where(is_forbidden(who))).scalars()
            if face in free
        }
    found = {(known.face_ids[row], known.numbers[number]) for row, number in known.rejected}
    assert found == expected
