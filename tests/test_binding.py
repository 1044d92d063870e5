"""The Qt binding that is installed treats Python's own objects well."""

import sys

import pytest
from PySide6.QtCore import QElapsedTimer, QObject, Signal


class Sender(QObject):
    sent = Signal()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None has no references to lose there")
def test_calls_take_no_reference_off_none_or_true() -> None:
    clock, sender = QElapsedTimer(), Sender()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(500):
        clock.start()
        sender.sent.emit()
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert after == pytest.approx(before, abs=50)
