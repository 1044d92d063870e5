"""A split that was undone leaves nothing behind: who is named from the group is asked about it."""

from sqlmodel import select

from kinfolk.core.db.models import DistinctPair, Rejection
from kinfolk.core.faces import faces
from kinfolk.core.people import naming, splitting
from kinfolk.core.people.naming import Given, Shown
from kinfolk.recognition.suggestion import Certainty
from tests.recognition.gallery import Gallery


def test_a_split_that_was_undone_leaves_nothing_behind(gallery: Gallery) -> None:
    db, group = gallery.db, gallery.group(faces=0)
    near = [gallery.face(group, near=0, apart=0.05 + at / 50) for at in range(4)]
    gallery.suggester.merges()  # it knows the group, and follows what is written
    db.write(
        lambda s: splitting.split(s, group, stays=near[:3], goes=near[3:]), label="Split"
    ).result()
    gallery.suggester.merges()
    db.undo().result()
    with db.read() as session:
        assert session.exec(select(DistinctPair)).all() == []
        assert session.exec(select(Rejection)).all() == []
    # The name is for one of them alone, as on a card that showed no more.
    shown = Shown(group, gallery.library_id, (near[0],))
    lily = db.write(lambda s: naming.give_name(s, Given(shown, "Lily"))).result().result.id
    assert set(gallery.names(lily)) == set(near[1:])
    with db.read() as session:
        rest = faces.get(session, near[1]).person_id
    assert rest is not None
    (candidate,) = gallery.suggester.for_group(rest)
    assert (candidate.person_id, candidate.certainty) == (lily, Certainty.LIKELY)
