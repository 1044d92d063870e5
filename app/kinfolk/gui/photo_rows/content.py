"""Which photos a view shows, in order, and the headings over them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kinfolk.core.photo_search import FoundPhoto
from kinfolk.gui.photo_rows.layout import PhotoSection, natural_width


@dataclass(frozen=True)
class PhotoContent:
    """The photos of a view; the counts of the sections add up to them."""

    ids: Sequence[str] = ()
    rows: Mapping[str, int] = field(default_factory=dict)  # row of each id
    widths: Sequence[float] = ()  # width of each photo at the height of a line
    sections: Sequence[PhotoSection] = ()

    @classmethod
    def of(cls, listed: Sequence[FoundPhoto], sections: Iterable[PhotoSection]) -> "PhotoContent":
        """Make the content of a listing; for any thread."""
        return cls(
            [each.id for each in listed],
            {each.id: row for row, each in enumerate(listed)},
            [natural_width(each.width, each.height) for each in listed],
            list(sections),
        )
