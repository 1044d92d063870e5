"""What the core is told, and asked, in one line."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from kinfolk.core.actions import Action
from kinfolk.core.database import Database, Written

Args = ParamSpec("Args")
Answer = TypeVar("Answer")
Command = Callable[Concatenate[Session, Args], Answer]


class Asking:
    """What has a library, to which it can put questions and commands."""

    db: Database

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
