"""Work on untrusted files in a process of its own, within limits of time and memory.

This module has both sides: `Worker` asks, and `serve` answers in the other process. They exchange a
short JSON object and raw bytes, nothing that could be executed. On Linux the bytes of an answer lie
in memory that both processes share. Only the standard library is imported, so that a process starts
at once.
"""

import importlib
import json
import mmap
import os
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple, cast

Header = dict[str, Any]
Data = bytes | memoryview


class Payload(NamedTuple):
    """Hold the size of data in bytes, and the function that writes the data to a file when sent."""

    size: int = 0
    write: Callable[[IO[bytes]], object] = lambda file: None

    @classmethod
    def of(cls, data: bytes) -> "Payload":
        """Return these bytes as a payload."""
        return cls(len(data), lambda file: file.write(data))


# Given a question, and what tells the asker something before the answer is there.
Tell = Callable[[Header], None]
Handler = Callable[[Header, Data, Tell], tuple[Header, Payload]]

# What the processes can do: the module that has a function `handler`, and nothing else.
KINDS = {
    "decode": "kinfolk.vision.decode",
    "embed": "kinfolk.vision.isolated",
    "names": "kinfolk.vision.names_in_files",
}
FLAG = "--kinfolk-worker"  # how the packed app is told to be one: see __main__

_ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",  # of LibRaw: photos are drawn side by side already
    # glibc: what a large photo took serves the next one. To be handed it anew each time costs a
    # fifth of what drawing it does.
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(64 << 20),
}

_NOTHING = Payload()
_FRAME = struct.Struct("<QQ")  # bytes of the JSON object, and of what follows it
_LONGEST_HEADER = 1 << 16
_SHARED = "KINFOLK_SHARED"  # names to the other process the file that is memory of both
_BEFORE = "is_before"  # marks what is told before the answer
_START_SECONDS = 60.0  # a machine that is very busy
_OVER_MEMORY = 77  # exit code, where the system does not bound memory itself
_WATCH_SECONDS = 0.02
_ROOT = str(Path(__file__).resolve().parents[2])
_START = (
    "import sys; root, kind = sys.argv[1:]; root in sys.path or sys.path.insert(0, root);"
    " from kinfolk.vision.worker import serve; serve(kind)"
)


class Ended(Exception):
    """Report that the process has ended or broke the protocol; `how` says in which way.

    "slow": it used up its processor time. "late": it was ended after a time without an answer.
    "heavy": it took too much memory. "broken": it crashed or broke the protocol. "killed": another
    program ended it. "closed": `kill` or `close` ended it.
    """

    def __init__(self, how: Literal["slow", "late", "heavy", "broken", "killed", "closed"]) -> None:
        super().__init__(how)
        self.how = how


