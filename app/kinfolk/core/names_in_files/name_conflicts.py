"""Why a file's name for a face can't be taken without asking: what the user or other files say.

The window shows both statements side by side, and the user decides.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core import names
from kinfolk.core.db.models import Asset, DismissedBox, Face, Person
from kinfolk.core.db.rows import among
from kinfolk.core.faces import assignment
from kinfolk.core.faces.faces import Box
from kinfolk.core.faces.visibility import shown
from kinfolk.core.history.wording import ENGLISH, Wording
from kinfolk.core.names_in_files import aliases
from kinfolk.core.names_in_files.claims import Claim, ClaimOrigin, meet, refused_names


class Word(StrEnum):
    """List who contradicts a file's name, and how."""

    OWN = "own"  # the user has given the face to someone else
    NOT_THEM = "not_them"  # the user has said that the face is not theirs
    NO_FACE = "no_face"  # the user has said that there is no face
    ELSEWHERE = "elsewhere"  # the user gave the person another face of the photo
    FILE = "file"  # another file says another name
    OTHER_PHOTO = "other_photo"  # the file may be about another photo
    NOBODY = "nobody"  # the person of that name was deleted, or is several people now
    LOOKS_LIKE = "looks_like"  # the face looks like another person, who has it now
    LOOKS_OTHER = "looks_other"  # the face looks like another person, but no one has it


_SAYS = "{} ({}) says {}"
_SENTENCES = {
    Word.OWN: "You said {name}",
    Word.NOT_THEM: "You said it isn’t {name}",
    Word.NO_FACE: "You said it isn’t a face",
    Word.ELSEWHERE: "You named another face in this photo {name}",
    Word.OTHER_PHOTO: "It may be about another photo",
    Word.NOBODY: "No one here is named {name} any more",
    Word.LOOKS_LIKE: "The face looks like {name}",
    Word.LOOKS_OTHER: "The face looks like someone else",
}


@dataclass(frozen=True)
class Against:
    """Hold what contradicts a file's name.

    `name` is the name that the contradiction is about, and `origin` the file if another one says
    it.
    """

    word: Word
    name: str
    origin: ClaimOrigin | None = None

    def told(self, language: Wording = ENGLISH) -> str:
        """Return the contradiction as a sentence, for example "You said Eva"."""
        if self.origin is not None:
            return says(self.origin, self.name, language)
        return language.sentence(_SENTENCES[self.word]).format(name=self.name)


def says(origin: ClaimOrigin, name: str, language: Wording = ENGLISH) -> str:
    """Return what a file says, for example "a.jpg.xmp (digiKam) says Anna"."""
    return language.sentence(_SAYS).format(origin.file, origin.told, name)


def of(session: Session, claims: Sequence[Claim]) -> dict[str, Against]:
    """Return what contradicts each of these open claims, by their ids."""
    known = _Known(session, claims)
    return {claim.id: known.against(claim) for claim in claims}


class _Known:
    """Hold what the user and files say of the photos of some claims, read in a few queries."""

    def __init__(self, session: Session, claims: Sequence[Claim]) -> None:
        self._claims: dict[str, list[Claim]] = defaultdict(list)  # by photo
        for claim in claims:
            self._claims[claim.asset_id].append(claim)
        photos = set(self._claims)
        confirmed = (
            select(col(Face.asset_id), col(Face.id), col(Person.name_key))
            .join(Person, col(Person.id) == col(Face.person_id))
            .where(assignment.is_confirmed(), col(Person.name_key).is_not(None))
        )
        self._given: dict[str, dict[str, str]] = defaultdict(dict)  # by photo, by face: a key
        for asset_id, face_id, name_key in session.execute(shown(confirmed, Face, photos)):
            self._given[asset_id][face_id] = name_key
        face_ids = {each.face_id for each in claims if each.face_id}
        self._rejected = refused_names(session, face_ids)
        dismissed = shown(select(DismissedBox), DismissedBox, photos)
        self._dismissed: dict[str, list[Box]] = defaultdict(list)
        for row in session.execute(dismissed).scalars():
            self._dismissed[row.asset_id].append(Box(row.x, row.y, row.w, row.h))

        libraries = select(col(Asset.id), col(Asset.library_id)).where(among(col(Asset.id), photos))
        self._library_of = {row.id: row.library_id for row in session.execute(libraries)}
        said: dict[str, set[str]] = defaultdict(set)  # by library: keys of names
        for claim in claims:
            said[self._library_of[claim.asset_id]].add(names.key(claim.name))
        # Names that no one bears any more: who is meant by them now, None if that is not known.
        meant = {
            (library_id, key): person_id
            for library_id, keys in said.items()
            for key, person_id in aliases.of(session, library_id, keys).items()
        }
        who = select(col(Person.id), col(Person.name)).where(among(col(Person.id), meant.values()))
        name_of = {row.id: row.name for row in session.execute(who)}
        self._meant = {each: name_of.get(person_id) for each, person_id in meant.items()}

    def against(self, claim: Claim) -> Against:
        """Return what contradicts the claim; the user's answer comes before another file's."""
        # The first reason counts, so the order is that of their weight.
        name, given = self._name(claim), self._given[claim.asset_id]
        key = names.key(name or claim.name)
        if claim.face_id in given:
            return Against(Word.OWN, claim.own or "")
        if name and (claim.face_id, key) in self._rejected:
            return Against(Word.NOT_THEM, name)
        dismissed = self._dismissed[claim.asset_id]
        if claim.own is None and any(meet(claim.box, box) for box in dismissed):
            return Against(Word.NO_FACE, claim.name)
        if name and key in given.values():
            return Against(Word.ELSEWHERE, name)
        for other in self._claims[claim.asset_id]:
            is_here = other.face_id is not None and other.face_id == claim.face_id
            is_other = names.key(self._name(other) or other.name) != key
            if (is_here or meet(claim.box, other.box)) and is_other:
                return Against(Word.FILE, other.name, other.origin)
        if claim.is_doubtful:
            return Against(Word.OTHER_PHOTO, claim.name)
        if name is None:
            return Against(Word.NOBODY, claim.name)
        return Against(Word.LOOKS_LIKE if claim.own else Word.LOOKS_OTHER, claim.own or "")

    def _name(self, claim: Claim) -> str | None:
        """Return the name that the person meant has here; None if no one is left who had it."""
        key = self._library_of[claim.asset_id], names.key(claim.name)
        return self._meant.get(key, claim.name)
