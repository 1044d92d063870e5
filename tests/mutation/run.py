"""Test by mutation everything that decides: `dev.py mutate [FILE|CHANGE]...`.

mutmut changes the code in one small place at a time and knows which tests reach it; trial.py runs
those that are likeliest to notice. A change that no test notices is listed, unless
tests/mutation/equivalent.toml says why no one could notice it. Ends with 1 when fewer than GOAL of
the others are found, or when a test fails without a change.

Each change is tried for a number of seconds of tests (`--seconds`); what is not found by then
counts as not found. Slow tests are used only with `--all`. All changes take many hours. `--sample
N` tries N of them, drawn at random but always the same ones, and prints the interval in which the
share of all lies; it is right for 95 % of such draws. Once tests have been written for what a draw
showed, that draw says nothing any more: take another `--seed`. 600 take about an hour. `rm -r
mutants` starts from nothing.
"""

import argparse
import json
import math
import multiprocessing
import os
import random
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import mutmut.__main__ as mutmut
import pytest
from mutmut.configuration import config
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.utils import format_utils
from mutmut.utils.file_utils import copy_also_copy_files, copy_src_dir, setup_source_paths
from mutmut.workers.isolation import get_mutant_runner
from trial import NOT_FOUND, UNREACHED, Reach, Trial  # type: ignore[import-not-found]  # beside it

ROOT = (
    Path(__file__).resolve().parent.parent.parent
)  # the working folder: mutmut reads its settings there
SOURCE = "app"
MUTANTS = ROOT / "mutants"
EQUIVALENT = Path(__file__).with_name("equivalent.toml")
GOAL = 0.95
SEED = 20263  # tests have been written for this draw by now: for a figure take another one
SECONDS = 30


@dataclass(frozen=True)
class Mutant:
    """One change: where it is, the lines it removes and adds, and whether a test failed."""

    name: str
    file: str
    is_found: bool
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class Harmless:
    """A kind of change that no one can notice, and why.

    file is a pattern (glob), `new` and `old` are regular expressions for the lines added and
    removed. is_case: the lines may differ in upper and lower case only.
    """

    file: str
    why: str
    new: str = ""
    old: str = ""
    is_case: bool = False

    def covers(self, mutant: Mutant) -> bool:
        """Return whether a change is of this kind."""
        is_kind = re.search(self.new, mutant.new) and re.search(self.old, mutant.old)
        is_cased = not self.is_case or mutant.old.lower() == mutant.new.lower()
        return fnmatch(mutant.file, self.file) and bool(is_kind) and is_cased


def main() -> int:
    """Make, try and report the changes; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="e.g. app/kinfolk/core/people/people.py, or changes by name"
    )
    parser.add_argument("--children", type=int, default=2, help="how many at once")
    parser.add_argument("--all", action="store_true", help="by the slow tests, too")
    parser.add_argument("--report", action="store_true", help="what is known, without a run")
    parser.add_argument("--sample", type=int, metavar="N", help="only N changes, drawn at random")
    parser.add_argument("--seed", type=int, default=SEED, help="another draw")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of tests for each change")
    options = parser.parse_args()
    if options.all:
        config().pytest_add_cli_args.append("--all")
    if not options.report and not aside(prepare, options.children):
        return 2
    names = chosen(options.names)
    if options.sample:
        names = draw(names, options.sample, options.seed)
    is_sound = options.report or aside(run, names, options.children, options.seconds)
    print(f"Each tried for {options.seconds:g} s of tests.")
    return max(report(list(mutants(names))), int(not is_sound))


def named(path: str, *, prefix: str) -> str:
    """Return a source's module as it is imported: mutmut strips no folder of sources but src."""
    return path.removeprefix(f"{SOURCE}.")


format_utils.strip_prefix = named  # type: ignore[assignment]
# Programs that tests start are changed, too.
os.environ["PYTHONPATH"] = str(MUTANTS / SOURCE)


def aside(work: Callable[..., bool], *arguments: object) -> bool:
    """Run `work` in a process of its own; return whether it returned True and did not fail.

    pytest, and what it imports, can run only once in a process.
    """

    def exits() -> None:
        """Exit with 0 if it returned True."""
        sys.exit(int(not work(*arguments)))

    process = multiprocessing.get_context("fork").Process(target=exits)
    process.start()
    process.join()
    return process.exitcode == 0


