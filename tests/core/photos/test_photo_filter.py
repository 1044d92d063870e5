"""A filter as a library keeps it, and as the clauses of which it is made."""

from dataclasses import replace
from datetime import datetime
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfolk.core.photos.photo_filter import (
    EVERY_PHOTO,
    Age,
    PhotoFilter,
    added,
    clauses,
    from_text,
    removed,
    to_text,
)
from tests.core.photos.test_photo_search import asking

ANNA = PhotoFilter(all_of=("person_anna",))


@given(st.integers(0, 6).flatmap(asking))
def test_what_was_kept_is_read_again(wanted: PhotoFilter) -> None:
    assert from_text(to_text(wanted)) == wanted


def test_what_is_kept_says_no_more_than_was_said() -> None:
    assert to_text(EVERY_PHOTO) == "{}"
    text = to_text(PhotoFilter(ages=(Age("person_dora", under=5),), folder=Path("/photos/2019")))
    assert text == '{"folder":"/photos/2019","ages":[{"person_id":"person_dora","under":5}]}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"smiling": true}',
        '{"min_people": "2"}',
        '{"min_people": 3, "max_people": 2}',
        '{"ages": [{"person_id": "person_dora", "under": 5, "dressed": "red"}]}',
        '{"taken_from": "once"}',
    ],
)
def test_what_is_unknown_here_is_no_filter(text: str) -> None:
    assert from_text(text) is None


@given(st.integers(0, 6).flatmap(asking))
def test_its_clauses_make_it_again(wanted: PhotoFilter) -> None:
    whom = (*wanted.all_of, *wanted.any_of, *wanted.none_of)
    if len(set(whom)) < len(whom):  # someone who is wanted and not wanted is said once
        return
    parts = list(clauses(wanted))
    assert set(reduce(added, parts, EVERY_PHOTO).ages) == set(wanted.ages)
    if len(set(wanted.ages)) == len(wanted.ages):
        assert reduce(added, parts, EVERY_PHOTO) == wanted
    for part in parts:
        assert part not in clauses(removed(wanted, part))
        assert set(clauses(added(removed(wanted, part), part))) == set(parts)


def test_somebody_is_asked_for_in_one_way() -> None:
    without = PhotoFilter(none_of=("person_anna",))
    assert added(ANNA, without) == without
    assert added(without, ANNA) == ANNA
    assert added(ANNA, ANNA) == ANNA


def test_another_time_takes_the_place_of_one() -> None:
    then = PhotoFilter(taken_from=datetime(2010, 1, 1), taken_before=datetime(2011, 1, 1))
    since = PhotoFilter(taken_from=datetime(2015, 1, 1))
    assert added(added(ANNA, then), since) == added(ANNA, since)
    assert removed(added(ANNA, since), since) == ANNA


def test_a_time_with_a_zone_is_the_time_on_the_cameras_clock() -> None:
    """So a file of strangers may have it: compared with what photos say, it would be an error."""
    text = '{"taken_from": "2019-04-12T10:00:00+02:00", "taken_before": "2019-05-01T00:00:00Z"}'
    assert from_text(text) == PhotoFilter(
        taken_from=datetime(2019, 4, 12, 10), taken_before=datetime(2019, 5, 1)
    )


def test_whom_and_whether_a_time_it_asks_for() -> None:
    age = Age("person_d", 3, 5)
    wanted = PhotoFilter(all_of=("person_a",), any_of=("person_b",), none_of=("person_c",))
    assert replace(wanted, ages=(age,)).asked_for == ("person_a", "person_b", "person_d")
    assert not replace(wanted, ages=(age,)).has_time
    day = datetime(2020, 5, 1)
    assert PhotoFilter(taken_from=day).has_time
    assert PhotoFilter(taken_before=day).has_time
