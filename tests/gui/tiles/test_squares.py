"""Where tiles lie: filling lines, under headings, side by side where there is room."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kinfolk.gui.tiles.content import TileContent, TileSection
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
