"""The labelled photos: real people, families and odd files, which are no part of the project.

They lie in `shared/photos` beside the checkout; `shared/evaluate.py` scores what is found in them.
"""

from pathlib import Path

from tests.requirements import missing

SHARED = Path(__file__).resolve().parents[2] / "shared"


def photos(*parts: str) -> Path:
    """Return the folder of photos, or something in it; skip the test if it is not there."""
    return _beside("photos", *parts)


def camera(name: str) -> Path:
    """Return a file as a camera wrote it; skip the test if it is not there."""
    return _beside("camera", name)


def ages() -> Path:
    """Faces of every age."""
    return _beside("ages")


def _beside(folder: str, *parts: str) -> Path:
    """Return a place in `shared`; skip the test if it is not there."""
    path = SHARED.joinpath(folder, *parts)
    if not path.exists():
        missing(f"shared/{folder}, beside the checkout")
    return path
