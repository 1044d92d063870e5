"""Rows of photos: each as wide as the page, and found again by where they lie."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kinfolk.gui.tiles.content import TileContent, TileSection
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.tiles.rows import HEIGHT, ROOM, RowLayout, natural_width

SHAPES = st.tuples(st.integers(0, 9000), st.integers(0, 9000))
PHOTOS = st.lists(st.lists(SHAPES, min_size=1, max_size=30), max_size=6)


def laid_out(width: int, months: list[list[tuple[int, int]]]) -> RowLayout:
    widths = [natural_width(*shape) for month in months for shape in month]
    sections = [TileSection(f"Month {n}", "", len(month)) for n, month in enumerate(months)]
    return RowLayout(width, TileContent.of(map(str, range(len(widths))), sections, widths))


@given(width=st.integers(200, 2500), months=PHOTOS)
def test_lines_fill_the_width_and_nothing_overlaps(
    width: int, months: list[list[tuple[int, int]]]
) -> None:
    layout = laid_out(width, months)
    lasts = {sum(map(len, months[: n + 1])) - 1 for n in range(len(months))}
    tiles = [layout.tile(row) for row in range(layout.total)]
    for row, tile in enumerate(tiles):
        assert tile.height() == HEIGHT
        assert tile.left() >= OUTSIDE
        assert tile.right() + 1 <= width - OUTSIDE + 1
        behind = tiles[row + 1] if row + 1 < len(tiles) else None
        ends_line = behind is None or behind.top() > tile.top()
        if not ends_line:
            assert behind is not None
            between = behind.left() - tile.right() - 1
            assert abs(between - ROOM) <= 1 if row in lasts else between == 6
        elif row not in lasts:
            assert abs(tile.right() + 1 - (width - OUTSIDE)) <= 1
            assert behind is not None
            assert behind.top() > tile.bottom()
    assert layout.height >= (tiles[-1].bottom() if tiles else 0)


@given(width=st.integers(200, 2500), months=PHOTOS)
def test_headings_stand_over_their_photos_and_beside_each_other(
    width: int, months: list[list[tuple[int, int]]]
) -> None:
    layout = laid_out(width, months)
    first = 0
    for heading in layout.headings:
        tile = layout.tile(first)
        assert heading.rect.left() == tile.left()
        assert heading.rect.bottom() < tile.top()
        assert layout.top(first) == heading.y
        first += heading.section.count
    for one, other in itertools.pairwise(layout.headings):
        assert one.y < other.y or one.rect.right() < other.rect.left()
        assert one.rect.width() >= min(150, layout.room)
    lines = {heading.y for heading in layout.headings}
    seen = [layout.section_at(y) for y in lines]
    firsts = [heading.section for heading in layout.headings if layout.section_at(heading.y)]
    assert all(section in firsts for section in seen)


def test_months_of_a_few_photos_stand_side_by_side() -> None:
    few, many = [(400, 300)], [(400, 300)] * 9
    layout = laid_out(800, [few, few * 2, few, many, few])
    levels = [heading.y for heading in layout.headings]
    assert levels[0] == levels[1]
    assert levels[1] < levels[2] < levels[3] < levels[4]
    assert layout.section_at(levels[0]) == layout.headings[0].section


@given(months=PHOTOS.filter(bool), top=st.integers(-100, 6000), high=st.integers(0, 1500))
def test_what_is_seen_is_found(months: list[list[tuple[int, int]]], top: int, high: int) -> None:
    layout = laid_out(1000, months)
    bottom = top + high
    crossing = [
        row
        for row in range(layout.total)
        if layout.tile(row).top() - OUTSIDE <= bottom
        and layout.tile(row).bottom() + 1 + OUTSIDE > top
    ]
    assert set(crossing) <= set(layout.rows(top, bottom))
    for heading in layout.headings_in(top, bottom):
        assert heading.y <= bottom


@given(months=PHOTOS.filter(bool), lines=st.integers(-4, 4), at=st.integers(0, 10**6))
def test_up_and_down_lead_to_the_nearest_photo(
    months: list[list[tuple[int, int]]], lines: int, at: int
) -> None:
    layout = laid_out(1000, months)
    row = at % layout.total
    tops = sorted({layout.tile(each).top() for each in range(layout.total)})
    wanted = min(max(0, tops.index(layout.tile(row).top()) + lines), len(tops) - 1)
    found = layout.tile(layout.stepped(row, lines))
    assert found.top() == tops[wanted]
    middle = layout.tile(row).center().x()
    there = [layout.tile(each) for each in range(layout.total)]
    distances = [abs(t.center().x() - middle) for t in there if t.top() == found.top()]
    assert abs(found.center().x() - middle) == min(distances)
