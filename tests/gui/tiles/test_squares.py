"""Where tiles lie: in squares under headings, or in rows as wide as the page."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.tiles.model import TileContent, TileSection
from kinfolk.gui.tiles.rows import HEIGHT, ROOM, RowLayout, natural_width
from kinfolk.gui.tiles.squares import GAP, HEADING, SquareLayout


def layout(*counts: int, width: int = 1008, total: int = 0) -> SquareLayout:
    sections = [TileSection(str(2025 - n), "", count) for n, count in enumerate(counts)]
    ids = map(str, range(total or sum(counts)))
    return SquareLayout(width, TileContent.of(ids, sections), tile=104)


def test_tiles_fill_the_width() -> None:
    made = layout(total=20)
    assert made.columns == 9
    assert made.tile(0).left() == 4
    assert made.tile(8).right() in range(996, 1004)
    assert made.tile(9).top() == made.tile(0).bottom() + 1 + GAP


def test_a_long_section_begins_a_line_of_its_own() -> None:
    made = layout(3, 30)
    assert made.tile(3).top() > made.tile(0).bottom()
    assert made.headings[1].rect.left() == made.headings[0].rect.left()


def test_short_sections_share_a_line() -> None:
    made = layout(3, 4)
    assert [heading.rect.top() for heading in made.headings] == [0, 0]
    assert made.tile(0).top() == made.tile(6).top()
    assert made.tile(3).left() - made.tile(2).right() > made.side  # a gap between two years


def test_a_larger_section_stands_apart_on_both_sides() -> None:
    made = layout(1, 3, 2, 1)
    gaps = [made.tile(row).left() - made.tile(row - 1).right() > made.side for row in (1, 4, 6)]
    assert gaps == [True, True, False]


def test_where_all_years_have_a_face_or_two_no_line_is_half_empty() -> None:
    made = layout(*[1, 2] * 10)
    lines = itertools.groupby(range(30), key=lambda row: made.tile(row).top())
    held = [len(list(rows)) for _, rows in lines]
    assert held == [9, 9, 9, 3]
    first = itertools.accumulate([0, *[1, 2] * 10][:20])
    for heading, row in zip(made.headings, first, strict=True):
        assert heading.rect.left() == made.tile(row).left()
    for one, other in itertools.pairwise(made.headings):
        assert not one.rect.intersects(other.rect)


def test_down_and_up_keep_the_column_across_headings() -> None:
    made = layout(12, 30)
    assert made.stepped(4, 1) == 11  # the short last line of the first section
    assert made.stepped(1, 1) == 10
    assert made.stepped(10, 1) == 13
    assert made.stepped(13, -1) == 10
    assert made.stepped(4, -1) == 4
    assert made.stepped(41, 1) == 41


def test_a_page_down_keeps_the_column_past_a_short_line() -> None:
    made = layout(12, 30)
    assert made.stepped(4, 2) == 16


def test_the_first_line_scrolls_with_its_heading() -> None:
    made = layout(12, 30)
    assert made.top(12) == made.headings[1].rect.top()
    assert made.top(30) == made.tile(30).top() - 4 - HEADING  # which stays over it


def test_nothing_takes_no_room() -> None:
    made = layout()
    assert made.height == 0
    assert list(made.rows(0, 500)) == []


@given(st.lists(st.integers(1, 40), max_size=12), st.integers(120, 1600))
def test_no_two_tiles_overlap_and_every_stripe_finds_its_tiles(
    counts: list[int], width: int
) -> None:
    made = layout(*counts, width=width)
    tiles = [made.tile(row) for row in range(sum(counts))]
    for one, other in itertools.pairwise(tiles):
        assert not one.intersects(other)
    for row, tile in enumerate(tiles):
        assert row in made.rows(tile.center().y(), tile.center().y())
        assert tile.bottom() < made.height
        assert tile.left() >= 0
        assert tile.right() < width or made.columns == 1


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
    for y, beside in itertools.groupby(layout.headings, lambda heading: heading.y):
        assert layout.staying(y) == list(beside)


def test_months_of_a_few_photos_stand_side_by_side() -> None:
    few, many = [(400, 300)], [(400, 300)] * 9
    layout = laid_out(800, [few, few * 2, few, many, few])
    levels = [heading.y for heading in layout.headings]
    assert levels[0] == levels[1]
    assert levels[1] < levels[2] < levels[3] < levels[4]
    assert layout.staying(levels[0]) == layout.headings[:2]


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
