"""What a face is called in a tip: when it was taken, in which file, and what ails it."""

from pathlib import Path

from app.core import faces, people, photos, sighted
from app.core.db import Database
from app.errors import NotFound
from app.gui import words
from app.pipeline.flaws import flaws


class FaceWords:
    """Asked one face at a time, when its tip is shown."""

    def __init__(self, db: Database, *, with_person: bool = False) -> None:
        self._db = db
        self._with_person = with_person

    def describe(self, face_id: str) -> str:
        """ "Dora · 12 Mar 2014 · IMG_0412.jpg · small, blurred"; what is unknown is left out."""
        try:
            with self._db.read() as session:
                face = faces.get(session, face_id)
                photo = photos.get(session, face.asset_id)
                person_id = face.person_id if self._with_person else None
                person = people.get(session, person_id) if person_id else None
                is_waiting = bool(sighted.waiting(session, [face_id]))
        except NotFound:
            return ""
        day = words.date_text(photo.taken_at.date()) if photo.taken_at else ""
        ails = flaws(face, longer_side=max(photo.width, photo.height))
        said = words.not_found() if is_waiting else ", ".join(words.flaw(kind) for kind in ails)
        parts = (person.name if person else "", day, Path(photo.path).name, said)
        return " · ".join(part for part in parts if part)
