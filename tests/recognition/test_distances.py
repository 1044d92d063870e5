"""How far faces are from people and from each other, and who looks most like some of them."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from kinfolk.core.db.models import AssignedBy
from kinfolk.core.faces import embeddings
from kinfolk.core.people import people
from kinfolk.recognition import cohesion
from kinfolk.recognition.cohesion import Cohesion
from kinfolk.recognition.questions.compare import BESIDE, Comparison, read_comparison
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggestion import Likeness
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.group import MIN_QUALITY
from tests.album import Album
from tests.recognition.gallery import Gallery

BORN = date(2000, 1, 1)


@pytest.mark.parametrize("count", [1, 2, 3, 17])
def test_the_nearest_half_of_the_faces_counts_and_no_more_than_eight(
    gallery: Gallery, count: int
) -> None:
    dora = gallery.person("Dora")
    apart = [0.1 + 0.02 * at for at in range(count)]
    for each in reversed(apart):
        gallery.face(dora, near=0, apart=each)
    nearest = apart[: min(8, (count + 1) // 2)]
    asked = gallery.face(near=0, apart=0)
    assert gallery.distance(asked, dora) == pytest.approx(sum(nearest) / len(nearest), abs=1e-5)


@pytest.mark.parametrize(
    ("age", "gap", "is_near"),
    [
        # A year for a baby, three years at ten, five at twenty: in days.
        *((0, 365, True), (0, 366, False)),
        *((3653, 1095, True), (3653, 1096, False), (3653, -1095, True), (3653, -1096, False)),
        *((7305, 1826, True), (7305, 1827, False)),
        # No one knows why someone is in a photo from before their birth: as a baby.
        *((-400, 365, True), (-400, 366, False)),
        *((3653, None, False), (None, 0, False)),
    ],
)
def test_a_face_of_near_years_counts_alone(
    gallery: Gallery, age: int | None, gap: int | None, is_near: bool
) -> None:
    """`age` and `gap` in days: how old she is in the photo in question, and how much younger."""
    dora = gallery.person("Dora", birth_date=BORN)
    day = None if age is None else BORN + timedelta(days=age)
    then = None if gap is None else (day or BORN) - timedelta(days=gap)
    gallery.face(dora, near=0, apart=0.5, taken=f"{then}T12:00:00" if then else None)
    gallery.face(dora, near=0, apart=0.1)  # of no year
    asked = gallery.face(near=0, apart=0, taken=f"{day}T08:00:00" if day else None)
    assert gallery.distance(asked, dora) == pytest.approx(0.5 if is_near else 0.1, abs=1e-5)


def test_of_many_faces_the_clearest_of_each_time_are_those_one_is_known_by(
    gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By day, in as many parts as there may be faces; the parts are as even as can be."""
    monkeypatch.setattr("kinfolk.recognition.person_distance.EXEMPLARS", 2)
    dora, asked = gallery.person("Dora"), gallery.face(near=0, apart=0)
    for day, apart, quality in (
        *((4, 0.9, 0.3), (1, 0.5, 0.9), (2, 0.8, 0.8)),
        *((5, 0.4, 0.7), (3, 0.7, 0.5), (6, 0.2, 0.1)),
    ):
        gallery.face(dora, near=0, apart=apart, quality=quality, taken=f"2010-01-0{day}T12:00:00")
    # Of days 1 to 3 the first, of 4 and 5 the last; what is poor is not counted at all.
    assert gallery.distance(asked, dora) == pytest.approx(0.4, abs=1e-5)
    eva = gallery.person("Eva")
    for apart, quality in ((0.3, 0.05), (0.6, 0.15), (0.1, 0.1)):
        gallery.face(eva, near=0, apart=apart, quality=quality)
    assert gallery.distance(asked, eva) == pytest.approx(0.6, abs=1e-5)  # the best of poor ones


def face(gallery: Gallery, angle: float, person_id: str | None = None, **facts: Any) -> str:
    """A face so many degrees from the first direction, confirmed unless told otherwise."""
    made = gallery.face(person_id, **{"by": AssignedBy.USER, "quality": 0.9, **facts})
    vector = np.zeros(128, np.float32)
    vector[0], vector[1] = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    gallery.do(embeddings.put, made, ENGINE_ID, vector)
    return made


def compared(gallery: Gallery, person_id: str, asked: list[str]) -> Comparison:
    return read_comparison(gallery.suggester, gallery.db, person_id, asked)


def test_the_most_alike_come_first_for_each_face_and_for_all(gallery: Gallery) -> None:
    anna = gallery.person("Anna")
    near, middle, far = (face(gallery, angle, anna) for angle in (10, 50, 110))
    asked = [face(gallery, 0), face(gallery, 60)]
    found = compared(gallery, anna, asked)
    assert [one.face_id for one in found.beside(asked[0])] == [near, middle, far]
    assert [one.face_id for one in found.beside(asked[1])] == [middle, near, far]
    assert [one.face_id for one in found.beside(None)] == [middle, near, far]
    likeness = [one.likeness for one in found.beside(asked[0])]
    assert likeness == [Likeness.MUCH, Likeness.MUCH, Likeness.LITTLE]


