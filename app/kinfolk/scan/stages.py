"""Work ahead in threads, in order, with a bound on how much is in the making."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def ahead(
    items: Iterable[T], work: Callable[[T], R], *, threads: int, limit: int, name: str
) -> Generator[R, None, None]:
    """Yield the results of `work` in the order of the items, at most `limit` of them waiting.

    One item waits for a thread; behind one that takes long, results wait for their turn. Chained,
    these are stages joined by bounded queues, driven by whoever takes results from the last one.
    The first error is raised here; closing the iterator waits for what is running.
    """
    with ThreadPoolExecutor(threads, thread_name_prefix=name) as pool:
        waiting: deque[Future[R]] = deque()
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                del item  # else a photo would stay in memory meanwhile
                while len(waiting) > threads or len(waiting) >= limit:
                    if waiting[0].done() or len(waiting) >= limit:
                        yield waiting.popleft().result()
                    elif len(busy := _unfinished(waiting)) > threads:
                        wait(busy, return_when=FIRST_COMPLETED)
                    else:  # a thread is free
                        break
            while waiting:
                yield waiting.popleft().result()
        finally:
            # The pool waits for what is running; what has not begun is not needed any more.
            for future in waiting:
                future.cancel()


def _unfinished(futures: Iterable[Future[R]]) -> list[Future[R]]:
    return [one for one in futures if not one.done()]
