"""What the core is told, and asked, in one line."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest
from sqlalchemy import Select
from sqlmodel import Session, SQLModel

from kinfolk.core.actions import Action
from kinfolk.core.database import Database, Written
from kinfolk.core.people import people, people_lists
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.errors import AppError
from kinfolk.paths import Paths

Args = ParamSpec("Args")
Answer = TypeVar("Answer")
Row = TypeVar("Row", bound=SQLModel)
Command = Callable[Concatenate[Session, Args], Answer]


class Asking:
    """What has a library, to which it can put questions and commands."""

    db: Database
    library_id: str = ""  # where new people are; without it in the first library

    def ask(
        self, question: Command[Args, Answer], *args: Args.args, **kwargs: Args.kwargs
    ) -> Answer:
        """Return what a question is answered."""
        with self.db.read() as session:
            return question(session, *args, **kwargs)

    def do(self, command: Command[Args, Answer], *args: Args.args, **kwargs: Args.kwargs) -> Answer:
        """Let a command write, without a step of the history; return its result."""
        return self.db.write(lambda s: command(s, *args, **kwargs)).result().result

    def step(
        self,
        label: str | Action,
        command: Command[Args, Answer],
        *args: Args.args,
        **kwargs: Args.kwargs,
    ) -> Written[Answer]:
        """Let a command write, as one step of the history."""
        return self.db.write(lambda s: command(s, *args, **kwargs), label=label).result()

    def decide(
        self, command: Command[Args, Answer], *args: Args.args, **kwargs: Args.kwargs
    ) -> Answer:
        """Let a command write, as a step of whatever name; return its result."""
        return self.step("Decide", command, *args, **kwargs).result

    def someone(self, name: str, *face_ids: str) -> str:
        """Create a person of that name with these faces, as a step; return the person's id."""
        where = self.library_id or None
        made = self.decide(people.create, name=name, face_ids=face_ids, library_id=where)
        return made.person.id

    def update(self, person_id: str, **fields: Any) -> str:
        """Change fields of a person or group, as a step; return the id of who it is now."""
        changes = replace(UNCHANGED, **fields)
        return self.step("Change", people.update, person_id, changes).result.id

    def row(self, model: type[Row], row_id: object) -> Row:
        """Return a row as it is stored."""
        return self.ask(lambda session: session.get_one(model, row_id))

    def every(self, query: Select[Answer]) -> list[Answer]:
        """Return all that a query finds of one column, or of whole rows."""
        return self.ask(lambda session: list(session.execute(query).scalars()))

    def edit(self, model: type[SQLModel], row_id: str | tuple[str, str], **fields: Any) -> None:
        """Write fields of a row as they are, as a scan or another program does."""

        def write(session: Session) -> None:
            """Set all fields in one transaction."""
            row = session.get_one(model, row_id)
            for name, value in fields.items():
                setattr(row, name, value)

        self.do(write)

    def create(self, *names: str) -> None:
        """Create people of these names, each as a step of the history."""
        for name in names:
            self.step(f"Create {name}", people.create, name=name)

    def everybody(self) -> list[str]:
        """Return the name of everyone who has one, sorted as plain text."""
        return sorted(name for _, name in self.ask(people_lists.names))

    def troubles(self) -> SimpleQueue[AppError]:
        """Return a queue of the troubles that are told from now on."""
        told: SimpleQueue[AppError] = SimpleQueue()
        self.db.on_trouble(told.put)
        return told


class Opened(Asking):
    """A library that a test opens and closes by itself."""

    def __init__(self, db: Database) -> None:
        self.db = db


@contextmanager
def opened(where: Path | Paths) -> Iterator[Opened]:
    """Open the library of a folder, or of a program that runs there, for the length of a block."""
    library, cache = (
        (where.library_db, where.cache_db)
        if isinstance(where, Paths)
        else (where / "library.db", where / "cache.db")
    )
    with closing(Database(library, cache)) as db:
        yield Opened(db)


def everybody(where: Path | Paths) -> list[str]:
    """Return the names in a library, which is opened for that and closed."""
    with opened(where) as library:
        return library.everybody()


def refused(work: Callable[[], object]) -> tuple[str, str]:
    """Return what an AppError says when this is tried: its message, and its hint."""
    with pytest.raises(AppError) as caught:
        work()
    return caught.value.message, caught.value.hint
