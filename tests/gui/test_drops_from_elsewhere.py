"""What other programs drop on the window is taken as a copy, never as a move."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import MIME, carried_by
from kinfolk.gui.widgets.controls import NameField
from tests.gui.hands import LEFT, SHIFT
from tests.gui.settings.test_engines import settings
from tests.gui.windows import closed, opened

pytestmark = pytest.mark.slow

Action = Qt.DropAction
BOTH = Action.CopyAction | Action.MoveAction
PROPOSED = SHIFT  # a file manager that proposes to move
ROOT = Path(__file__).parents[2]


def mime_of(path: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    return mime


def dragged(target: QWidget, mime: QMimeData, offered: Action = BOTH) -> list[tuple[bool, Action]]:
    """What a widget answers while something is dragged over it and dropped: accepted, as what."""
    place, button = target.rect().center(), LEFT
    events = (
        QDragEnterEvent(place, offered, mime, button, PROPOSED),
        QDragMoveEvent(place, offered, mime, button, PROPOSED),
        QDropEvent(QPointF(place), offered, mime, button, PROPOSED),
    )
    for event in events:
        QApplication.sendEvent(target, event)
    return [(event.isAccepted(), event.dropAction()) for event in events]


@pytest.fixture
def targets(qtbot: QtBot, context: Context) -> Iterator[Callable[[str], QWidget]]:
    window = opened(qtbot, context)

    def target(name: str) -> QWidget:
        if name == "first page":
            return window.first_start
        window.whole.setCurrentIndex(1)
        if name == "window":
            return window
        return settings(window).recognition

    yield target
    window.scanning.close()
    closed(window)


def test_what_is_dropped_is_copied_and_what_could_only_be_moved_is_refused(
    targets: Callable[[str], QWidget], tmp_path: Path
) -> None:
    folder, model = tmp_path / "album", tmp_path / "model"
    folder.mkdir()
    model.write_bytes(b"no model")
    for name, thing in (("first page", folder), ("window", folder), ("engines", model)):
        target = targets(name)
        said = dragged(target, mime_of(thing), Action.MoveAction)
        assert [accepted for accepted, _ in said] == [False] * 3, name
        assert said[0][1] == Action.IgnoreAction, name  # so Qt asks no further
        assert dragged(target, mime_of(thing)) == [(True, Action.CopyAction)] * 3, name


def test_a_name_field_copies_text_and_leaves_files_alone(qtbot: QtBot, tmp_path: Path) -> None:
    field = NameField()
    qtbot.addWidget(field)
    text = QMimeData()
    text.setText("Anna")
    assert dragged(field, text) == [(True, Action.CopyAction)] * 3
    assert field.text() == "Anna"
    (tmp_path / "photo.jpg").write_bytes(b"")
    said = dragged(field, mime_of(tmp_path / "photo.jpg"))
    assert [accepted for accepted, _ in said] == [False] * 3
    assert field.text() == "Anna"


@pytest.mark.parametrize(
    "content",
    [
        b"\xff",
        b"{",
        b"7",
        b'{"a": 1}',
        b'["face_a"]',
        b'{"face_ids": [1, null, {}], "card": null, "whose": null}',
        b'{"face_ids": ["a"], "card": 1, "whose": {}, "people": [], "since": "2026-01-01"}',
        b'{"face_ids": ["a"], "card": "", "whose": {}, "people": [], "since": "soon"}',
        b'{"face_ids": ["a"], "card": "", "whose": 1, "people": [], "since": "0001-01-01T00+09"}',
        pytest.param(b"[" * 100_000, id="nested"),
    ],
)
def test_junk_under_our_own_name_is_no_face(content: bytes) -> None:
    mime = QMimeData()
    mime.setData(MIME, content)
    assert carried_by(mime).face_ids == ()


def test_nothing_accepts_what_the_other_program_proposes() -> None:
    """The rule has one place; whoever writes a new target finds it."""
    asks = re.compile(r"acceptProposedAction|def (dragEnter|dragMove|drop)Event")
    users = {
        file.name
        for file in (ROOT / "app/kinfolk/gui").rglob("*.py")
        if asks.search(file.read_text())
    }
    assert users == {"controls.py"}  # its fields
