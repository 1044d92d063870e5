"""The faces that stand for somebody on a card."""

from app.core import roster
from app.core.db import Database
from app.core.models import AssignedBy
from tests.album import Album


def test_the_best_faces_of_many_people_come_at_once(db: Database, album: Album) -> None:
    anna, ben, nobody = album.person("Anna"), album.person("Ben"), album.person("Carl")
    poor, good = album.face(anna, quality=0.2), album.face(anna, quality=0.9)
    said = album.face(anna, by=AssignedBy.USER, quality=0.1)
    of_ben = album.face(ben)
    with db.read() as session:
        assert roster.best_faces(session, [anna, ben, nobody], each=2) == {
            anna: [said, good],
            ben: [of_ben],
        }
        assert roster.best_faces(session, [anna], each=5)[anna] == [said, good, poor]
