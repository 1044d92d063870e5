"""What the user decided, kept beside a library to see that it is never lost there.

Every random life holds its library against this one model. A face is whatever the life knows it by
for good (a picture and a place in it, the bytes of a file, an id), and so is a person.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Self, TypeVar

Spot = TypeVar("Spot", bound=Hashable)


@dataclass
class Decided(Generic[Spot]):
    """Decisions as they hold now. Each method is one decision; `copy` before it is its undo."""

    name_of: dict[Spot, str] = field(default_factory=dict)  # whose a face is
    refused: set[tuple[Spot, str]] = field(default_factory=set)  # whose it is not
    not_faces: set[Spot] = field(default_factory=set)
    different: set[frozenset[str]] = field(default_factory=set)  # two people
    born: dict[str, date] = field(default_factory=dict)

    def copy(self) -> Self:
        return deepcopy(self)

    def name(self, faces: Iterable[Spot], who: str, *, was: str | None = None) -> None:
        """These faces are theirs, and no longer `was`'s."""
        for face in faces:
            self.name_of[face] = who
            self.leave(face, was, who)

    def leave(self, face: Spot, was: str | None, who: str | None = None) -> None:
        """A face goes from somebody, to somebody else if there is one."""
        if was is not None and was != who:
            self.refused.add((face, was))
        if who is not None:
            self.refused.discard((face, who))

    def refuse(self, face: Spot, who: str) -> None:
        self.name_of.pop(face, None)
        self.refused.add((face, who))

    def no_face(self, face: Spot) -> None:
        self.name_of.pop(face, None)
        self.refused = {(spot, who) for spot, who in self.refused if spot != face}
        self.not_faces.add(face)

    def merge(self, gone: str, stays: str, faces: Collection[Spot]) -> None:
        """Two are one now, who has these faces."""
        moved = {(face, stays if who == gone else who) for face, who in self.refused}
        self.refused = {(face, who) for face, who in moved if who != stays or face not in faces}
        pairs = ({stays if who == gone else who for who in pair} for pair in self.different)
        self.different = {frozenset(pair) for pair in pairs if len(pair) == 2}
        if gone in self.born:
            self.born.setdefault(stays, self.born.pop(gone))

    def delete(self, gone: str, whose: Mapping[Spot, str | None], users: Collection[Spot]) -> None:
        """Somebody goes: who was told apart from them is not given their faces.

        `whose`: every face's owner; `users`: the faces that the user gave to theirs.
        """
        others = {who for pair in self.different if gone in pair for who in pair}
        theirs = [face for face, who in self.refused if who == gone and face in users]
        others |= {owner for face in theirs if (owner := whose.get(face))}
        freed = [face for face, owner in whose.items() if owner == gone]
        self.refused |= {(face, who) for face in freed for who in others}
        self.refused = {(face, who) for face, who in self.refused if who != gone}
        self.different = {pair for pair in self.different if gone not in pair}
        self.name_of = {face: who for face, who in self.name_of.items() if who != gone}
        self.born.pop(gone, None)
