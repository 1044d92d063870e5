"""One action: written, said, undone; its failure shown to whoever asked."""

from dataclasses import replace

from pytestqt.qtbot import QtBot
from sqlmodel import Session

from kinfolk.core import people
from kinfolk.core.actions import Act, Action
from kinfolk.core.person_fields import UNCHANGED
from kinfolk.errors import AppError, NameTaken
from kinfolk.gui.base.context import Context
from tests.album import Album


def test_an_action_is_said_undone_and_done_again(
    qtbot: QtBot, context: Context, album: Album
) -> None:
    person_id = album.person("Anna")
    with qtbot.waitSignal(context.ops.done) as done:
        context.ops.run(
            lambda session: people.update(session, person_id, replace(UNCHANGED, name="Eva")),
            Action.of(Act.RENAME, name="Eva"),
            toast="Renamed to Eva",
        )
    assert done.args == ["Renamed to Eva"]
    with qtbot.waitSignal(context.ops.undone) as undone:
        context.ops.undo()
    assert undone.args == ["Rename to Eva"]
    with context.db.read() as session:
        assert people.get(session, person_id).name == "Anna"
    with qtbot.waitSignal(context.ops.redone):
        context.ops.redo()
    with context.db.read() as session:
        assert people.get(session, person_id).name == "Eva"


def test_an_action_that_changed_nothing_is_not_said(
    qtbot: QtBot, context: Context, album: Album
) -> None:
    said: list[str] = []
    results: list[str] = []
    context.ops.done.connect(said.append)
    context.ops.run(lambda session: "nothing", Action.told("Do nothing"), done=results.append)
    qtbot.waitUntil(lambda: results == ["nothing"])
    assert said == []


def test_a_refusal_goes_to_who_asked_for_it(qtbot: QtBot, context: Context, album: Album) -> None:
    album.person("Anna")
    other = album.person("Eva")
    failures: list[AppError] = []
    context.ops.run(
        lambda session: people.update(session, other, replace(UNCHANGED, name="anna")),
        Action.of(Act.RENAME, name="anna"),
        failed=failures.append,
    )
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], NameTaken)


def test_else_the_window_shows_it(qtbot: QtBot, context: Context) -> None:
    def refuse(session: Session) -> None:
        raise AppError("That is too much.", "Try less.")

    with qtbot.waitSignal(context.ops.refused) as refused:
        context.ops.run(refuse, Action.told("Ask for much"))
    assert refused.args[0].hint == "Try less."
