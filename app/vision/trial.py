"""What strangers made is tried out in a process of its own, within bounds of memory and time."""

import multiprocessing
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from app.errors import AppError
from app.vision import engine

T = TypeVar("T")

# A hundred times what a face needs: bytes of the runtime's own, and seconds with the start.
MEMORY = 2 << 30
SECONDS = 20.0
_ADDRESSES = 4  # times MEMORY, for the model as it came and all that the runtime does not count


def within_bounds(fn: Callable[[bytes], T], model: bytes) -> T:
    """`fn(model)`, worked out in another process; `fn` is a function of a module.

    Raises the AppErrors that it does, and AppError if it fails, dies, or takes too long.
    """
    # The runtime looks at whether to stop only between two steps, and one step may take hours.
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    child = spawn.Process(target=_work, args=(theirs, fn), daemon=True)
    child.start()
    theirs.close()
    try:
        ours.send_bytes(model)
        if not ours.poll(SECONDS):
            raise AppError(f"it needs more than {SECONDS:.0f} seconds for its first face")
        answer: T | AppError = ours.recv()
    except (EOFError, OSError) as error:
        raise AppError("it breaks down at its first face") from error
    finally:
        child.kill()
        child.join()
        ours.close()
    if isinstance(answer, AppError):
        raise answer
    return answer


def _work(asked: Connection, fn: Callable[[bytes], object]) -> None:
    """The other process: answers once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it says when it ends
    model = asked.recv_bytes()
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES * MEMORY,) * 2)
    engine.share_memory(MEMORY)
    try:
        asked.send(fn(model))
    except AppError as error:
        asked.send(error)
    except Exception:  # the runtime has a dozen kinds of its own
        asked.send(AppError("it fails at its first face"))