def prepare(children: int) -> bool:
    """Make all changes and find out which tests reach them; what is known already is kept."""
    set_mutant_under_test("mutant_generation")
    MUTANTS.mkdir(exist_ok=True)
    with mutmut.CatchOutput(spinner_title="Making the changes"):
        copy_src_dir()
        copy_also_copy_files()
        setup_source_paths()
        mutmut.create_mutants(children)
    mutmut.collect_or_load_stats(get_mutant_runner(), apply_config_invalidation=True)
    return True


def run(names: Sequence[str], children: int, seconds: float) -> bool:
    """Try these changes; return whether the results can be relied on."""
    setup_source_paths()
    os.chdir(MUTANTS)
    os.environ["PY_IGNORE_IMPORTMISMATCH"] = "1"
    set_mutant_under_test("")
    reach = Reach(MUTANTS / "mutmut-stats.json")
    trial = Trial(names, reach, children, seconds, keep)
    selection = [*config().pytest_add_cli_args_test_selection, *config().pytest_add_cli_args]
    code = pytest.main(["--rootdir=.", "-qq", "--capture=no", *selection], plugins=[trial])
    for test in trial.broken:
        print(f"Fails without a change, too: {test}")
    return code == 0 and not trial.broken


def keep(name: str, code: int) -> None:
    """Store the result of a change where mutmut does, and print it if it was not found."""
    os.chdir(ROOT)
    data = SourceFileMutationData(path=file_of(name))
    data.load()
    data.exit_code_by_key[name] = code
    data.save()
    os.chdir(MUTANTS)
    if code in (NOT_FOUND, UNREACHED):
        print(f"not found: {name}", flush=True)


def chosen(names: Sequence[str]) -> list[str]:
    """Return the changes that are meant: those named, and all of files named or of every file."""
    changes = [name for name in names if "__mutmut_" in name]
    files = [Path(name).as_posix() for name in names if name not in changes]
    files = files if names else sorted(scope())
    return [*changes, *(name for file in files for name in codes(file))]


def draw(names: Sequence[str], count: int, seed: int) -> list[str]:
    """Draw changes at random; a larger draw begins with a smaller one."""
    shuffled = sorted(names)
    random.Random(seed).shuffle(shuffled)
    return shuffled[:count]


def scope() -> Iterator[str]:
    """Yield the files that are mutated, as pyproject.toml says."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    for pattern in config["only_mutate"]:
        for path in ROOT.glob(pattern):
            file = path.relative_to(ROOT).as_posix()
            if file not in config["do_not_mutate"]:
                yield file


def codes(file: str) -> dict[str, int | None]:
    """Return the result of each of a file's changes, None for those that were not tried."""
    meta = MUTANTS / f"{file}.meta"
    known: dict[str, int | None] = {}
    if meta.exists():
        known = json.loads(meta.read_text())["exit_code_by_key"]
    return known


def mutants(names: Sequence[str]) -> Iterator[Mutant]:
    """Yield those of the changes that were tried."""
    for file in sorted({file_of(name) for name in names}):
        known = codes(file)
        for name in names:
            code = known.get(name)
            if code in (NOT_FOUND, UNREACHED):
                yield Mutant(name, file, False, *difference(name, file))
            elif code is not None:
                yield Mutant(name, file, is_found=True)


def file_of(name: str) -> str:
    """Return the source that a change is made in."""
    return f"{SOURCE}/{name.rpartition('.')[0].replace('.', '/')}.py"


def difference(name: str, file: str) -> tuple[str, str]:
    """Return the lines that a change removes, and those it adds."""
    shown = get_diff_for_mutant(name, path=file).splitlines()
    lines = [line for line in shown if not line.startswith(("---", "+++"))]
    old, new = ([line[1:].strip() for line in lines if line.startswith(mark)] for mark in "-+")
    return "\n".join(old), "\n".join(new)


def report(tried: Sequence[Mutant]) -> int:
    """Print a line for each file and every change that nothing noticed; return 1 below the goal."""
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
    """Return the 95 % interval of a share that was measured on a part (Wilson's score interval)."""
    z = 1.96
    tried = max(1, tried)
    middle = found + z * z / 2
    half = z * math.sqrt(found * (tried - found) / tried + z * z / 4)
    return (middle - half) / (tried + z * z), (middle + half) / (tried + z * z)


if __name__ == "__main__":
    sys.exit(main())
