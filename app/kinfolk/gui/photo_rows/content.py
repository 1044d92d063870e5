"""Which photos a view shows, in order, and the headings over them."""

from collections.abc import Iterable, Sequence

from kinfolk.core.photos.photo_search import FoundPhoto
from kinfolk.gui.tiles.content import TileContent, TileSection
from kinfolk.gui.tiles.rows import natural_width


def photo_content(listed: Sequence[FoundPhoto], sections: Iterable[TileSection]) -> TileContent:
    """Return the content of a listing; for any thread."""
    widths = (natural_width(each.width, each.height) for each in listed)
    return TileContent.of((each.id for each in listed), sections, widths)
