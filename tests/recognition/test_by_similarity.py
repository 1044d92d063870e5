"""Who looks most like some faces comes first, whether or not it may be them."""

from dataclasses import replace

from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.recognition.ranking import Ranking
from tests.recognition.gallery import Gallery


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
    gallery.decide(people.update, near, replace(UNCHANGED, is_hidden=True))
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
