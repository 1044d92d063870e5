"""Work ahead comes in order, stays bounded, and ends with the first error or when it is closed."""

import threading
from collections.abc import Iterator

import pytest

from kinfolk.scan.stages import ahead
from tests.patience import PATIENCE


def test_results_come_in_the_order_of_the_items() -> None:
    gate = threading.Event()

    def work(item: int) -> int:
        if item == 0:
            assert gate.wait(PATIENCE)  # the first is done last
        if item == 2:
            gate.set()
        return item * 10

    assert list(ahead(range(6), work, threads=3, limit=4, name="test")) == [0, 10, 20, 30, 40, 50]


def test_no_more_is_taken_than_the_limit() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(100):
            taken.append(item)
            yield item

    results = ahead(items(), lambda item: item, threads=2, limit=3, name="test")
    assert [next(results) for _ in range(4)] == [0, 1, 2, 3]
    assert len(taken) == 6
    results.close()


def test_one_item_waits_for_a_thread_however_many_results_may_wait() -> None:
    done: list[int] = []

    def items() -> Iterator[int]:
        for item in range(40):
            assert len(done) >= item - 2  # those before it, without the two in the making
            yield item

    def work(item: int) -> int:
        done.append(sum(range(20_000)))
        return item

    assert list(ahead(items(), work, threads=2, limit=30, name="test")) == list(range(40))


def test_a_result_is_handed_on_as_soon_as_it_is_there() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(40):
            taken.append(item)
            yield item

    for item in ahead(items(), lambda item: item, threads=1, limit=30, name="test"):
        assert len(taken) <= item + 2  # one more is in the making


def test_the_error_of_a_stage_is_raised_by_the_last_one() -> None:
    def fail(item: int) -> int:
        if item == 3:
            raise ValueError("three")
        return item

    first = ahead(range(10), fail, threads=2, limit=3, name="first")
    second = ahead(first, lambda item: item, threads=1, limit=2, name="second")
    with pytest.raises(ValueError, match="three"):
        list(second)


def test_closing_leaves_no_thread() -> None:
    before = threading.active_count()
    results = ahead(range(100), lambda item: item, threads=2, limit=3, name="test")
    next(results)
    results.close()
    assert threading.active_count() == before
