"""Slow work comes back on the main thread, or not at all."""

import sys
import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.context import Context


def test_a_result_comes_back_on_the_main_thread(qtbot: QtBot, context: Context) -> None:
    seen: list[tuple[str, bool, bool]] = []
    main = threading.main_thread()

    def work() -> bool:
        return threading.current_thread() is main

    context.tasks.run(
        work,
        lambda on_main: seen.append(("done", on_main, threading.current_thread() is main)),
        owner=context.tasks,
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("done", False, True)]


def test_a_late_result_for_a_closed_dialog_is_dropped(qtbot: QtBot, context: Context) -> None:
    owner, go, seen = QObject(), threading.Event(), []
    context.tasks.run(go.wait, seen.append, owner=owner)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, 0)
    del owner
    go.set()
    after: list[bool] = []
    context.tasks.run(lambda: True, after.append, owner=context.tasks)
    context.tasks.run(lambda: True, after.append, owner=context.tasks)
    qtbot.waitUntil(lambda: len(after) == 2)
    assert seen == []


def test_a_failure_is_handed_over(qtbot: QtBot, context: Context) -> None:
    failures: list[Exception] = []
    context.tasks.run(lambda: 1 / 0, owner=context.tasks, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], ZeroDivisionError)


def test_a_failure_nobody_asked_for_is_a_bug_that_is_shown(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: caught.append(kind))
    context.tasks.run(lambda: 1 / 0, owner=context.tasks)
    qtbot.waitUntil(lambda: bool(caught))
    assert caught == [ZeroDivisionError]
