"""The tip of a face: when and where it was taken, its flaws, and who added it."""

from pathlib import Path

from kinfolk.core.database import Database
from kinfolk.core.faces import faces, visibility
from kinfolk.core.names_in_files import claims
from kinfolk.core.people import people
from kinfolk.core.photos import photos
from kinfolk.errors import NotFound
from kinfolk.gui.base import words
from kinfolk.recognition.flaws import flaws


class FaceWords:
    """Return the tip of a face, reading the library when it is asked for.

    `with_person` includes whose face it is.
    """

    def __init__(self, db: Database, *, with_person: bool = False) -> None:
        self._db = db
        self._with_person = with_person

    def describe(self, face_id: str) -> str:
        """Return a tip such as "Dora · 12 Mar 2014 · IMG_0412.jpg · small, unclear".

        What is unknown is left out; "" if the face does not exist any more.
        """
        try:
            with self._db.read() as session:
                face = faces.get(session, face_id)
                photo = photos.get(session, face.asset_id)
                person = people.get(session, face.person_id) if face.person_id else None
                origin = claims.origins(session, [face_id]).get(face_id)
                is_waiting = bool(visibility.waiting_faces(session, [face_id]))
        except NotFound:
            return ""
        day = words.taken_text(photo.taken)
        ails = flaws(face, longer_side=max(photo.width, photo.height))
        said = words.not_found() if is_waiting else ", ".join(words.flaw(kind) for kind in ails)
        name = person.name if person else ""
        by_machine = bool(name) and face.is_placed
        placed = words.placed_by_machine() if by_machine else ""
        came = words.name_origin(origin) if origin else ""
        parts = (name if self._with_person else "", day, Path(photo.path).name, said, placed, came)
        return " · ".join(part for part in parts if part)
