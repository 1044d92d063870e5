"""A model of the user's decisions, kept beside a library to check that none is lost there.

Every random test of a library's life compares it with this model. A face is identified by what the
test knows it by for good (a picture and a place in it, the bytes of a file, an id), and so is a
person.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Self, TypeVar

Spot = TypeVar("Spot", bound=Hashable)


@dataclass
class Decided(Generic[Spot]):
    """The decisions that are in force.

    Each method is one decision; a `copy` made before it undoes it.
    """

    name_of: dict[Spot, str] = field(default_factory=dict)  # face → whose it is
    refused: set[tuple[Spot, str]] = field(default_factory=set)  # faces and whose they are not
    not_faces: set[Spot] = field(default_factory=set)
    different: set[frozenset[str]] = field(default_factory=set)  # pairs of two different people
    born: dict[str, date] = field(default_factory=dict)

    def copy(self) -> Self:
        """Return a copy that later decisions do not change."""
        return deepcopy(self)

    def name(self, faces: Iterable[Spot], who: str, *, was: str | None = None) -> None:
        """Note that the faces are `who`'s.

        If they were another person's (`was`), that person is refused.
        """
        for face in faces:
            self.name_of[face] = who
            self.leave(face, was, who)

    def leave(self, face: Spot, was: str | None, who: str | None = None) -> None:
        """Note that a face was taken from `was` and perhaps given to `who`."""
        if was is not None and was != who:
            self.refused.add((face, was))
        if who is not None:
            self.refused.discard((face, who))

    def refuse(self, face: Spot, who: str) -> None:
        """Note that a face is not `who`'s."""
        self.name_of.pop(face, None)
        self.refused.add((face, who))

    def no_face(self, face: Spot) -> None:
        """Note that this is no face at all."""
        self.name_of.pop(face, None)
        self.refused = {(spot, who) for spot, who in self.refused if spot != face}
        self.not_faces.add(face)

    def merge(self, gone: str, stays: str, faces: Collection[Spot]) -> None:
        """Note that two people are one, `stays`, who now has `faces`."""
        moved = {(face, stays if who == gone else who) for face, who in self.refused}
        # A refusal of one of them does not hold for faces that the merged person has.
        self.refused = {(face, who) for face, who in moved if who != stays or face not in faces}
        pairs = ({stays if who == gone else who for who in pair} for pair in self.different)
        self.different = {frozenset(pair) for pair in pairs if len(pair) == 2}
        if gone in self.born:
            self.born.setdefault(stays, self.born.pop(gone))

    def delete(self, gone: str, whose: Mapping[Spot, str | None], users: Collection[Spot]) -> None:
        """Note that a person was deleted; people told apart from them are refused their faces.

        whose: every face's owner. users: the faces that the user has given to someone.
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
