"""Paths that lead nowhere, and that some functions of Python meet with an error of their own."""

from pathlib import Path

import pytest

from tests.cli.conftest import Kinfolk

VERBS = (
    ("folders", "add"),
    ("folders", "faces"),
    ("scan",),
    ("names", "write", "--folder"),
    ("photos", "list", "--folder"),
    ("photos", "copy", "--to"),
    ("export",),
    ("import",),
    ("backup",),
    ("restore",),
)


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_they_are_one_line(kinfolk: Kinfolk, tmp_path: Path, verb: tuple[str, ...]) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    kinfolk("people", "create", "Anna")
    for path in ("~no one of that name/x", tmp_path / "circle/x", tmp_path / ("x" * 300) / "x"):
        assert kinfolk(*verb, str(path)).refusal
