"""What the user has said, kept beside a library to see that it is never lost there."""

from dataclasses import dataclass, field
from datetime import date

from kinfolk.core.db.models import AssignedBy
from tests.recognition.crowd import Placed


@dataclass
class Decisions:
    """Answers, splits and birth dates, as they hold after merges and deletions."""

    not_whose: set[tuple[str, str]] = field(default_factory=set)  # (face, person)
    not_same: set[frozenset[str]] = field(default_factory=set)  # two people
    born: dict[str, date] = field(default_factory=dict)

    def renamed(self, gone: str, stays: str, theirs: set[str]) -> None:
        """Two are one now, who has these faces."""
        moved = {(face, stays if who == gone else who) for face, who in self.not_whose}
        self.not_whose = {(face, who) for face, who in moved if who != stays or face not in theirs}
        pairs = ({stays if who == gone else who for who in pair} for pair in self.not_same)
        self.not_same = {frozenset(pair) for pair in pairs if len(pair) == 2}
        if gone in self.born:
            self.born.setdefault(stays, self.born.pop(gone))

    def deleted(self, gone: str, whose: dict[str, Placed]) -> None:
        """What was said about somebody who goes holds for their faces from now on."""
        others = {who for pair in self.not_same if gone in pair for who in pair}
        refused = [whose[face] for face, who in self.not_whose if who == gone and face in whose]
        others |= {at.person for at in refused if at.person and at.by == AssignedBy.USER}
        freed = [face for face, at in whose.items() if at.person == gone]
        self.not_whose |= {(face, who) for face in freed for who in others}
        self.not_whose = {pair for pair in self.not_whose if pair[1] != gone}
        self.not_same = {pair for pair in self.not_same if gone not in pair}
        self.born.pop(gone, None)
