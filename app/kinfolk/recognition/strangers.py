"""Find strangers, who are in few photos and like no one known, and those who are none any more."""

from collections.abc import Iterator

from kinfolk.core.database import Database
from kinfolk.core.faces import faces
from kinfolk.core.people import strangers
from kinfolk.core.people.strangers import Unknown
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggest import Suggester
from kinfolk.recognition.suggestion import Certainty


def find(suggester: Suggester, db: Database, *, fewer_than: int) -> list[Unknown]:
    """Return groups and single faces in fewer photos than that, without a face like someone named.

    A face that no engine has seen is left out, because nothing is known of it. Groups come first.
    """
    with db.read() as session:
        groups = strangers.seen_in_fewer(session, fewer_than)
        single = faces.single_ids(session) if fewer_than > 1 else []
    alone = [Unknown(face_id, (face_id,), is_single=True) for face_id in single]
    face_ids = [face_id for each in (*groups, *alone) for face_id in each.face_ids]
    unlike = suggester.ask(Ranking.unlike_anybody, face_ids)
    return [each for each in (*groups, *alone) if unlike.issuperset(each.face_ids)]


def bring_back(suggester: Suggester, db: Database, *, fewer_than: int) -> int:
    """Show ignored groups again that have turned out to be someone; return their number."""
    back = returning(suggester, db, fewer_than=fewer_than)
    if not back:
        return 0
    return db.write(lambda session: strangers.show_again(session, back)).result().result


def returning(suggester: Suggester, db: Database, *, fewer_than: int) -> list[str]:
    """Return the ids of ignored groups that should be shown again.

    Faces found since brought them to `fewer_than` photos or more, or they are likely to be someone
    who has a name.
    """
    with db.read() as session:
        waiting = strangers.faces_of_all(session)
        if not waiting:
            return []  # nothing is loaded for it
        back = strangers.grown(session, fewer_than)
    return list(dict.fromkeys((*back, *_likely(suggester, waiting))))


def _likely(suggester: Suggester, waiting: dict[str, list[str]]) -> Iterator[str]:
    """Yield the groups that are likely to be someone with a name."""
    everybody = [face_id for face_ids in waiting.values() for face_id in face_ids]
    unlike = suggester.ask(Ranking.unlike_anybody, everybody)
    for person_id, face_ids in waiting.items():
        if not unlike.issuperset(face_ids):
            found = suggester.ask(Ranking.for_group, person_id, limit=1)
            if found and found[0].certainty is Certainty.LIKELY:
                yield person_id
