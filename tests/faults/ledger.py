"""What the user was told is done, kept apart from the library to compare the two afterwards."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.decisions_model import Decided

# A photo's content hash and the face's box (x, y, width, height)
Spot = tuple[str, int, int, int, int]


@dataclass
class Ledger:
    """Decisions by what they are about, never by ids of the library."""

    said: Decided[Spot] = field(default_factory=Decided)
    names: set[str] = field(default_factory=set)
    undone: set[tuple[Spot, str]] = field(default_factory=set)  # faces and names that were undone
    before: "Ledger | None" = field(default=None, repr=False)  # the ledger before the last decision

    def after(self, decision: "Decision") -> "Ledger":
        """Return the ledger with one more decision in it."""
        if decision.kind == "undo":
            return self._taken_back()
        made, spots, name = self._copy(before=self), decision.spots, decision.name
        if decision.kind == "name":
            made.undone.difference_update((spot, name) for spot in spots)
            made.names.add(name)
            made.said.name(spots, name)
        for spot in spots:
            if decision.kind == "no":
                made.said.refused.add((spot, name))  # of a face that no one has
            elif decision.kind == "not a face":
                made.said.no_face(spot)
        return made

    def _copy(self, *, before: "Ledger | None") -> "Ledger":
        """Return a copy whose earlier state is `before`."""
        return Ledger(self.said.copy(), set(self.names), set(self.undone), before)

    def _taken_back(self) -> "Ledger":
        """Return the ledger before its last decision, whose names must not be found any more."""
        if self.before is None:
            return self
        made = self.before._copy(before=self.before.before)
        gone = self.said.name_of.items() - made.said.name_of.items()
        made.undone = self.undone | set(gone)
        return made

    def wrongs(self, base: Path) -> list[str]:
        """Return what the library in `base` says otherwise, a line each; it must be at rest."""
        return self.wrongs_in(base / "data" / "library.db")

    def wrongs_in(self, file: Path) -> list[str]:
        """Return what a library file says otherwise, a line each."""
        found = read(file)
        wrong = [f"nobody is called {name}" for name in self.names - found.names.keys()]
        wrong += [f"{n} people are called {name}" for name, n in found.names.items() if n > 1]
        for spot, name in self.said.name_of.items():
            if found.name_of.get(spot) != name:
                wrong.append(f"{spot} is {found.name_of.get(spot)}, was named {name}")
        for spot, name in self.said.refused:
            if found.name_of.get(spot) == name or (spot, name) not in found.refused:
                wrong.append(f"{spot} was not to be {name}")
        for spot in self.said.not_faces:
            if spot in found.name_of:
                wrong.append(f"{spot} is back, though it is no face")
        for spot, name in self.undone:
            if spot in found.users and found.name_of[spot] == name:
                wrong.append(f"{spot} is {name}, which was taken back")
        return wrong + found.broken


@dataclass(frozen=True)
class Decision:
    """One decision of the user."""

    kind: str  # "name", "no", "not a face" or "undo"
    spots: tuple[Spot, ...] = ()
    name: str = ""

    def line(self) -> str:
        return json.dumps([self.kind, self.spots, self.name])

    @classmethod
    def of(cls, line: str) -> "Decision":
        kind, spots, name = json.loads(line)
        return cls(kind, tuple(tuple(spot) for spot in spots), name)


@dataclass(frozen=True)
class Library:
    """What a library file on the disk holds of all that the ledger speaks of."""

    name_of: dict[Spot, str | None]
    names: Counter[str]
    users: set[Spot]  # faces that the user, not the program, has placed
    refused: set[tuple[Spot, str]]
    broken: list[str]


def read(file: Path) -> Library:
    """Read by SQL alone what the ledger speaks of; duplicates and damage go into `broken`."""
    with closing(sqlite3.connect(file)) as connection:
        spot = "asset.content_hash, face.x, face.y, face.w, face.h"
        joined = "face JOIN asset ON asset.id = face.asset_id"
        rows = connection.execute(
            f"SELECT {spot}, person.name, face.assigned_by = 'user' FROM {joined}"
            " LEFT JOIN person ON person.id = face.person_id"
        ).fetchall()
        refused = connection.execute(
            f"SELECT {spot}, person.name FROM {joined}"
            " JOIN rejection ON rejection.face_id = face.id"
            " JOIN person ON person.id = rejection.person_id"
        ).fetchall()
        names = connection.execute("SELECT name FROM person WHERE name IS NOT NULL").fetchall()
        broken = list(_broken(connection, [row[:5] for row in rows]))
    return Library(
        {row[:5]: row[5] for row in rows},
        Counter(row[0] for row in names),
        {row[:5] for row in rows if row[6]},
        {(row[:5], row[5]) for row in refused},
        broken,
    )


def _broken(connection: sqlite3.Connection, spots: Sequence[Any]) -> Iterator[str]:
    """Yield what is damaged or there twice."""
    check = connection.execute("PRAGMA integrity_check").fetchall()
    if check != [("ok",)]:
        yield f"the file is damaged: {check}"
    if lost := connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"references lead nowhere: {lost}"
    yield from (f"{spot} is there {n} times" for spot, n in Counter(spots).items() if n > 1)
    places = connection.execute("SELECT path FROM asset").fetchall()
    yield from (f"{path} is there {n} times" for path, n in Counter(places).items() if n > 1)


def taken(lines: Iterable[str], ledger: Ledger) -> tuple[Ledger, list[Decision]]:
    """Return the ledger with what an actor printed, and the decisions that it never heard about.

    An actor prints "?" and a decision when it asks for one, "!" when it is told that the oldest one
    asked for is done, and "-" when it is told that that one failed.
    """
    begun: list[Decision] = []
    for line in lines:
        mark, said = line[0], line[1:].strip()
        if mark == "?":
            begun.append(Decision.of(said))
        elif mark in "!-" and begun:
            decision = begun.pop(0)
            ledger = ledger.after(decision) if mark == "!" else ledger
    return ledger, begun