class Worker:
    """Own one process; one thread at a time asks, any thread may close it."""

    def __init__(self, kind: str, *, room: int = 0) -> None:
        """Start the process, with shared memory for answers of up to `room` bytes."""
        self._is_late = self._is_closed = False
        file = _memory(room)
        self._shared = mmap.mmap(file.fileno(), room) if file else None
        self._process = subprocess.Popen(
            _command(kind),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=os.environ | _ENVIRONMENT | ({_SHARED: str(file.fileno())} if file else {}),
            pass_fds=(file.fileno(),) if file else (),
            # In a group of its own Ctrl+C does not reach it: we end it ourselves. A session of its
            # own would get as much of the processor as all of the window, where Linux shares that
            # among sessions.
            process_group=None if sys.platform == "win32" else 0,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._is_ready = False
        assert self._process.stdout is not None
        # It reads so many bytes as it is asked for, and fills in no zeros before: for those of a
        # photo no other thread could do anything meanwhile.
        self._answers = open(self._process.stdout.fileno(), "rb", closefd=False)  # noqa: SIM115
        if file:
            file.close()  # what is mapped stays

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(
        self,
        header: Header,
        payload: bytes = b"",
        *,
        seconds: float,
        largest: int = 0,
        heard: Tell | None = None,
    ) -> tuple[Header, Data]:
        """Return the answer, with at most `largest` bytes; raise Ended, also after `seconds`.

        The bytes returned are overwritten at the next question, and the process may change them at
        any time. `heard` is called with each message that the process sends before the answer; a
        ValueError that it raises counts as a broken protocol.
        """
        to, back = self._process.stdin, self._answers
        assert to is not None
        try:
            if not self._is_ready:
                with self._given(_START_SECONDS):
                    _read(back, largest=0)  # it says once that it is there
                self._is_ready = True
            with self._given(seconds):
                _write(to, header, Payload.of(payload))
                answer, data = _read(back, largest=largest, shared=self._shared)
                if heard is not None and answer.pop(_BEFORE, None) is True:
                    heard(answer)
                    answer, data = _read(back, largest=largest, shared=self._shared)
                return answer, data
        except (OSError, ValueError, RecursionError) as error:
            raise Ended(self._how()) from error

    @contextmanager
    def _given(self, seconds: float) -> Iterator[None]:
        """End the process unless the block is done within `seconds`."""
        timer = threading.Timer(seconds, self._late)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
        if self._is_late:
            raise OSError("the answer came too late by a hair")

    @property
    def has_started(self) -> bool:
        """Whether the process ever got as far as to accept questions."""
        return self._is_ready

    def kill(self) -> None:
        """End the process at once; a thread that waits for its answer gets Ended."""
        self._is_closed = True
        self._process.kill()

    def close(self) -> None:
        """End the process; no thread may be waiting for an answer."""
        self.kill()
        self._end()

    def _late(self) -> None:
        self._is_late = True
        self._process.kill()

    def _how(self) -> Literal["slow", "late", "heavy", "broken", "killed", "closed"]:
        """Return why the process does not answer any more."""
        with suppress(subprocess.TimeoutExpired):  # it ends by itself, and has a code to tell
            self._process.wait(0.2)
        code = self._end()
        if self._is_closed:
            return "closed"
        if self._is_late:
            return "late"
        if code == _OVER_MEMORY:
            return "heavy"
        if code == -getattr(signal, "SIGXCPU", 0):
            return "slow"
        return "killed" if -code in _FROM_OUTSIDE else "broken"

    def _end(self) -> int:
        """Kill the process, close its pipes, and return its exit code."""
        self._process.kill()
        code = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(OSError):
                pipe.close()
        return code


# Signals that a process does not bring upon itself.
_FROM_OUTSIDE = {
    int(getattr(signal, name))
    for name in ("SIGKILL", "SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")
    if hasattr(signal, name)
}


def _command(kind: str) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG, kind]
    # -P: a folder of photos that someone works in is no place to import from.
    return [sys.executable, "-P", "-B", "-c", _START, _ROOT, kind]


def _memory(room: int) -> IO[bytes] | None:
    """Return a file in memory to share with a process that this one starts, or None.

    None means that the system has no such files. Through a pipe the kernel would copy all bytes
    twice, which takes 2 milliseconds for a photo of 12 megapixels.
    """
    if sys.platform != "linux" or not room:
        return None
    import fcntl

    file = open(os.memfd_create("kinfolk", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING), "r+b")  # noqa: SIM115
    file.truncate(room)
    # Reading beyond an end that the other process has moved would be the end of this one.
    fcntl.fcntl(file, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK)
    return file