def test_placed_faces_are_shown_where_none_is_confirmed(gallery: Gallery) -> None:
    anna = gallery.person("Anna")
    placed = face(gallery, 5, anna, by=AssignedBy.AUTO)
    asked = face(gallery, 0)
    assert [one.face_id for one in compared(gallery, anna, [asked]).together] == [placed]
    confirmed = face(gallery, 40, anna, by=AssignedBy.USER)
    assert [one.face_id for one in compared(gallery, anna, [asked]).together] == [confirmed]


def test_one_of_each_photo_and_no_poor_one_beside_clear_ones(gallery: Gallery) -> None:
    anna, photo = gallery.person("Anna"), gallery.photo()
    best = face(gallery, 5, anna, asset_id=photo)
    face(gallery, 6, anna, asset_id=photo)
    face(gallery, 4, anna, quality=0.01)
    others = [face(gallery, 20 + n, anna, quality=MIN_QUALITY) for n in range(BESIDE + 2)]
    found = compared(gallery, anna, [face(gallery, 0)])
    assert [one.face_id for one in found.together] == [best, *others[: BESIDE - 1]]


def test_who_is_gone_and_faces_without_vectors_have_nothing_beside(gallery: Gallery) -> None:
    anna = gallery.person("Anna")
    face(gallery, 5, anna)
    unseen = gallery.face()
    assert compared(gallery, anna, [unseen]).beside(unseen) == ()
    gallery.decide(people.delete, anna)
    assert compared(gallery, anna, [face(gallery, 0)]).together == ()


def embed(album: Album, face_id: str, angle: float, engine_id: str = "engine/1") -> None:
    vector = np.array([np.cos(angle), np.sin(angle)], np.float32)

    album.do(embeddings.put, face_id, engine_id, vector)


def test_metrics_of_a_person(album: Album) -> None:
    eva, bob = album.person("Eva"), album.person("Bob", faces=1)
    for angle in (0.0, 0.0, np.pi / 2):
        embed(album, album.face(eva), angle)
    found = album.ask(cohesion.cluster_metrics, [eva, bob])
    assert found[eva].face_count == 3
    assert found[eva].pairwise_mean == pytest.approx(2 / 3)
    assert found[eva].pairwise_p90 == pytest.approx(1.0)
    assert found[bob] == Cohesion(None, None, 1)


def test_vectors_of_two_engines_are_never_compared(album: Album) -> None:
    eva = album.person("Eva")
    for number in range(3):
        face = album.face(eva)
        embed(album, face, 0.5)
        if number < 2:
            embed(album, face, float(number), "engine/2")
    assert album.ask(cohesion.cluster_metrics, [eva])[eva].pairwise_p90 == pytest.approx(0)


def test_whoever_is_in_a_photo_with_them_comes_last(gallery: Gallery) -> None:
    asked = gallery.face(near=1, apart=0.53)
    near, beside = gallery.person("Dora"), gallery.person("Eva")
    far = gallery.person("Ben", near=2, faces=1)
    gallery.face(near, near=1, apart=0.68)
    gallery.face(beside, near=1, asset_id=gallery.seen(asked).asset_id, apart=0.55)
    assert gallery.suggester.ask(Ranking.by_similarity, [asked]) == [near, far, beside]


def test_the_most_alike_come_first_hidden_and_unnamed_ones_too(gallery: Gallery) -> None:
    asked = [gallery.face(near=1, apart=0.53), gallery.face(near=1, apart=0.53)]
    far, group = gallery.person("Ben", near=2, faces=1), gallery.person(None, near=1, faces=1)
    near, nobody = gallery.person("Dora"), gallery.person("Carl")
    gallery.face(near, near=1, apart=0.68)
    gallery.update(near, is_hidden=True)
    found = gallery.suggester.ask(Ranking.by_similarity, asked)
    assert found == [group, near, far]
    assert nobody not in found
    assert gallery.suggester.ask(Ranking.by_similarity, []) == []
    assert gallery.suggester.ask(Ranking.by_similarity, [gallery.face()]) == []


def test_faces_that_may_be_the_same_person_come_whoever_has_them(gallery: Gallery) -> None:
    asked = gallery.face(near=1, apart=0)
    far, near = (gallery.face(near=1, apart=apart) for apart in (0.4, 0.2))
    hers = gallery.face(gallery.person("Dora"), near=1, apart=0.3)
    gallery.face(near=1, apart=0.79)  # beyond every threshold
    gallery.face(near=2)
    assert gallery.suggester.ask(Ranking.faces_like, [asked], limit=10) == [near, hers, far]
    assert gallery.suggester.ask(Ranking.faces_like, [asked], limit=1) == [near]
    assert (
        gallery.suggester.ask(Ranking.faces_like, [gallery.face()], limit=10) == []
    )  # no engine has seen it
