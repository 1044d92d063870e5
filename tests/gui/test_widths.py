"""Widths of the window: each grid has as many columns as fit, between even margins."""

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication, QWidget

from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base import theme
from kinfolk.gui.faces.grid import FaceGrid
from kinfolk.gui.shell.window import Window
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.tiles.squares import GAP
from kinfolk.gui.widgets.card_list import CardList
from tests.album import Album
from tests.gui.hands import until
from tests.gui.walls import wait_for

WIDTHS = range(760, 1921)
WITHOUT_AND_WITH_BAR = (16, 60)  # cards that need no bar to scroll, and some that do


def widths(inner: QWidget, pitch: int, room: int) -> Iterator[int]:
    """Every 29th, and around each width that `pitch` divides; `room` is beside the grid."""
    window = inner.window()

    def lies_inside() -> bool:  # until all layouts know the window's size, it reaches beyond
        return window.rect().contains(inner.mapTo(window, inner.rect().bottomRight()))

    for width in WIDTHS:
        if width % 29 == 0 or (width - room + 2) % pitch < 5:
            window.resize(width, 700)
            QApplication.sendPostedEvents()
            QApplication.processEvents()
            until(lies_inside)
            yield width


def columns_of(view: CardList) -> int:
    """How many cards Qt really put on the first line."""
    model = view.model()
    cells = [view.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
    return sum(cell.top() == cells[0].top() for cell in cells)


def check_cards(window: Window, view: CardList, narrowest: int, gap: int) -> None:
    before = 0
    beside = window.width() - window.pages.width() + 2 * theme.MARGIN - gap
    for width in widths(window.pages, narrowest + gap, beside):
        columns = columns_of(view)
        room = window.pages.width() - 2 * theme.MARGIN
        assert columns == max(1, (room + gap) // (narrowest + gap)), width
        assert columns >= before, width
        before = columns
        model = view.model()
        first, last = (view.visualRect(model.index(row, 0)) for row in (0, columns - 1))
        left = view.viewport().mapTo(window.pages, view.card_rect(first).topLeft()).x()
        right = view.viewport().mapTo(window.pages, view.card_rect(last).topRight()).x()
        assert (left, window.pages.width() - 1 - right) == (theme.MARGIN, theme.MARGIN), width
        assert (
            view.viewport().height()
            >= view.visualRect(model.index(model.rowCount() - 1, 0)).bottom()
        )


def test_the_wall(real: Window, album: Album) -> None:
    view = real.wall.people
    for number in WITHOUT_AND_WITH_BAR:
        for n in range(view.people.rowCount(), number):
            album.person(f"Person {n}", faces=1)
        wait_for(real.wall, named=number)
        check_cards(real, view, view.portraits.card_size.width(), view.overhang)


def test_the_unnamed(real: Window, album: Album) -> None:
    real.pages.show_section(Section.UNNAMED)
    view = real.wall.groups
    for number in WITHOUT_AND_WITH_BAR:
        for _ in range(view.people.rowCount(), number):
            album.group(faces=2)
        wait_for(real.wall, groups=number)
        view.naming.leave()
        check_cards(real, view, 208, view.overhang)


def check_tiles(grid: FaceGrid, tile: int) -> None:
    before = 0
    beside = grid.window().width() - grid.viewport().width() + 2 * OUTSIDE - GAP
    for width in widths(grid, tile + GAP, beside):
        faces = grid.faces
        rects = [grid.visualRect(faces.index(row)) for row in range(len(faces.ids))]
        columns = sum(rect.top() == rects[0].top() for rect in rects)
        room = grid.viewport().width() - 2 * OUTSIDE
        assert columns == (room + GAP) // (tile + GAP), width
        assert columns >= before, width
        before = columns
        left, right = rects[0].left(), grid.viewport().width() - 1 - rects[columns - 1].right()
        assert abs(left - right) <= 1, (width, left, right)
        assert grid.horizontalScrollBar().maximum() == 0


def test_a_persons_faces(real: Window, album: Album) -> None:
    grid = real.pages.person.faces.grid
    for number in (15, 200):
        real.pages.open_person(album.person(f"Dora {number}", faces=number))
        until(lambda number=number: len(grid.faces.ids) == number)  # type: ignore[misc]
        check_tiles(grid, 104)
