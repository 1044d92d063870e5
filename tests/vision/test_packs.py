"""Engine packs: what is refused and why, what is kept, and that a damaged file is noticed."""

import locale
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from kinfolk import atomic
from kinfolk.errors import AppError, NotFound
from kinfolk.vision import engine, packs
from kinfolk.vision.packs import CAREFUL, Bounds
from tests.windows_entries import InUse

pytestmark = pytest.mark.slow


def model(file: Path, *, side: int = 112, numbers: int = 128, batch: int | str = 1) -> Path:
    """A network of the ArcFace family's form: the face shrunk to 7×7 cells, mixed at random."""
    weights = np.random.default_rng(0).standard_normal((3 * 7 * 7, numbers)).astype(np.float32)
    kernel = [side // 7] * 2
    nodes = [
        helper.make_node("AveragePool", ["face"], ["cells"], kernel_shape=kernel, strides=kernel),
        helper.make_node("Flatten", ["cells"], ["flat"]),
        helper.make_node("MatMul", ["flat", "weights"], ["vector"]),
    ]
    tensors = [numpy_helper.from_array(weights, "weights")]
    return save(file, nodes, tensors, shape=[batch, 3, side, side], gives=[batch, numbers])


def save(
    file: Path,
    nodes: Sequence[Any],
    tensors: Sequence[Any] = (),
    *,
    shape: Sequence[int | str] = (1, 3, 112, 112),
    gives: Sequence[int | str] = (1, 128),
) -> Path:
    """A model from "face" to "vector"."""
    graph = helper.make_graph(
        nodes,
        "arcface",
        [helper.make_tensor_value_info("face", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, gives)],
        tensors,
    )
    opsets = [helper.make_opsetid("", 13), helper.make_opsetid("elsewhere", 1)]
    made = helper.make_model(graph, opset_imports=opsets, ir_version=8)
    file.write_bytes(made.SerializeToString())
    return file


@pytest.mark.parametrize("batch", [1, "N"])
def test_an_arcface_model_is_installed_loaded_and_removed(tmp_path: Path, batch: int | str) -> None:
    home = tmp_path / "engines"
    pack = packs.install(home, model(tmp_path / "w600k.onnx", numbers=512, batch=batch))
    assert (pack.name, pack.kind, pack.dimensions, pack.bounds) == ("w600k", "arcface", 512, None)
    assert [each.id for each in packs.installed(home)] == [engine.ENGINE_ID, pack.id]
    ready = packs.load(home, pack.id)
    assert (ready.id, ready.dimensions) == (pack.id, 512)
    packs.remove(home, pack.id)
    assert [each.id for each in packs.installed(home)] == [engine.ENGINE_ID]
    with pytest.raises(NotFound):
        packs.load(home, pack.id)


def test_the_name_of_an_engine_is_kept_whatever_the_encoding_of_the_system(tmp_path: Path) -> None:
    home = tmp_path / "engines"
    before = locale.setlocale(locale.LC_CTYPE)
    locale.setlocale(locale.LC_CTYPE, "C")
    try:
        packs.install(home, model(tmp_path / "Gesichter für Oma.onnx"))
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    assert packs.installed(home)[1].name == "Gesichter für Oma"


@pytest.mark.parametrize("name", [os.fsdecode(b"caf\xe9.onnx"), "pack.json"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    pack = packs.install(tmp_path / "engines", model(tmp_path / name))
    assert packs.load(tmp_path / "engines", pack.id).id == pack.id
    assert packs.installed(tmp_path / "engines")[1].name in ("caf\ufffd", "pack")


def test_what_another_app_reads_is_neither_replaced_nor_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where no file that is open is deleted, and no folder with one renamed."""
    home, file = tmp_path / "engines", model(tmp_path / "tiny.onnx")
    pack = packs.install(home, file)
    unlink, rename = os.unlink, os.rename

    def unlinked(path: Any, **how: Any) -> None:
        if os.path.basename(path) == file.name:
            raise InUse(str(path))
        unlink(path, **how)

    def renamed(path: Any, to: Any) -> None:
        if Path(path) in home.iterdir():
            raise InUse(str(path))
        rename(path, to)

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "PATIENCE", 0.0)
        patch.setattr(os, "unlink", unlinked)
        patch.setattr(os, "rename", renamed)
        with pytest.raises(AppError, match="couldn’t be saved: another app is using it"):
            packs.install(home, file)
        with pytest.raises(AppError, match="couldn’t be removed: another app is using it"):
            packs.remove(home, pack.id)
    assert packs.load(home, pack.id).id == pack.id


def test_what_was_removed_meanwhile_keeps_no_tuning(tmp_path: Path) -> None:
    home = tmp_path / "engines"
    pack = packs.install(home, model(tmp_path / "tiny.onnx"))
    packs.remove(home, pack.id)
    with pytest.raises(AppError, match="couldn’t be saved"):  # a scan measured it meanwhile
        packs.calibrated(home, pack, CAREFUL)


def test_it_finds_and_describes(tmp_path: Path) -> None:
    from skimage import data

    pack = packs.install(tmp_path / "engines", model(tmp_path / "tiny.onnx"))
    [face] = packs.load(tmp_path / "engines", pack.id).analyse(Image.fromarray(data.astronaut()))
    assert face.embedding.shape == (128,)
    assert np.linalg.norm(face.embedding) == pytest.approx(1, abs=1e-5)
    assert face.quality > 0.3


def test_installing_again_replaces(tmp_path: Path) -> None:
    """What was never measured is taken carefully."""
    home, file = tmp_path / "engines", model(tmp_path / "tiny.onnx")
    first = packs.install(home, file)
    assert (first.in_force, packs.load(home, first.id).same) == (CAREFUL, 1 - CAREFUL.same)
    packs.calibrated(home, first, Bounds(same=0.1, likely=0.2, maybe=0.3, unlikely=1))
    known = packs.get(home, first.id)
    assert known.bounds is not None
    assert packs.install(home, file) == known
    assert packs.installed(home) == [packs.BUILT_IN_PACK, known]


def test_an_installation_cut_short_is_not_there(tmp_path: Path) -> None:
    home = tmp_path / "engines"
    pack = packs.install(home, model(tmp_path / "tiny.onnx"))
    [folder] = home.iterdir()
    folder.rename(folder.with_suffix(".new"))
    assert packs.installed(home) == [packs.BUILT_IN_PACK]
    packs.install(home, tmp_path / "tiny.onnx")
    assert [each.name for each in home.iterdir()] == [folder.name]
    assert packs.load(home, pack.id).id == pack.id


def test_what_is_no_engine_is_refused_with_the_reason(tmp_path: Path) -> None:
    text = tmp_path / "notes.onnx"
    text.write_text("no model")
    wrong_side = model(tmp_path / "side.onnx", side=224)
    too_few = model(tmp_path / "few.onnx", numbers=10)
    with (tmp_path / "film.onnx").open("wb") as film:
        film.truncate(packs.LARGEST + 1)
    for file, reason in (
        (text, "isn’t an ONNX model"),
        (wrong_side, "224"),
        (too_few, "10"),
        (tmp_path / "absent.onnx", "can’t be read"),
        (tmp_path, "isn’t a file"),
        (tmp_path / "film.onnx", "too large"),  # it is not even read
        (two_inputs(tmp_path / "two.onnx"), "and"),
    ):
        with pytest.raises(AppError, match=reason):
            packs.install(tmp_path / "engines", file)
    assert not list((tmp_path / "engines").glob("*"))


def two_inputs(file: Path) -> Path:
    made = onnx.load(model(file))
    made.graph.input.append(helper.make_tensor_value_info("more", TensorProto.FLOAT, [1]))
    file.write_bytes(made.SerializeToString())
    return file


def test_a_damaged_file_is_noticed(tmp_path: Path) -> None:
    pack = packs.install(tmp_path / "engines", model(tmp_path / "tiny.onnx"))
    [kept] = (tmp_path / "engines").glob("*/tiny.onnx")
    kept.write_bytes(kept.read_bytes()[:-1] + b"\0")
    with pytest.raises(AppError, match="damaged"):
        packs.load(tmp_path / "engines", pack.id)


def test_the_built_in_engine_stays(tmp_path: Path) -> None:
    assert packs.get(tmp_path, "") == packs.get(tmp_path, engine.ENGINE_ID) == packs.BUILT_IN_PACK
    with pytest.raises(AppError, match="built-in engine can’t be removed"):
        packs.remove(tmp_path, engine.ENGINE_ID)
