"""Work on other threads: it comes back, and is told, on the main thread, or not at all."""

import gc
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kinfolk.core.database import Database
from kinfolk.gui.base import suggestions
from kinfolk.gui.base.bus import Bus
from kinfolk.gui.base.collector import Collector
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.suggestions import Suggestions
from kinfolk.gui.base.tasks import Latest
from kinfolk.recognition import engines
from kinfolk.recognition.gallery import GalleryChanges
from kinfolk.recognition.suggest import Suggester
from tests.album import Album
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


def test_what_is_on_its_way_is_told_to_nobody_once_closed(db: Database, album: Album) -> None:
    told: list[object] = []
    bus = Bus(db)
    bus.changed.connect(told.append)
    album.person("Eva")
    QApplication.processEvents()
    assert len(told) == 1
    album.person("Ida")
    bus.close()
    QApplication.processEvents()
    assert len(told) == 1


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


MANY = 1500  # more than Python lets pile up


class Cyclic(QLabel):
    """A widget that holds itself and notes where it went."""

    gone: ClassVar[list[str]] = []

    def __init__(self) -> None:
        super().__init__()
        self.me = self

    def __del__(self) -> None:
        self.gone.append(threading.current_thread().name)


def garbage() -> int:
    """Enough allocations for Python to collect many times over."""
    return len([[number] for number in range(50_000)])


@pytest.fixture
def programs_threshold() -> Iterator[None]:
    """Python looks for cycles as often as in a program."""
    rare = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*rare)


@pytest.mark.usefixtures("programs_threshold")
def test_widgets_die_on_the_main_thread(qtbot: QtBot) -> None:
    collector = Collector()
    Cyclic.gone.clear()
    for _ in range(MANY):
        Cyclic()
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(garbage).result() == 50_000
    assert Cyclic.gone == []
    until(lambda: len(Cyclic.gone) == MANY)
    assert set(Cyclic.gone) == {threading.main_thread().name}
    assert not gc.isenabled()
    collector.close()
    assert gc.isenabled()
