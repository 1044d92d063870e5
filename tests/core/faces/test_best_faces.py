"""The faces that stand for somebody on a card."""

from kinfolk.core.database import Database
from kinfolk.core.db.models import AssignedBy
from kinfolk.core.faces import faces, portraits
from kinfolk.core.people import people
from tests.album import Album


def test_the_best_faces_of_many_people_come_at_once(album: Album) -> None:
    anna, ben, nobody = album.person("Anna"), album.person("Ben"), album.person("Carl")
    good, said = album.face(anna, quality=0.9), album.face(anna, by=AssignedBy.USER, quality=0.3)
    poor = album.face(anna, by=AssignedBy.USER, quality=0.1)
    of_ben = album.face(ben, quality=0.1)
    assert album.ask(portraits.best_faces, [anna, ben, nobody], each=2) == {
        anna: [said, good],
        ben: [of_ben],
    }
    assert album.ask(portraits.best_faces, [anna], each=5)[anna] == [said, good, poor]


def test_a_poor_face_is_the_portrait_of_those_alone_who_have_no_other(
    db: Database, album: Album
) -> None:
    anna, ben = album.person("Anna"), album.person("Ben")
    clear = album.face(anna, quality=0.2)
    said = album.face(anna, by=AssignedBy.USER, quality=0.19)
    worse, poor = album.face(ben, quality=0.05), album.face(ben, quality=0.1)
    assert _portraits(db, anna, ben) == [clear, poor]
    album.change(anna, thumbnail_face_id=said)
    album.do(faces.delete, poor)
    assert _portraits(db, anna, ben) == [said, worse]


def _portraits(db: Database, *person_ids: str) -> list[str | None]:
    with db.read() as session:
        return [people.get(session, who).effective_face_id for who in person_ids]
