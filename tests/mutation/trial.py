"""Try changes: does a test fail with a change that passes without it?

mutmut itself starts pytest anew for each change and runs every test that reaches it, which for the
code that everything uses is the whole suite. Here tests are collected once. Each change is tried in
a process forked from there, by the tests likeliest to notice it, until one fails or they have taken
the time allowed. A test that does not end counts as failed. For every tenth change that is found,
and for all where a test did not end, the same tests run once more without the change, and must
pass.
"""

import itertools
import json
import os
import shutil
import signal
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
from mutmut.mutation.trampoline import set_mutant_under_test

# Exit codes, as mutmut stores them.
NOT_FOUND, FOUND, UNREACHED, ENDLESS = 0, 1, 33, 36
CONTROL_EACH = 10
# Limits of a test. Of the processor: so many seconds, which leaves room for shared fixtures that
# must be made first, and so many times what it takes without a change. By the clock: so many
# seconds, however busy the machine is.
PATIENCE = 20
SLOWER = 10
WAIT = 300
SETUP = 0.1  # seconds to set up a test, which mutmut's times leave out


class Reach:
    """Knows which tests reach which function (by mutmut) and which are likeliest to fail."""

    def __init__(self, stats: Path) -> None:
        known = json.loads(stats.read_text("utf-8"))
        self._tests: dict[str, list[str]] = known["tests_by_mangled_function_name"]
        self._seconds: dict[str, float] = known["duration_by_test"]
        self._files: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for function, tests in self._tests.items():
            for test in tests:
                self._files[test][_file(function)] += 1
        self._finds: Counter[tuple[str, str]] = Counter()

    def tests(self, change: str, bound: float) -> list[str]:
        """Return the tests that reach a change, the likeliest for their time first.

        Their times add up to `bound` seconds. A test is likelier to notice it, the more of what it
        reaches is in that file, and the more other changes there it has noticed.
        """
        file = _file(change)

        def worth(test: str) -> tuple[float, str]:
            """Return the sort key of a test."""
            reached = self._files[test]
            share = reached[file] / reached.total()
            return -share * (1 + self._finds[file, test]) / self.seconds(test), test

        reaching = sorted(self._tests.get(change.partition("__mutmut_")[0], ()), key=worth)
        starts = itertools.accumulate(map(self.seconds, reaching), initial=0)
        return [test for test, start in zip(reaching, starts, strict=False) if start < bound]

    def seconds(self, test: str) -> float:
        """Return how long a test takes."""
        return self._seconds.get(test, 0) + SETUP

    def has_found(self, test: str, change: str) -> None:
        """Note that a test has noticed a change."""
        self._finds[_file(change), test] += 1


@dataclass(frozen=True)
class Attempt:
    """A change ("" for none, as a control), the tests that try it, and a folder for them."""

    change: str
    tests: Sequence[str]
    folder: Path

    @property
    def place(self) -> Path:
        """The file that says which of the tests was started last."""
        return self.folder / "place"


class Trial:
    """A pytest plugin that tries changes in place of running the tests.

    `tell` is called with each change and its exit code as soon as that is known. `broken` collects
    tests that fail without a change, too: their results mean nothing.
    """

    def __init__(
        self,
        changes: Sequence[str],
        reach: Reach,
        children: int,
        bound: float,
        tell: Callable[[str, int], None],
    ) -> None:
        self._changes = changes
        self._reach = reach
        self._children = children
        self._bound = bound
        self._tell = tell
        self._items: dict[str, pytest.Item] = {}
        self._running: dict[int, Attempt] = {}
        self._has_failed = False
        self._found = 0
        self.broken: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._has_failed |= report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Try every change; called by pytest in place of its own loop."""
        if session.testsfailed:
            return None  # pytest reports what could not be collected
        self._items = {item.nodeid: item for item in session.items}
        try:
            for change in self._changes:
                self._try(change)
            while self._running:
                self._wait()
        finally:
            for pid in self._running:
                _end(pid)
        return True

    def _try(self, change: str) -> None:
        """Try a change, or tell that no test reaches it."""
        tests = self._reach.tests(change, self._bound)
        if tests:
            self._start(change, tests)
        else:
            self._tell(change, UNREACHED)

    def _start(self, change: str, tests: Sequence[str]) -> None:
        """Start an attempt as soon as fewer than `children` are running."""
        while len(self._running) >= self._children:
            self._wait()
        attempt = Attempt(change, tests, Path(tempfile.mkdtemp(prefix="mutant-")))
        attempt.place.write_text("0")
        pid = os.fork()
        if not pid:
            self._run(attempt)
        self._running[pid] = attempt

    def _run(self, attempt: Attempt) -> NoReturn:
        """Run the tests until one fails, and exit; runs in the child process."""
        code = FOUND
        try:
            os.setsid()
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(null, stream)
            os.environ["PYTEST_DEBUG_TEMPROOT"] = str(attempt.folder)
            set_mutant_under_test(attempt.change)
            for place, (test, following) in enumerate(self._pairs(attempt.tests)):
                attempt.place.write_text(str(place))
                # Each of these signals ends this process, whatever it is doing.
                patience = PATIENCE + SLOWER * self._reach.seconds(test.nodeid)
                signal.setitimer(signal.ITIMER_PROF, patience)
                signal.setitimer(signal.ITIMER_REAL, WAIT)
                test.config.hook.pytest_runtest_protocol(item=test, nextitem=following)
                if self._has_failed:
                    break
            else:
                code = NOT_FOUND
        finally:
            os._exit(code)

    def _pairs(self, tests: Sequence[str]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
        """Return each test with the one after it, with which it may share fixtures."""
        items = [self._items[test] for test in tests]
        return zip(items, [*items[1:], None], strict=True)

    def _wait(self) -> None:
        """Wait for an attempt to end, and tell its result."""
        pid, status = os.wait()
        attempt = self._running.pop(pid)
        _end(pid)
        code = os.waitstatus_to_exitcode(status)
        place = int(attempt.place.read_text())
        shutil.rmtree(attempt.folder, ignore_errors=True)
        if attempt.change:
            self._tell(attempt.change, ENDLESS if code < 0 else code)
        if code != NOT_FOUND:
            self._heed(attempt, attempt.tests[: place + 1], is_endless=code < 0)

    def _heed(self, attempt: Attempt, tests: Sequence[str], *, is_endless: bool) -> None:
        """Note that the last of the tests failed; start a control where one is due."""
        if not attempt.change:
            self.broken.append(tests[-1])
            return
        self._reach.has_found(tests[-1], attempt.change)
        self._found += 1
        if is_endless or self._found % CONTROL_EACH == 0:
            self._start("", tests)


def _file(name: str) -> str:
    """Return the module of a function or a change."""
    return name.rpartition(".")[0]


def _end(pid: int) -> None:
    """Kill what is left of a child and of what it started."""
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
