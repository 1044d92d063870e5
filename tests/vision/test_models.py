"""The build step: pinned sources only, a cache that works offline, the same numbers as dlib."""

from pathlib import Path
from types import ModuleType

import numpy as np
import onnx
import pytest
from onnxruntime import InferenceSession

from app.vision.engine import MODELS


def test_other_bytes_are_refused(build_step: ModuleType) -> None:
    with pytest.raises(build_step.ModelError, match="not the expected file"):
        build_step.check(build_step.DETECTOR, b"something else")


def test_a_damaged_file_in_the_cache_is_fetched_again(
    build_step: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / build_step.DETECTOR.name).write_bytes(b"damaged")
    monkeypatch.setattr(build_step, "_download", lambda source: b"not the pinned bytes either")
    with pytest.raises(build_step.ModelError):
        build_step.fetch(build_step.DETECTOR, tmp_path)
    assert (tmp_path / build_step.DETECTOR.name).read_bytes() == b"damaged"


def test_models_come_from_the_cache_without_network(
    build_step: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = build_step.cache_folder()
    if not (cache / build_step.EMBEDDER.name).is_file():
        pytest.skip("the models were not built on this machine")
    monkeypatch.setattr(build_step, "_download", lambda source: pytest.fail("network used"))
    build_step.ensure(tmp_path, cache)
    for name in ("centerface.onnx", "dlib_resnet.onnx"):
        assert InferenceSession(tmp_path / name).get_inputs()


def test_a_whole_set_of_models_is_left_alone(
    build_step: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_step, "fetch", lambda source, cache: pytest.fail("built again"))
    before = (MODELS / "centerface.onnx").stat().st_mtime_ns
    build_step.ensure(MODELS)
    assert (MODELS / "centerface.onnx").stat().st_mtime_ns == before


@pytest.mark.parametrize("size", [(32, 32), (96, 160), (256, 224)])
def test_the_strips_of_the_detector_add_up(build_step: ModuleType, size: tuple[int, int]) -> None:
    kept = build_step.cache_folder() / build_step.DETECTOR.name
    if not kept.is_file():
        pytest.skip("the models were not built on this machine")
    original = onnx.load(kept)
    build_step.free_sizes(original.graph)
    whole, strips = (
        InferenceSession(model)
        for model in (original.SerializeToString(), build_step.convert_detector(kept.read_bytes()))
    )
    noise = np.random.default_rng(4).integers(0, 256, (1, 3, *size)).astype(np.float32)
    feed = {whole.get_inputs()[0].name: noise}
    for expected, found in zip(whole.run(None, feed), strips.run(None, feed), strict=True):
        np.testing.assert_allclose(found, expected, atol=1e-4)


def test_integers_are_read_as_dlib_writes_them(build_step: ModuleType) -> None:
    import dlib_resnet

    file = dlib_resnet.DlibFile(bytes.fromhex("01 07 02 80 12 81 05 01 00"))
    assert file.integers(4) == [7, 0x1280, -5, 0]


def test_the_converted_resnet_equals_dlib(build_step: ModuleType) -> None:
    dlib = pytest.importorskip("dlib", reason="dlib-bin (extra `bench`) is not installed")
    source = build_step.cache_folder() / build_step.EMBEDDER.name
    if not source.is_file():
        pytest.skip("the models were not built on this machine")
    original = dlib.face_recognition_model_v1(str(source))
    session = InferenceSession(MODELS / "dlib_resnet.onnx")
    random = np.random.default_rng(7)
    for smooth in (1, 5, 30):
        coarse = random.integers(0, 256, (150 // smooth, 150 // smooth, 3), dtype=np.uint8)
        chip = np.ascontiguousarray(coarse.repeat(smooth, 0).repeat(smooth, 1))
        ours = session.run(None, {"faces": chip.transpose(2, 0, 1)[None].astype(np.float32)})[0]
        theirs = np.array(original.compute_face_descriptor(chip))
        np.testing.assert_allclose(ours[0], theirs, atol=1e-5)
