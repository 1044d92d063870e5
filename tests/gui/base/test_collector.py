"""Cycles with widgets in them are collected on the main thread, whoever allocates."""

import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kinfolk.gui.base.collector import Collector
from tests.gui.hands import until

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
