"""The thread that suggestions are asked on."""

import pytest

from kinfolk.gui.base import suggestions
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.suggestions import Suggestions
from kinfolk.recognition import engines
from kinfolk.recognition.gallery import GalleryChanges
from kinfolk.recognition.suggest import Suggester
from tests.gui.hands import until


def test_memory_is_let_go_of_once_nobody_asks(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[bool] = []
    suggester = engines.suggester(context.db, context.paths)
    monkeypatch.setattr(suggester, "rest", lambda: rests.append(True))
    monkeypatch.setattr(suggestions, "REST_MS", 1)
    asked = Suggestions(suggester, context.tasks)
    answers: list[GalleryChanges | None] = []
    assert not rests
    asked.ask(Suggester.changes, answers.append, owner=asked)
    until(lambda: bool(rests))
    until(lambda: answers == [GalleryChanges()])
    asked.close()
