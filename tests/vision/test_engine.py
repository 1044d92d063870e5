"""A photo in, faces out; a missing or damaged model is explained."""

import io
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnxruntime import InferenceSession
from PIL import Image, ImageFilter

from kinfolk.errors import AppError
from kinfolk.vision import runtime
from kinfolk.vision.engine import MODELS, Engine, FoundFace, load
from kinfolk.vision.group import MIN_QUALITY

pytestmark = pytest.mark.slow

Pixels = NDArray[np.uint8]


def analysed(engine: Engine, pixels: Pixels) -> list[FoundFace]:
    return engine.analyse(Image.fromarray(pixels))


def test_vectors_are_unit_and_told_apart_by_nobody_but_the_face(
    engine: Engine, astronaut: Pixels
) -> None:
    (face,) = analysed(engine, astronaut)
    (again,) = analysed(engine, astronaut)
    (mirrored,) = analysed(engine, astronaut[:, ::-1])
    (dark,) = analysed(engine, (astronaut * 0.5).astype(np.uint8))
    assert face.embedding.shape == (engine.dimensions,)
    assert face.embedding.dtype == np.float32
    assert np.linalg.norm(face.embedding) == pytest.approx(1, abs=1e-5)
    assert face.embedding @ mirrored.embedding > 0.9
    assert face.embedding @ dark.embedding > 0.9
    assert face.box == again.box
    np.testing.assert_array_equal(face.embedding, again.embedding)
    assert engine.analyse(Image.new("RGB", (300, 200))) == []


def test_quality_falls_with_size_and_blur(engine: Engine, astronaut: Pixels) -> None:
    image = Image.fromarray(astronaut)
    small, blurred = image.resize((128, 128)), image.filter(ImageFilter.GaussianBlur(5))
    (clear,), (tiny,), (soft,) = map(engine.analyse, (image, small, blurred))
    assert 0.7 < clear.quality <= 1
    assert 0 <= tiny.quality < clear.quality - 0.3
    assert 0 <= soft.quality < clear.quality - 0.3


def test_what_is_blurred_is_poor_whatever_grain_lies_over_it(
    engine: Engine, astronaut: Pixels
) -> None:
    """The grain of JPEG and of film is no detail of the face."""
    small = Image.fromarray(astronaut).resize((300, 300))
    soft = small.filter(ImageFilter.GaussianBlur(3))
    grain = np.random.default_rng(0).normal(0, 8, (300, 300, 1))
    grained = Image.fromarray(np.clip(np.asarray(soft) + grain, 0, 255).astype(np.uint8))
    pressed = io.BytesIO()
    soft.save(pressed, "JPEG", quality=75)
    (clear,) = engine.analyse(small)
    assert clear.quality > 0.7
    for picture in (soft, grained, Image.open(pressed)):
        (face,) = engine.analyse(picture)
        assert face.quality < MIN_QUALITY


def test_a_missing_model_says_how_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="missing") as raised:
        load(tmp_path)
    assert "Reinstall Kinfolk" in raised.value.hint
    shutil.copy(MODELS / "SHA256SUMS", tmp_path)
    with pytest.raises(AppError, match=r"yunet-joined\.onnx is missing"):
        load(tmp_path)


def test_a_model_is_opened_when_it_is_needed(tmp_path: Path, astronaut: Pixels) -> None:
    folder = shutil.copytree(MODELS, tmp_path / "models")
    there = load(folder)
    assert len(there.detector.find(astronaut)) == 1
    (folder / "sface.onnx").write_bytes(b"another one, of an update")
    with pytest.raises(AppError, match=r"sface\.onnx is damaged"):
        analysed(there, astronaut)


def test_who_only_asks_does_without_the_runtime() -> None:
    code = (
        "import sys; import kinfolk.gui.shell.app; from kinfolk.vision import engine;"
        "engine.load(); sys.exit('onnxruntime' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


HARDWARE = "AzureExecutionProvider"  # every build of the runtime has it


def test_hardware_is_chosen_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "HARDWARE", {"CoreMLExecutionProvider": {}, HARDWARE: {}})
    if HARDWARE not in onnxruntime.get_available_providers():
        pytest.skip("the runtime knows the processor alone")
    for file in MODELS.glob("*.onnx"):
        assert runtime.open_session(file.read_bytes()).get_providers()[0] == HARDWARE


def test_hardware_that_does_not_start_is_passed_over(
    astronaut: Pixels, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: list(runtime.HARDWARE))
    started = InferenceSession.__init__
    failed: list[str] = []

    def start(self: Any, *args: Any, providers: list[Any], **how: Any) -> None:
        if len(providers) > 1:
            failed.append(providers[0][0])
            raise RuntimeError("no driver")
        started(self, *args, providers=providers, **how)

    monkeypatch.setattr(InferenceSession, "__init__", start)
    assert len(analysed(load(), astronaut)) == 1
    assert failed == [*runtime.HARDWARE] * 3
    assert capfd.readouterr() == ("", "")


def test_hardware_that_fails_at_work_leaves_it_to_the_processor(
    engine: Engine,
    astronaut: Pixels,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(runtime, "HARDWARE", {HARDWARE: {}})
    ran = InferenceSession.run
    failed: list[InferenceSession] = []

    def run(self: Any, *args: Any) -> Any:
        if HARDWARE in self.get_providers() and len(failed) < 3:  # as many as there are models
            failed.append(self)
            raise RuntimeError("the device was removed")
        return ran(self, *args)

    there = load()
    (before,) = analysed(there, astronaut)
    monkeypatch.setattr(InferenceSession, "run", run)
    (at_once,), (later,), (expected,) = (analysed(e, astronaut) for e in (there, there, engine))
    networks = (there.detector, there.embedder, there.age_network)
    assert failed == [network._session for network in networks]
    for face in (before, at_once, later):
        assert face.box == expected.box
        np.testing.assert_array_equal(face.embedding, expected.embedding)
    assert capfd.readouterr() == ("", "")


def test_a_damaged_model_says_how_to_mend_it(tmp_path: Path) -> None:
    shutil.copytree(MODELS, tmp_path, dirs_exist_ok=True)
    model = tmp_path / "sface.onnx"
    model.write_bytes(model.read_bytes()[:-1] + b"?")
    with pytest.raises(AppError, match="damaged") as raised:
        load(tmp_path)
    assert raised.value.hint
