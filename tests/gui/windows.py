"""The whole window, opened and closed as often as a test likes, and finding things in it."""

from collections.abc import Callable, Generator, Iterator
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlmodel import Session

from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.grid import FaceGrid
from kinfolk.gui.settings.sheet import SettingsSheet
from kinfolk.gui.shell.menus import Menus
from kinfolk.gui.shell.window import Window
from tests.gui.hands import until

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
C = TypeVar("C", bound=QObject)
Part = QLabel | QAbstractButton


def opened(qtbot: QtBot, context: Context) -> Window:
    """Show the window and wait until it is on the screen."""
    made = Window(context)
    made.show()
    qtbot.waitExposed(made)
    return made


def closed(window: Window) -> None:
    """Close and delete the window."""
    window.close()
    window.deleteLater()
    # Now, as app.py does: else it still exists when the library is closed.
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def written_elsewhere(context: Context, change: Callable[[Session], object]) -> None:
    """Write as another program does, and wait until everything has heard of it."""
    context.db.write(change).result()  # the signal is in the main thread's queue by then
    QApplication.processEvents()


def full_disk(session: Session) -> None:
    """Fill the disk: the database may not grow any more."""
    pages = session.execute(text("PRAGMA main.page_count")).scalar_one()
    session.execute(text(f"PRAGMA main.max_page_count = {pages}"))


def comes(
    kind: type[W], is_ready: Callable[[W], bool] = lambda window: True
) -> Generator[None, None, W]:
    """As a part of a story: wait for a window or sheet of that class, and return it."""
    while not (found := [each for each in visible(kind) if is_ready(each)]):
        yield
    return found[0]


def says_something(window: Window) -> bool:
    """Return whether the window shows a message."""
    return window.toast.isVisible()


def played(start: Callable[[], T], story: Iterator[None]) -> T:
    """Start the program, let the story go on every 20 ms until it ends, and return the result.

    A story that fails closes all windows.
    """
    failures: list[BaseException] = []
    timer = QTimer(interval=20)

    def go_on() -> None:
        try:
            next(story)
        except StopIteration:
            timer.stop()
        except BaseException as error:
            timer.stop()
            failures.append(error)
            QApplication.closeAllWindows()

    timer.timeout.connect(go_on)
    timer.start()
    result = start()
    if failures:
        raise failures[0]
    assert not timer.isActive(), "the program ended before the story"
    return result


def there(thing: T | None) -> T:
    """Return it; fail where there is none."""
    assert thing is not None
    return thing


def timer(of: QObject, milliseconds: int) -> QTimer:
    """Return the one timer of that length that is its own."""
    its_own = of.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    (found,) = [each for each in its_own if each.interval() == milliseconds]
    return found


def month_sign(of: QWidget) -> QLabel:
    """Return the label over photos that says the month where they are scrolled to."""
    return next(each for each in of.findChildren(QLabel) if each.property("sign"))


def first(of: QObject, kind: type[C]) -> C:
    """Return the first of that class inside."""
    return next(iter(of.findChildren(kind)))


def part(widget: QWidget, text: str) -> Part:
    """Return the visible label or button with that text, the first of several."""
    return next(each for each in _parts(widget) if each.text() == text)


def texts_of(widget: QWidget) -> list[str]:
    """Return the texts of all visible labels and buttons."""
    return [each.text() for each in _parts(widget)]


def _parts(widget: QWidget) -> list[Part]:
    """Return the visible labels and buttons."""
    parts: list[Part] = [*widget.findChildren(QLabel), *widget.findChildren(QAbstractButton)]
    return [each for each in parts if each.isVisible()]


def open_menu() -> QMenu:
    """Wait for the menu that is to come, and return it."""
    until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def menu_at(widget: QWidget, point: QPoint) -> QMenu:
    """Ask with the mouse for the menu at a point of a widget, and return it."""
    by_mouse = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(by_mouse, point, widget.mapToGlobal(point))
    QApplication.sendEvent(widget, event)
    return open_menu()


def entries(menu: QMenu) -> list[str]:
    """Return the texts of the entries of a menu."""
    return [each.text() for each in menu.actions() if not each.isSeparator()]


def choose(menu: QMenu | Menus, text: str) -> None:
    """Choose the entry with that text, and close the menu."""
    (entry,) = [each for each in menu.actions() if each.text() == text]
    entry.trigger()
    if isinstance(menu, QMenu):
        menu.close()


def middle_of(grid: FaceGrid, face_id: str) -> QPoint:
    """Return the middle of a face in the viewport of a grid."""
    return grid.visualRect(grid.faces.index(grid.faces.row_of(face_id))).center()


def hovered(view: QAbstractItemView | QWidget, at: QPoint) -> str:
    """Return the tooltip that comes when the pointer rests at that place."""
    target = view.viewport() if isinstance(view, QAbstractItemView) else view
    QApplication.sendEvent(target, QHelpEvent(QEvent.Type.ToolTip, at, target.mapToGlobal(at)))
    QApplication.processEvents()
    return QToolTip.text()


def show_part(sheet: SettingsSheet, part: QWidget) -> None:
    """Choose the section in which a part of the settings is."""
    pages = [sheet.pages.widget(number) for number in range(sheet.pages.count())]
    (row,) = [row for row, page in enumerate(pages) if page and page.isAncestorOf(part)]
    sheet.sections.setCurrentRow(row)


def over(window: QWidget, kind: type[W]) -> W:
    """Return the one visible sheet of that class that lies over the window."""
    (found,) = [each for each in window.findChildren(kind) if each.isVisible()]
    return found


def visible(kind: type[W]) -> list[W]:
    """Return the visible widgets of that class in all windows."""
    return [
        found
        for top in QApplication.topLevelWidgets()
        for found in [top, *top.findChildren(QWidget)]
        if isinstance(found, kind) and found.isVisible()
    ]