class _Pipe:
    """Write all data to an unbuffered pipe, which may take only a part of it at a time."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, data: Data) -> int:
        """Write all of the data, in as many parts as the pipe takes."""
        left = memoryview(data)
        while left:
            left = left[self._file.write(left) :]
        return len(data)


def _write(
    file: IO[bytes], header: Header, payload: Payload = _NOTHING, shared: mmap.mmap | None = None
) -> None:
    """Write a header and its payload: into the shared memory if it fits, else after the header."""
    pipe = _Pipe(file)
    text = json.dumps(header).encode()
    head = _FRAME.pack(len(text), payload.size) + text
    if shared is not None and 0 < payload.size <= len(shared):
        shared.seek(0)
        payload.write(cast(IO[bytes], shared))
        pipe.write(head)
    else:
        pipe.write(head)
        payload.write(cast(IO[bytes], pipe))


def _read(file: IO[bytes], *, largest: int, shared: mmap.mmap | None = None) -> tuple[Header, Data]:
    """Return one message; raise ValueError if its form is wrong, OSError at the end of the pipe."""
    size, more = _FRAME.unpack(_exactly(file, _FRAME.size))
    if size > _LONGEST_HEADER or more > largest:
        raise ValueError("too much")
    header = json.loads(_exactly(file, size))
    if not isinstance(header, dict):
        raise ValueError("no object")
    if shared is not None and 0 < more <= len(shared):
        return header, memoryview(shared)[:more]
    return header, _exactly(file, more)


def _exactly(file: IO[bytes], size: int) -> bytes:
    """Return exactly `size` bytes; raise OSError if the other end is closed before."""
    data = file.read(size)
    if len(data) < size:
        raise OSError("the end")
    return data


# The other process.


def serve(kind: str) -> None:
    """Answer questions in the worker process until the process that asks is gone."""
    for name in ("SIGINT", "SIGQUIT"):  # keys in the terminal: the one who asks ends it
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    answers = open(os.dup(1), "wb", buffering=0)  # noqa: SIM115
    os.dup2(2, 1)  # what libraries print is not for the one who asks
    number = os.environ.get(_SHARED)
    shared = mmap.mmap(int(number), 0) if number else None
    asked: queue.SimpleQueue[tuple[Header, Data]] = queue.SimpleQueue()
    handler: Handler = importlib.import_module(KINDS[kind]).handler()
    _bound_once()
    listener = threading.Thread(target=_listen, args=(asked,), daemon=True)
    listener.start()
    _write(answers, {})

    def tell(header: Header) -> None:
        _write(answers, header | {_BEFORE: True})

    while True:
        header, payload = asked.get()
        bound(seconds=header.pop("seconds"), memory=header.pop("memory"))
        _write(answers, *handler(header, payload, tell), shared)
        del header, payload  # a photo is large: none is held while the next is waited for


def _listen(asked: "queue.SimpleQueue[tuple[Header, Data]]") -> None:
    """Read questions into the queue; end this process as soon as the pipe is closed."""
    file = open(0, "rb", closefd=False)  # noqa: SIM115
    while True:
        try:
            asked.put(_read(file, largest=1 << 40))
        except (OSError, ValueError):
            os._exit(0)


def _bound_once() -> None:
    """Set the limits that hold as long as this process lives, such as that it writes no files."""
    if sys.platform == "win32":
        return
    import resource

    for limit in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):  # no file is written
        resource.setrlimit(limit, (0, 0))
    if sys.platform != "linux":
        threading.Thread(target=_watch_memory, daemon=True).start()


_most_memory = sys.maxsize


def bound(*, seconds: int, memory: int) -> None:
    """Limit this process to `seconds` more of processor time and `memory` more bytes.

    Linux refuses more memory. On macOS a thread watches the memory, which may go a little over. On
    Windows the standard library has neither limit, so the process that asks gives up after a time.
    """
    if sys.platform == "win32":
        return
    import resource

    def lower(limit: int, value: int) -> None:
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (value if hard < 0 else min(value, hard), hard))

    # Only the soft limit is set, which can be raised again for the next photo. It counts what the
    # process has used since it began.
    lower(resource.RLIMIT_CPU, int(time.process_time()) + 1 + seconds)
    if sys.platform == "linux":
        # The sixth number is data and stack, as RLIMIT_DATA counts them.
        pages = int(Path("/proc/self/statm").read_text("utf-8").split()[5])
        lower(resource.RLIMIT_DATA, pages * resource.getpagesize() + memory)
    else:
        global _most_memory
        _most_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + memory


def _watch_memory() -> None:
    """End this process as soon as it takes more memory than `bound` has allowed."""
    import resource

    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < _most_memory:
        time.sleep(_WATCH_SECONDS)
    os._exit(_OVER_MEMORY)
