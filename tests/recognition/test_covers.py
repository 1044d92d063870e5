"""The face that stands for a group without a name is one that fits."""

from kinfolk.core.faces import faces, portraits
from kinfolk.core.people import people
from tests.recognition.gallery import Gallery


def shown(gallery: Gallery, face_id: str) -> tuple[int, list[str]]:
    """How many faces the group of this one has, and which are seen on its card."""
    group = gallery.ask(faces.get, face_id).person_id
    assert group is not None
    person = gallery.ask(people.get, group)
    best = gallery.ask(portraits.best_faces, [group], each=5)[group]
    assert person.effective_face_id == best[0]
    return person.face_count, best


def test_the_sharpest_face_is_no_cover_where_it_fits_least(gallery: Gallery) -> None:
    near = [gallery.face(near=0, apart=0.1 + at / 50, quality=0.3 + at / 50) for at in range(4)]
    odd = gallery.face(near=0, apart=0.33, quality=0.95)
    gallery.scan()
    assert shown(gallery, odd) == (5, [near[2], odd, near[3], near[1], near[0]])
    gallery.face(near=0, apart=0.05, quality=0.6)
    gallery.scan()
    assert shown(gallery, odd)[0] == 6
    assert shown(gallery, odd)[1][:2] == [near[2], odd]  # a group keeps the cover it was made with


def test_somebody_with_a_name_keeps_the_portrait_when_a_scan_adds_faces(gallery: Gallery) -> None:
    first = [gallery.face(near=0, apart=0.1 + at / 50, quality=0.3 + at / 50) for at in range(3)]
    gallery.scan()
    gallery.decide(people.create, name="Eva", face_ids=first)
    before = shown(gallery, first[0])[1][0]
    gallery.face(near=0, apart=0.05, quality=0.9)
    gallery.scan()
    assert shown(gallery, first[0])[0] == 4
    assert shown(gallery, first[0])[1][0] == before
