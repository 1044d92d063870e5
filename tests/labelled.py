"""The labelled photos: real people, families and odd files, which are no part of the project.

They lie in `shared/photos` beside the checkout. `shared/evaluate.py` scores what was found in them.
"""

from pathlib import Path

from tests.lacking import missing

SHARED = Path(__file__).resolve().parents[2] / "shared"


def photos(*parts: str) -> Path:
    """The folder of photos, or a file or folder in it."""
    return _beside("photos", *parts)


def camera(name: str) -> Path:
    """A file as a camera wrote it."""
    return _beside("camera", name)


def _beside(folder: str, *parts: str) -> Path:
    path = SHARED.joinpath(folder, *parts)
    if not path.exists():
        missing(f"shared/{folder}, beside the checkout")
    return path
