"""Looking closer at a group: faces are taken out, and the rest gets a name."""

from collections.abc import Collection
from dataclasses import replace

from kinfolk.core.database import Database
from kinfolk.core.faces import faces
from kinfolk.core.people import naming
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.naming import Given, Shown
from kinfolk.core.people.people import Person
from kinfolk.core.people.person_fields import UNCHANGED, PersonChanges
from kinfolk.naming.fit import Fit
from kinfolk.naming.typed_name import TypedName


class FacesLook:
    """Hold the faces of a group or person, and those of them that are taken out."""

    def __init__(self, group: Shown) -> None:
        self.group = group
        self.out: list[str] = []  # in the order in which they were taken out

    @property
    def kept(self) -> tuple[str, ...]:
        """The faces that are not taken out, surest first."""
        out = set(self.out)
        return tuple(face for face in self.group.face_ids if face not in out)

    def toggle(self, face_id: str) -> None:
        """Take a face out, or put it back."""
        if face_id in self.out:
            self.out.remove(face_id)
        else:
            self.out.append(face_id)

    def leave(self, gone: Collection[str]) -> None:
        """Forget faces that are not in the group any more."""
        stays = tuple(face for face in self.group.face_ids if face not in gone)
        self.group = replace(self.group, face_ids=stays)
        self.out = [face for face in self.out if face not in gone]


class GroupLook(FacesLook):
    """Hold the name for the faces of a group that are not taken out, too.

    Nothing is written: `given` is what is to be written.
    """

    def __init__(self, db: Database, person: Person, fit: Fit) -> None:
        with db.read() as session:
            seen = naming.shown(session, person.id)
        super().__init__(seen or Shown(person.id, person.library_id, ()))
        self._db = db
        self.person = person  # the group
        self.name = TypedName(db, person.library_id, fit, faces=lambda: self.kept, completes=True)

    def renew(self) -> bool:
        """Read the group again; return whether it still has faces and no name."""
        with self._db.read() as session:
            seen = naming.shown(session, self.group.group_id)
        if seen is None or not seen.face_ids:
            return False
        self.group = seen
        self.out = [face for face in self.out if face in seen.face_ids]
        return True

    def rest(self) -> Shown:
        """Return the group without the faces taken out."""
        return replace(self.group, face_ids=self.kept)

    def rest_as_person(self) -> Person:
        """Return the group without the faces taken out, as a person to compare with others."""
        person, kept = self.person, self.kept
        with self._db.read() as session:
            photos = faces.photo_count(session, kept)
        best = person.effective_face_id if person.effective_face_id in kept else kept[0]
        chosen = person.thumbnail_face_id if person.thumbnail_face_id in kept else None
        return replace(
            person,
            face_count=len(kept),
            asset_count=photos,
            effective_face_id=best,
            thumbnail_face_id=chosen,
        )

    def given(self) -> Given:
        """Return the typed name for the faces that stay."""
        return self._given(str(self.name), self.name.owner, UNCHANGED)

    def given_to(self, whom: Person, kept: PersonChanges) -> Given:
        """Return the name of a person for the faces that stay, whatever is typed.

        `kept` is what the person takes over from the group.
        """
        return replace(self._given(whom.name or "", whom, kept), whom=whom)

    def _given(self, name: str, whom: Person | None, kept: PersonChanges) -> Given:
        joins, shown = (name, Named(whom.id, name)) if whom else (None, None)
        return Given(self.rest(), name, joins, shown, tuple(self.out), kept)

    def refused(self) -> None:
        """Note that the user was told what stands against what they did."""
        self.group = self.group.again()
