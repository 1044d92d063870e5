"""Ages as the network estimates them, and vectors that can be compared at every age."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from kinfolk.vision.comparable import comparable
from kinfolk.vision.engine import ENGINE_ID, Engine, FoundFace
from tests import labelled

ADULT, BABY = 40.0, 1.0


def unit_vectors(count: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    vectors = np.random.default_rng(count).normal(size=(count, 128)).astype(np.float32)
    made: np.ndarray[tuple[int, int], np.dtype[np.float32]] = vectors / np.linalg.norm(
        vectors, axis=1, keepdims=True
    )
    return made


def test_an_age_is_estimated_for_each_face(engine: Engine, astronaut: np.ndarray) -> None:
    upright = Image.fromarray(astronaut)
    (found,) = engine.analyse(upright)
    assert found.age is not None
    assert 22 < found.age < 45
    assert engine.ages(upright, [found.landmarks]) == [found.age]
    assert engine.ages(upright, []) == []
    (turned,) = engine.analyse(upright.rotate(25, Image.Resampling.BICUBIC))
    assert turned.age == pytest.approx(found.age, abs=4)


@pytest.mark.slow
def test_small_children_are_known_to_a_year_or_two(engine: Engine) -> None:
    folder = labelled.ages()
    facts = json.loads((folder / "truth.json").read_text())
    young = {name: one["age"] for name, one in facts.items() if one["age"] <= 9}
    chosen = sorted(name for name in young if name.startswith("fgnet/"))[::3]
    off = [abs(age - young[name]) for name in chosen if (age := in_middle(engine, folder / name))]
    assert len(off) > 40
    assert np.mean(off) < 2.5


def in_middle(engine: Engine, photo: Path) -> float | None:
    with Image.open(photo) as opened:
        image = opened.convert("RGB")
    middle = np.array(image.size) / 2

    def off(face: FoundFace) -> float:
        return float(np.abs(face.landmarks[2] - middle).max())

    face = min(engine.analyse(image), key=off, default=None)
    return face.age if face else None


def test_what_faces_of_an_age_have_in_common_is_taken_off() -> None:
    vectors = unit_vectors(2)
    grown = comparable(vectors, np.array([ADULT, ADULT]), ENGINE_ID)
    assert np.linalg.norm(grown, axis=1) == pytest.approx([1, 1], abs=1e-3)
    assert not np.allclose(grown, vectors)
    assert np.allclose(comparable(vectors, np.array([40.3, 39.6]), ENGINE_ID), grown)


def test_two_small_children_have_to_be_more_alike() -> None:
    vectors = unit_vectors(1)
    (baby,) = comparable(vectors, np.array([BABY]), ENGINE_ID)
    assert baby @ baby < 0.9


@pytest.mark.parametrize("age", [-3.0, 0.0, 100.0, 300.0])
def test_every_number_is_an_age(age: float) -> None:
    assert np.isfinite(comparable(unit_vectors(1), np.array([age]), ENGINE_ID)).all()


def test_without_an_age_or_by_another_engine_vectors_stay_as_they_are() -> None:
    vectors = unit_vectors(2)
    assert np.array_equal(comparable(vectors, np.array([ADULT, BABY]), "other/1"), vectors)
    (same, other) = comparable(vectors, np.array([np.nan, BABY]), ENGINE_ID)
    assert np.array_equal(same, vectors[0])
    assert not np.array_equal(other, vectors[1])
