"""Fixtures: the real engine, loaded once, and the labelled photos."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray

from kinfolk.vision.engine import Engine, load
from tests import labelled

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def engine() -> Engine:
    return load()


@pytest.fixture(scope="session")
def astronaut() -> NDArray[np.uint8]:
    """A woman looking into the camera, 512 × 512, as RGB; public domain, from scikit-image."""
    picture: NDArray[np.uint8] = pytest.importorskip("skimage.data").astronaut()
    return picture


@pytest.fixture
def build_step(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The module `packaging/models.py`, which is no part of the package."""
    pytest.importorskip("onnx")
    monkeypatch.syspath_prepend(str(REPOSITORY / "packaging"))
    import models

    yield models
    for name in ("models", "eight_bits", "age_network"):
        sys.modules.pop(name, None)


@pytest.fixture(scope="session")
def shared_photos() -> Path:
    return labelled.photos()
