"""Slow work comes back on the main thread, or not at all."""

import sys
import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from kinfolk.gui.base.context import Context
from kinfolk.gui.base.tasks import Latest
from tests.gui.hands import until


def test_a_result_comes_back_on_the_main_thread(context: Context) -> None:
    seen: list[tuple[str, bool, bool]] = []
    main = threading.main_thread()

    def work() -> bool:
        return threading.current_thread() is main

    context.tasks.run(
        work,
        lambda on_main: seen.append(("done", on_main, threading.current_thread() is main)),
        owner=context.tasks,
    )
    until(lambda: bool(seen))
    assert seen == [("done", False, True)]


def test_a_late_result_for_a_closed_dialog_is_dropped(context: Context) -> None:
    owner, go = QObject(), threading.Event()
    seen: list[bool] = []
    context.tasks.run(go.wait, seen.append, owner=owner)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, 0)
    del owner
    go.set()
    after: list[bool] = []
    context.tasks.run(lambda: True, after.append, owner=context.tasks)
    context.tasks.run(lambda: True, after.append, owner=context.tasks)
    until(lambda: len(after) == 2)
    assert seen == []


def test_a_failure_is_handed_over(context: Context) -> None:
    failures: list[Exception] = []
    context.tasks.run(lambda: 1 / 0, owner=context.tasks, failed=failures.append)
    until(lambda: bool(failures))
    assert isinstance(failures[0], ZeroDivisionError)


def test_a_failure_nobody_asked_for_is_a_bug_that_is_shown(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: caught.append(kind))
    context.tasks.run(lambda: 1 / 0, owner=context.tasks)
    until(lambda: bool(caught))
    assert caught == [ZeroDivisionError]


def test_of_reads_asked_meanwhile_only_the_newest_is_run(context: Context) -> None:
    latest, go = Latest(context.tasks, context.tasks), threading.Event()
    ran: list[int] = []
    shown: list[int] = []

    def read(number: int) -> int:
        go.wait()
        ran.append(number)
        return number

    for number in range(5):
        latest.ask(partial(read, number), shown.append)
    go.set()
    until(lambda: shown == [4])
    assert ran == [0, 4]
