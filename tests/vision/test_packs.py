"""Engine packs: what is refused and why, what is kept, and that a damaged file is noticed."""

import hashlib
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from app.errors import AppError, NotFound
from app.vision import engine, packs
from app.vision.packs import SFACE, YUNET, Bounds

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def model(file: Path, *, side: int = 112, numbers: int = 128, batch: int | str = 1) -> Path:
    """A network of the ArcFace family's form: the face shrunk to 7×7 cells, mixed at random."""
    cells = 3 * 7 * 7
    weights = np.random.default_rng(0).standard_normal((cells, numbers)).astype(np.float32)
    kernel = side // 7
    nodes = [
        helper.make_node(
            "AveragePool", ["face"], ["cells"], kernel_shape=[kernel] * 2, strides=[kernel] * 2
        ),
        helper.make_node("Flatten", ["cells"], ["flat"]),
        helper.make_node("MatMul", ["flat", "weights"], ["vector"]),
    ]
    graph = helper.make_graph(
        nodes,
        "arcface",
        [helper.make_tensor_value_info("face", TensorProto.FLOAT, [batch, 3, side, side])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [batch, numbers])],
        [numpy_helper.from_array(weights, "weights")],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.save(made, file)
    return file


@pytest.mark.parametrize("batch", [1, "N"])
def test_an_arcface_model_is_installed_loaded_and_removed(tmp_path: Path, batch: int | str) -> None:
    home = tmp_path / "engines"
    pack = packs.install(home, [model(tmp_path / "w600k.onnx", numbers=512, batch=batch)])
    assert (pack.name, pack.kind, pack.dimensions, pack.bounds) == ("w600k", "arcface", 512, None)
    assert [each.id for each in packs.installed(home)] == [engine.ENGINE_ID, pack.id]
    ready = packs.load(home, pack.id)
    assert (ready.id, ready.dimensions) == (pack.id, 512)
    packs.remove(home, pack.id)
    assert [each.id for each in packs.installed(home)] == [engine.ENGINE_ID]
    with pytest.raises(NotFound):
        packs.load(home, pack.id)


def test_it_finds_and_describes(tmp_path: Path) -> None:
    from skimage import data

    pack = packs.install(tmp_path / "engines", [model(tmp_path / "tiny.onnx")])
    [face] = packs.load(tmp_path / "engines", pack.id).analyse(data.astronaut())
    assert face.embedding.shape == (128,)
    assert np.linalg.norm(face.embedding) == pytest.approx(1, abs=1e-5)
    assert face.quality > 0.3


def test_installing_again_replaces(tmp_path: Path) -> None:
    file = model(tmp_path / "tiny.onnx")
    first = packs.install(tmp_path / "engines", [file])
    packs.calibrated(
        tmp_path / "engines", first, Bounds(same=0.1, likely=0.2, maybe=0.3, unlikely=1)
    )
    assert packs.get(tmp_path / "engines", first.id).bounds is not None
    assert packs.install(tmp_path / "engines", [file]) == first
    assert len(packs.installed(tmp_path / "engines")) == 2


def test_what_is_no_engine_is_refused_with_the_reason(tmp_path: Path) -> None:
    text = tmp_path / "notes.onnx"
    text.write_text("no model")
    wrong_side = model(tmp_path / "side.onnx", side=224)
    too_few = model(tmp_path / "few.onnx", numbers=10)
    both = [model(tmp_path / "a.onnx"), model(tmp_path / "b.onnx", numbers=64)]
    for files, reason in (
        ([text], "no ONNX model"),
        ([wrong_side], "224"),
        ([too_few], "10"),
        (both, "no engine"),
        ([tmp_path / "absent.onnx"], "cannot be read"),
    ):
        with pytest.raises(AppError, match=reason):
            packs.install(tmp_path / "engines", files)
    assert not list((tmp_path / "engines").glob("*"))


@pytest.mark.parametrize("published", [YUNET, SFACE])
def test_a_wrong_hash_is_refused(tmp_path: Path, published: packs.Published) -> None:
    with pytest.raises(AppError, match=published.sha256):
        packs.install(tmp_path / "engines", [model(tmp_path / published.name)])


def test_a_damaged_file_is_noticed(tmp_path: Path) -> None:
    pack = packs.install(tmp_path / "engines", [model(tmp_path / "tiny.onnx")])
    [kept] = (tmp_path / "engines").glob("*/tiny.onnx")
    kept.write_bytes(kept.read_bytes()[:-1] + b"\0")
    with pytest.raises(AppError, match="damaged"):
        packs.load(tmp_path / "engines", pack.id)


def test_the_built_in_engine_stays(tmp_path: Path) -> None:
    assert packs.get(tmp_path, "") == packs.get(tmp_path, engine.ENGINE_ID) == packs.HOME
    with pytest.raises(AppError, match="stays"):
        packs.remove(tmp_path, engine.ENGINE_ID)


def test_a_download_that_is_something_else_is_not_kept(tmp_path: Path) -> None:
    served = tmp_path / "served.onnx"
    served.write_bytes(b"x" * 10)
    wanted = packs.Published("wanted.onnx", 10, hashlib.sha256(b"y").hexdigest(), served.as_uri())
    with pytest.raises(AppError, match="not the published file"):
        packs.fetch(wanted, tmp_path)
    right = packs.Published("ok.onnx", 10, hashlib.sha256(b"x" * 10).hexdigest(), served.as_uri())
    assert packs.fetch(right, tmp_path).read_bytes() == b"x" * 10
    gone = packs.Published("gone.onnx", 1, "", (tmp_path / "gone").as_uri())
    with pytest.raises(AppError, match="cannot be fetched"):
        packs.fetch(gone, tmp_path)


def test_yunet_alone_is_half_an_engine_and_finds_faces(tmp_path: Path) -> None:
    from skimage import data

    from app.vision.yunet import YuNet

    file = SHARED / "models" / YUNET.name
    if not file.exists():
        pytest.skip(f"{YUNET.name} is not beside the checkout")
    with pytest.raises(AppError, match=SFACE.name):
        packs.install(tmp_path, [file])
    [face] = YuNet(engine.open_session(file.read_bytes())).find(data.astronaut())
    [ours] = engine.load().detector.find(data.astronaut())
    assert np.abs(face.landmarks - ours.landmarks).max() < 12
