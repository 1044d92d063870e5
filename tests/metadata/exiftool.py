"""exiftool, the judge of what files contain. It is no part of the product."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests import requirements


def run(*arguments: str | Path) -> str:
    """Run exiftool and return what it prints; skip the test if it is not installed."""
    command = [requirements.program("exiftool", "libimage-exiftool-perl"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def tags(*files: Path) -> list[dict[str, Any]]:
    """Return the XMP of each file, with structures kept and numbers as numbers."""
    found = _read("-struct", "-G1", "-n", "-XMP:all", *files)
    for one in found:
        del one["SourceFile"]
    return found


def warnings(folder: Path) -> list[str]:
    """Return what exiftool finds wrong with the sidecars in a folder."""
    found = _read("-validate", "-warning", "-error", "-a", "-ext", "xmp", folder)
    assert found
    return [value for one in found for key, value in one.items() if key in ("Warning", "Error")]


def holds(found: object, wanted: object) -> bool:
    """Return whether a tag still has all of `wanted`, whatever was added to its lists."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(
            key in found and holds(found[key], value) for key, value in wanted.items()
        )
    if isinstance(wanted, list):
        return isinstance(found, list) and all(value in found for value in wanted)
    return found == wanted


def _read(*arguments: str | Path) -> list[dict[str, Any]]:
    """Run exiftool with `-json` and return its output."""
    found: list[dict[str, Any]] = json.loads(run("-json", *arguments))
    return found
