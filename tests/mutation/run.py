"""Mutation testing of everything that decides: `dev.py mutate [FILE]...`.

mutmut changes the code in one small place at a time and runs the tests that reach it. A change that
no test notices is listed, unless tests/mutation/equivalent.toml says why it changes nothing that
anybody could notice. Ends with 1 when fewer than GOAL of the others are found.

All of it takes many hours. `--sample N` tries N changes drawn from all of them, the same ones each
time, and says between what the share of all lies: 95 % of such draws are right about that.
"""

import argparse
import json
import math
import random
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MUTANTS = ROOT / "mutants"
EQUIVALENT = Path(__file__).with_name("equivalent.toml")
GOAL = 0.95
# Exit codes as mutmut keeps them: 0 survived, 33 and 5 no test reaches it; the others are found
# (1 a failed test, 36 and its like a test that did not end).
NOT_FOUND = {0, 5, 33}
SEED = 20261


@dataclass(frozen=True)
class Mutant:
    """One change: where it is, the lines it takes away and puts in, and whether a test failed."""

    name: str
    file: str
    is_found: bool
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class Harmless:
    """A kind of change that changes nothing: files (glob), what is put in (regex), and why.

    `old` (regex): what is taken away. `is_case`: upper and lower case is all that differs.
    """

    file: str
    why: str
    new: str = ""
    old: str = ""
    is_case: bool = False

    def covers(self, mutant: Mutant) -> bool:
        is_kind = re.search(self.new, mutant.new) and re.search(self.old, mutant.old)
        is_cased = not self.is_case or mutant.old.lower() == mutant.new.lower()
        return fnmatch(mutant.file, self.file) and bool(is_kind) and is_cased


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", help="sources to look at, e.g. app/core/people.py")
    parser.add_argument("--children", type=int, default=2, help="how many at once")
    parser.add_argument("--report", action="store_true", help="what is known, without a run")
    parser.add_argument("--sample", type=int, metavar="N", help="only N changes, drawn at random")
    options = parser.parse_args()
    files = [Path(file).as_posix() for file in options.files] or sorted(scope())
    names = [f"{file.removesuffix('.py').replace('/', '.')}.*" for file in files]
    if options.sample:
        if not options.report:
            run(names[:1], options.children)  # makes the changes of all files
        names = draw([name for file in files for name in codes(file)], options.sample)
    if not options.report:
        run(names, options.children)
    tried = [mutant for file in files for mutant in mutants(file)]
    if options.sample:
        tried = [mutant for mutant in tried if mutant.name in set(names)]
    return report(tried)


def run(names: Sequence[str], children: int) -> None:
    """Try the mutants of these names or patterns."""
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(children)]
    subprocess.call([*command, *names], cwd=ROOT)


def draw(names: Sequence[str], count: int) -> list[str]:
    """So many of the names, each as likely as any other; a larger draw begins with a smaller."""
    shuffled = sorted(names)
    random.Random(SEED).shuffle(shuffled)
    return shuffled[:count]


def scope() -> Iterator[str]:
    """The files that are mutated, as pyproject.toml says."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    for pattern in config["only_mutate"]:
        for path in ROOT.glob(pattern):
            file = path.relative_to(ROOT).as_posix()
            if file not in config["do_not_mutate"]:
                yield file


def codes(file: str) -> dict[str, int | None]:
    """What came of each of a file's mutants; null for those that were not tried."""
    meta = MUTANTS / f"{file}.meta"
    known: dict[str, int | None] = {}
    if meta.exists():
        known = json.loads(meta.read_text())["exit_code_by_key"]
    return known


def mutants(file: str) -> Iterator[Mutant]:
    """A file's mutants that were tried."""
    for name, code in codes(file).items():
        if code is None:
            continue
        if code not in NOT_FOUND:
            yield Mutant(name, file, is_found=True)
            continue
        yield Mutant(name, file, False, *difference(name))


def difference(name: str) -> tuple[str, str]:
    """The lines a mutant takes away, and those it puts in."""
    command = [sys.executable, "-m", "mutmut", "show", name]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    lines = [line for line in shown.splitlines() if not line.startswith(("---", "+++"))]
    old, new = ([line[1:].strip() for line in lines if line.startswith(mark)] for mark in "-+")
    return "\n".join(old), "\n".join(new)


def report(tried: Sequence[Mutant]) -> int:
    """Print a line a file and every change that nothing noticed; 1 below the goal."""
    known = [Harmless(**entry) for entry in tomllib.loads(EQUIVALENT.read_text("utf-8"))["change"]]
    counts: dict[str, list[int]] = {}
    left = []
    for mutant in tried:
        found, harmless, missed = counts.setdefault(mutant.file, [0, 0, 0])
        if mutant.is_found:
            found += 1
        elif any(kind.covers(mutant) for kind in known):
            harmless += 1
        else:
            missed += 1
            left.append(mutant)
        counts[mutant.file] = [found, harmless, missed]
    for mutant in left:
        print(f"{mutant.file} {mutant.name.rpartition('.')[2]}\n  - {mutant.old}\n  + {mutant.new}")
    for file, (found, harmless, missed) in counts.items():
        print(f"{file}: {found} found, {harmless} harmless, {missed} not found")
    found, harmless, missed = (sum(column) for column in zip(*counts.values(), strict=True))
    share = found / max(1, found + missed)
    low, high = wilson(found, found + missed)
    print(f"{found} of {found + missed} found: {share:.1%} ({harmless} change nothing)")
    print(f"Where they are drawn at random, {low:.1%} to {high:.1%} of all are.")
    return int(share < GOAL)


def wilson(found: int, tried: int) -> tuple[float, float]:
    """The 95 % interval of a share of which a part was tried (Wilson's score interval)."""
    z = 1.96
    tried = max(1, tried)
    middle = found + z * z / 2
    half = z * math.sqrt(found * (tried - found) / tried + z * z / 4)
    return (middle - half) / (tried + z * z), (middle + half) / (tried + z * z)


if __name__ == "__main__":
    sys.exit(main())
