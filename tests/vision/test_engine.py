"""A photo in, faces out; a missing or damaged model is explained."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from app.errors import AppError
from app.vision import engine as engines
from app.vision.engine import MODELS, Engine, load

Pixels = NDArray[np.uint8]


def test_vectors_are_unit_and_told_apart_by_nobody_but_the_face(
    engine: Engine, astronaut: Pixels
) -> None:
    (face,) = engine.analyse(astronaut)
    (mirrored,) = engine.analyse(np.ascontiguousarray(astronaut[:, ::-1]))
    (dark,) = engine.analyse((astronaut * 0.5).astype(np.uint8))
    assert face.embedding.shape == (engine.dimensions,)
    assert face.embedding.dtype == np.float32
    assert np.linalg.norm(face.embedding) == pytest.approx(1, abs=1e-5)
    assert face.embedding @ mirrored.embedding > 0.98
    assert face.embedding @ dark.embedding > 0.96


def test_the_same_pixels_give_the_same_face(engine: Engine, astronaut: Pixels) -> None:
    one, other = engine.analyse(astronaut)[0], engine.analyse(astronaut)[0]
    assert one.box == other.box
    np.testing.assert_array_equal(one.embedding, other.embedding)


def test_quality_falls_with_size_and_blur(engine: Engine, astronaut: Pixels) -> None:
    from PIL import Image, ImageFilter

    image = Image.fromarray(astronaut)
    small = np.asarray(image.resize((128, 128)))
    blurred = np.asarray(image.filter(ImageFilter.GaussianBlur(5)))
    (clear,), (tiny,), (soft,) = map(engine.analyse, (astronaut, small, blurred))
    assert 0.7 < clear.quality <= 1
    assert 0 <= tiny.quality < clear.quality - 0.3
    assert 0 <= soft.quality < clear.quality - 0.3


def test_a_photo_without_a_face_gives_none(engine: Engine) -> None:
    assert engine.analyse(np.zeros((200, 300, 3), np.uint8)) == []


def test_a_missing_model_says_how_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="missing") as raised:
        load(tmp_path)
    assert "Install Kinfolk again" in raised.value.hint
    shutil.copy(MODELS / "SHA256SUMS", tmp_path)
    with pytest.raises(AppError, match=r"centerface\.onnx is missing"):
        load(tmp_path)


HARDWARE = "AzureExecutionProvider"  # every build of the runtime has it


def test_hardware_is_chosen_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "HARDWARE", ("CoreMLExecutionProvider", HARDWARE))
    if HARDWARE not in onnxruntime.get_available_providers():
        pytest.skip("the runtime knows the processor alone")
    for file in MODELS.glob("*.onnx"):
        assert engines.open_session(file.read_bytes()).get_providers()[0] == HARDWARE


@pytest.mark.parametrize("fails", ["open", "run"])
def test_hardware_that_fails_is_left_without_a_word(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    astronaut: Pixels,
    fails: str,
) -> None:
    class Driver(onnxruntime.InferenceSession):  # type: ignore[misc]
        def __init__(self, model: bytes, options: Any, *, providers: list[str], **how: int) -> None:
            self.is_bad = providers[0] == HARDWARE
            if self.is_bad and fails == "open":
                raise RuntimeError("no device")
            super().__init__(model, options, providers=["CPUExecutionProvider"], **how)

        def run(self, *args: Any) -> Any:
            if self.is_bad:
                raise RuntimeError("device removed")
            return super().run(*args)

    monkeypatch.setattr(engines, "InferenceSession", Driver)
    monkeypatch.setattr(engines, "HARDWARE", (HARDWARE,))
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: [HARDWARE])
    assert len(load().analyse(astronaut)) == 1
    assert capfd.readouterr() == ("", "")


def test_a_damaged_model_says_how_to_mend_it(tmp_path: Path) -> None:
    shutil.copytree(MODELS, tmp_path, dirs_exist_ok=True)
    model = tmp_path / "dlib_resnet.onnx"
    model.write_bytes(model.read_bytes()[:-1] + b"?")
    with pytest.raises(AppError, match="damaged") as raised:
        load(tmp_path)
    assert raised.value.hint
