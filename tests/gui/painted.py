"""Find out what a widget paints, and how parts of a list of cards look."""

from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QObject, QPoint, QRect
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from kinfolk.gui.base.kept_pictures import KeptPictures
from tests.gui.hands import until
from tests.gui.windows import there


class Painted(QObject):
    """Collects where a widget is painted from now on."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        QApplication.processEvents()  # paints that were due before do not count
        self.places: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.places.append(event.rect())
        return False


def seen(view: QAbstractItemView, rect: QRect) -> QImage:
    """Return how a part of a list of cards looks once all of it is painted.

    Cards that have just come into view are painted a moment later.
    """
    pictures = there(view.findChild(KeptPictures))
    images: list[QImage] = []

    def is_whole() -> bool:
        images.append(view.viewport().grab(rect).toImage())
        return not pictures._is_behind

    until(is_whole)
    return images[-1]


def written(widget: QWidget) -> list[tuple[str, int]]:
    """Return the pieces of text that a widget paints, and the weight of their fonts."""
    paper, drawing = QBuffer(), QSvgGenerator()
    paper.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing.setOutputDevice(paper)
    painter = QPainter(drawing)
    widget.render(painter, QPoint())
    painter.end()
    texts = ElementTree.fromstring(bytes(paper.data().data())).iter(
        "{http://www.w3.org/2000/svg}text"
    )
    return [((each.text or "").strip(), int(each.get("font-weight", 400))) for each in texts]
