"""Who someone in a photo may be: the people whose names contain what is typed."""

from collections.abc import Collection, Iterable, Sequence

from kinfolk.core import names
from kinfolk.core.database import Database
from kinfolk.core.people import people_lists
from kinfolk.core.people.people import Person
from kinfolk.core.people.people_lists import Sort
from kinfolk.naming import reads
from kinfolk.naming.distinct_names import Apart, apart
from kinfolk.naming.fit import Fit, Objection


class PeopleFound:
    """Hold what is typed, and the ids of the people it may mean: likely ones first.

    A person with exactly this name is before all others. Hidden people are found by their full name
    only.
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
        self._db = db
        self._fit = fit
        self._face_ids = face_ids
        self._library_id = library_id
        self._left_out = left_out
        self.text = ""
        self.likely: list[str] = []  # ids of people who look similar, most similar first
        self.ids: list[str] = []
        self._called: set[str] = set()  # those who have exactly this name
        self._begun: str | None = None  # who is meant by the beginning of their name
        self._keys: set[str] = set()  # of all names
        self._asked = ""  # id of the person about whom Enter has asked

    @property
    def is_first_meant(self) -> bool:
        """Whether the first one has exactly the typed name, or only they are likely to begin so."""
        return not self._called.isdisjoint(self.ids) or self._begun in self.ids[:1]

    @property
    def is_new(self) -> bool:
        """Whether the typed name may be a new person's, because no one has it."""
        return bool(self.text) and not self._called

    def objection(self, person_id: str) -> Objection | None:
        """Return what stands against giving the face to this person, or None."""
        return self._fit.objection(self._face_ids, person_id) if self._face_ids else None

    def asks(self, person_id: str) -> bool:
        """Return whether Enter has to ask about this person first; it asks once."""
        if self._asked == person_id or self.objection(person_id) is None:
            return False
        self._asked = person_id
        return True

    def apart(self, with_other: str) -> Apart | None:
        """Return a name for another person of the typed name; None if no one has that.

        `with_other` is "with {}" in the user's language.
        """
        if not self._called:
            return None
        beside = reads.companions(self._db, self._face_ids)
        return apart(self.text, beside, lambda name: names.key(name) not in self._keys, with_other)

    def find(self, text: str) -> None:
        """Find the people whose names contain this text."""
        self.text, self._asked = text.strip(), ""
        with self._db.read() as session:
            found = people_lists.wall(session, self._library_id, text=self.text, sort=Sort.NAME_ASC)
            known = people_lists.names(session, self._library_id)
        key = names.key(self.text)
        self._keys = {names.key(name) for _, name in known}
        self._called = {each for each, name in known if self.text and names.key(name) == key}
        found.extend(self._called.difference(found))
        self._begun = self._meant(known)
        first = self._called | {self._begun}
        ids = [each for each in found if each not in self._left_out]
        self.ids = sorted(ids, key=lambda each: (each not in first, self._rank(each)))

    def _meant(self, known: Iterable[tuple[str, str]]) -> str | None:
        """Return the id of who is meant by the beginning of their name, or None."""
        if not self.text or self._called or not self._face_ids:
            return None
        others = (each for each in known if each[0] not in self._left_out)
        meant = self._fit.meant(self.text, self._face_ids, others)
        return meant and meant[0]

    def put_first(self, likely: Iterable[Person]) -> None:
        """Put likely people first, unless something has been typed."""
        self.likely = [each.id for each in likely if each.name]
        if not self.text:
            self.find("")

    def _rank(self, person_id: str) -> int:
        """Return the rank of a likely person; all others share the last one."""
        if person_id in self.likely:
            return self.likely.index(person_id)
        return len(self.likely)
