"""The labelled photos: real people, families and odd files, which are no part of the project.

They lie in `shared/photos` beside the checkout. `shared/evaluate.py` scores what was found in them.
"""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def photos(*parts: str) -> Path:
    """The folder of photos, or a file or folder in it.

    Where it is not there the test is skipped. Where `CI` is set it fails instead: what was
    reached there is to stay reached, and a skipped test would tell nobody.
    """
    path = SHARED.joinpath("photos", *parts)
    if not path.exists():
        name = path.relative_to(SHARED.parent)
        if os.environ.get("CI"):
            pytest.fail(f"The labelled photos are missing in CI: {name} beside the checkout.")
        pytest.skip(f"The labelled photos are not beside the checkout: {name}.")
    return path
