"""A library for the fault tests, its photos, and programs that run on it."""

import os
import random
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from kinfolk.core.database import Database
from kinfolk.core.photos import library
from kinfolk.paths import Paths
from tests.fake_engine import COLOURS, draw
from tests.faults.ledger import Ledger, taken
from tests.patience import PATIENCE
from tests.photo_facts import facts_of

ROOT = Path(__file__).resolve().parents[2]


class Program:
    """A process in a session of its own, and the lines it has printed so far.

    Two threads read its output, so that it never waits for a full pipe.
    """

    def __init__(self, *arguments: str, environment: Mapping[str, str] | None = None) -> None:
        self.lines: list[str] = []
        self._heard = threading.Condition()
        self.is_over = False  # its output has ended
        command = [sys.executable, "-m", *arguments]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | (environment or {}),
            start_new_session=True,
        )
        self._errors = ""
        self._readers = [threading.Thread(target=self._listen), threading.Thread(target=self._hear)]
        for reader in self._readers:
            reader.start()

    def _listen(self) -> None:
        """Collect the lines of stdout, in a thread."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._heard:
                self.lines.append(line)
                self._heard.notify_all()
        with self._heard:
            self.is_over = True
            self._heard.notify_all()

    def _hear(self) -> None:
        """Collect stderr, in a thread."""
        assert self.process.stderr is not None
        self._errors = self.process.stderr.read()

    def ready(self) -> None:
        assert self.wait_for(lambda: bool(self.lines)), self.finish()

    def wait_for(self, holds: Callable[[], bool]) -> bool:
        """Wait until `holds` returns True; return False if the program ended before."""
        with self._heard:
            assert self._heard.wait_for(lambda: holds() or self.is_over, PATIENCE), self.lines[-1:]
            return holds()

    def kill(self, after: float) -> bool:
        """Kill it after that number of seconds (SIGKILL); return whether it was still running."""
        try:
            self.process.wait(after)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.finish()
            return True
        self.finish()
        return False

    def end(self) -> str:
        """Wait for it to end and return its stderr; assert that it succeeded."""
        errors = self.finish()
        assert self.process.returncode == 0, errors
        return errors

    def end_saying(self) -> str:
        """Wait for it to end and return its stdout; assert that it succeeded."""
        self.end()
        return "".join(self.lines)

    def finish(self) -> str:
        """Wait for it to end, however it does, and return its stderr."""
        self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join(PATIENCE)
        return self._errors

    @property
    def said(self) -> list[str]:
        """Its lines about decisions, without one that was cut off when it ended."""
        whole = [line for line in self.lines if line.endswith("\n")]
        return [line for line in whole if line[0] in "?!-"]


@dataclass
class House:
    """A library in `base` on the photos in `photos`, and what the user was told about it."""

    base: Path
    photos: Path
    ledger: Ledger = field(default_factory=Ledger)
    _drawn: int = 0

    @classmethod
    def build(cls, folder: Path, *, photos: int) -> Self:
        """Make a library in `folder` on that number of drawn photos, and scan it."""
        made = cls(folder / "base", folder / "photos")
        made.draw(photos)
        paths = Paths.of(made.base)
        db = Database(paths.library_db, paths.cache_db)
        db.write(lambda session: library.add_folder(session, made.photos)).result()
        db.close()
        made.scan().end()
        return made

    def copy(self, folder: Path) -> "House":
        shutil.copytree(self.base, folder / "base")
        return House(folder / "base", self.photos, _drawn=self._drawn)

    def draw(self, count: int) -> None:
        """Draw more photos, each with two or three of six people."""
        names = list(COLOURS)
        for number in range(self._drawn, self._drawn + count):
            chance = random.Random(number)
            who = chance.sample(names, chance.choice((2, 3)))
            faces = [(name, 10 + 60 * at, 15 + chance.randrange(60)) for at, name in enumerate(who)]
            draw(self.photos / str(number % 5) / f"{number:04}.jpg", faces, note=str(number))
        self._drawn += count

    def scan(self, environment: Mapping[str, str] | None = None) -> Program:
        """Start a scan of the library in a process of its own."""
        return Program("tests.faults.scanner", str(self.base), environment=environment)

    def user(
        self, seed: int, count: int, *parts: int, environment: Mapping[str, str] | None = None
    ) -> Program:
        """Start a user who makes `count` decisions; see decide.py."""
        more = [str(part) for part in parts]
        arguments = ("tests.faults.decide", str(self.base), str(seed), str(count), *more)
        return Program(*arguments, environment=environment)

    def verb(self, *arguments: str) -> Program:
        """Start a command of `kinfolk` on the library."""
        return Program("kinfolk", *arguments, "--base-dir", str(self.base))

    def serve(self) -> tuple[Program, str]:
        """Start `kinfolk serve` on a free port; return the process and its URL."""
        server = Program("kinfolk", "serve", "--base-dir", str(self.base), "--port", "0")
        server.ready()
        found = re.search(r"http://\S+:\d+", server.lines[0])
        assert found, server.lines
        return server, found[0]

    def learn(self, *said: list[str]) -> None:
        """Compare the library with what programs printed, and take that into the ledger.

        What was only begun may be there or not, but not in part. The test fails for a confirmed
        decision that is not there, and for anything that is there twice.
        """
        for lines in said:
            self.ledger, begun = taken(lines, self.ledger)
            for decision in begun:  # in their order: each may be written though no one was told
                if not self.ledger.after(decision).wrongs(self.base):
                    self.ledger = self.ledger.after(decision)
        wrongs = self.ledger.wrongs(self.base)
        assert not wrongs, wrongs

    def photo_facts(self) -> dict[str, tuple[str, int, int]]:
        """Return content, time and size of every photo, none of which may change."""
        return facts_of(self.photos)
