"""Who someone in a photo may be: the people whose names contain what is typed."""

from collections.abc import Collection, Iterable, Sequence

from kinfolk.core.database import Database
from kinfolk.core.people import people_lists
from kinfolk.core.people.people import Person
from kinfolk.core.people.people_lists import Sort
from kinfolk.naming.fit import Fit, Objection
from kinfolk.naming.typed_name import TypedName


class PeopleFound(TypedName):
    """Hold also the ids of the people whom the name may mean: likely ones first.

    Who has exactly this name is before all others. Hidden people are found by their full name only.
    """

    def __init__(
        self,
        db: Database,
        library_id: str,
        left_out: Collection[str],
        *,
        fit: Fit,
        face_ids: Sequence[str] = (),
    ) -> None:
        """`left_out` are ids that are not offered; `face_ids` is the face that is named, if any."""
        super().__init__(
            db,
            library_id,
            fit,
            faces=lambda: face_ids,
            completes=bool(face_ids),
            left_out=left_out,
        )
        self.likely: list[str] = []  # ids of people who look similar, most similar first
        self.ids: list[str] = []
        self._asked = ""  # id of the person about whom Enter has asked

    @property
    def is_first_meant(self) -> bool:
        """Whether the first one has exactly the typed name, or only they are likely to begin so."""
        return self.owner is not None and self.ids[:1] == [self.owner.id]

    @property
    def is_new(self) -> bool:
        """Whether the typed name may be a new person's, because no one has it."""
        return bool(self.text) and (self.owner is None or self.is_begun)

    def against(self, person_id: str) -> Objection | None:
        """Return what stands against giving the face to this person, or None."""
        return self._fit.objection(self._faces(), person_id) if self._faces() else None

    def asks_about(self, person_id: str) -> bool:
        """Return whether Enter has to ask about this person first; it asks once."""
        if self._asked == person_id or self.against(person_id) is None:
            return False
        self._asked = person_id
        return True

    def find(self, text: str) -> None:
        """Find the people whose names contain this text."""
        self.write(text)
        self._asked = ""
        with self._db.read() as session:
            found = people_lists.wall(session, self.library_id, text=self.text, sort=Sort.NAME_ASC)
        first = self.owner.id if self.owner else None
        if first is not None and not self.is_begun and first not in found:
            found.append(first)
        ids = [each for each in found if each not in self._left_out]
        self.ids = sorted(ids, key=lambda each: (each != first, self._rank(each)))

    def put_first(self, likely: Iterable[Person]) -> None:
        """Put likely people first from the next search on."""
        self.likely = [each.id for each in likely if each.name]

    def _rank(self, person_id: str) -> int:
        """Return the rank of a likely person; all others share the last one."""
        if person_id in self.likely:
            return self.likely.index(person_id)
        return len(self.likely)
