"""An unnamed group's card: every face is whole, and in the middle of its tile."""

import io
from itertools import combinations

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from kinfolk.core.faces import crops, portraits
from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.window import Window
from kinfolk.gui.wall.group_delegate import MOSAIC, _places
from kinfolk.scan.crops import MARGIN, MIN_MARGIN
from tests.album import Album
from tests.gui.hands import until
from tests.gui.windows import there

LARGEST = 1 / (1 + 2 * MIN_MARGIN)  # the part of a crop's side that a face takes at most


@pytest.mark.parametrize("count", range(1, 6))
def test_no_tile_is_too_narrow_for_a_face(count: int) -> None:
    for width in range(186, 300):  # of any window: a wider card has another one beside it
        area = QRectF(11, 11, width, MOSAIC)
        places = _places(area, count)
        assert len(places) == count  # an empty tile looks like a face that is missing
        for place in places:
            assert area.adjusted(-0.01, -0.01, 0.01, 0.01).contains(place)
            shorter, longer = sorted((place.width(), place.height()))
            assert shorter / longer > LARGEST, (width, place)
        assert not any(one.intersects(other) for one, other in combinations(places, 2))


@pytest.mark.parametrize("count", range(1, 6))
@pytest.mark.parametrize("margin", [MIN_MARGIN, MARGIN])
def test_every_face_is_whole_and_in_the_middle(
    real: Window, context: Context, album: Album, count: int, margin: float
) -> None:
    crop = np.full((256, 256, 3), (20, 160, 150), np.uint8)
    first = round(256 * margin / (1 + 2 * margin))
    crop[first : 256 - first, first : 256 - first] = (230, 40, 40)
    file = io.BytesIO()
    Image.fromarray(crop).save(file, "JPEG", quality=100, subsampling=0)
    group = album.group(faces=0)
    for face in [album.face(group) for _ in range(count)]:
        album.do(crops.put, face, file.getvalue())
    real.pages.show_section(Section.UNNAMED)
    view = real.wall.groups
    until(lambda: view.people.ids == [group])
    cell = view.visualRect(view.people.index(0))
    assert view.people.card(0)
    places = _places(view.mosaics.mosaic_rect(cell), count)

    def painted() -> bool:
        image = view.viewport().grab().toImage()
        return all(_red(image, place).any() for place in places)

    until(painted)
    image = view.viewport().grab().toImage()
    for place in places:
        red = _red(image, place)
        for axis in (0, 1):
            where = np.nonzero(red.any(axis=axis))[0]
            before, after = where[0], red.shape[1 - axis] - 1 - where[-1]
            assert before > 0, "a part of the face is cut off"
            assert abs(int(before) - int(after)) <= 2


def _red(image: QImage, place: QRectF) -> np.ndarray:
    """Where in a tile the face is."""
    tile = image.copy(place.toRect()).convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(tile.constBits(), np.uint8).reshape(tile.height(), tile.bytesPerLine())
    rgb = lines[:, : 3 * tile.width()].reshape(tile.height(), tile.width(), 3)
    return (rgb[..., 0] > 180) & (rgb[..., 1] < 90)


@pytest.mark.wiring
def test_the_cover_of_a_group_stays_large_when_its_card_is_opened(
    real: Window, album: Album
) -> None:
    group = album.group(faces=0)
    sharp, cover, other = (album.face(group, quality=quality) for quality in (0.9, 0.5, 0.4))
    album.do(portraits.represent, {group: cover})
    real.pages.show_section(Section.UNNAMED)
    view = real.wall.groups
    until(lambda: view.people.rowCount() == 1)
    view.naming.leave()
    shown = []
    for open_it in (view.naming.leave, lambda: view.naming.begin(0)):
        open_it()
        shown.append(there(view.people.card(0)).faces)
    assert shown == [(cover, sharp, other)] * 2
