"""A strange model's first run: refused with the reason, in time, and in a process of its own."""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from kinfolk.errors import AppError
from kinfolk.vision import isolated, packs, trial
from tests.vision.test_packs import model, save

pytestmark = pytest.mark.slow


def endless(file: Path) -> Path:
    """A model that goes round and round."""
    value = helper.make_tensor_value_info
    body = helper.make_graph(
        [helper.make_node("Identity", ["on"], ["still"]), helper.make_node("Neg", ["x"], ["y"])],
        "round",
        [
            value("turn", TensorProto.INT64, []),
            value("on", TensorProto.BOOL, []),
            value("x", TensorProto.FLOAT, None),
        ],
        [value("still", TensorProto.BOOL, []), value("y", TensorProto.FLOAT, None)],
    )
    nodes = [
        helper.make_node("Flatten", ["face"], ["flat"]),
        helper.make_node("Loop", ["turns", "go", "flat"], ["vector"], body=body),
    ]
    tensors = [
        numpy_helper.from_array(np.array(1 << 60, np.int64), "turns"),
        numpy_helper.from_array(np.array(True), "go"),
    ]
    return save(file, nodes, tensors)


def greedy(file: Path, numbers: int) -> Path:
    """A model that makes so many numbers on its way."""
    nodes = [
        helper.make_node("ConstantOfShape", ["shape"], ["large"]),
        helper.make_node("ReduceSum", ["large"], ["vector"]),
    ]
    return save(file, nodes, [numpy_helper.from_array(np.array([numbers], np.int64), "shape")])


def slow(file: Path) -> Path:
    """A model of one step that takes longer than anyone waits."""
    shapes = {"image": [1, 1, 4096, 4096], "kernel": [1, 1, 1024, 1024]}
    nodes = [helper.make_node("ConstantOfShape", [f"{name}s"], [name]) for name in shapes]
    nodes.append(helper.make_node("Conv", list(shapes), ["far"]))
    nodes.append(helper.make_node("ReduceMax", ["far"], ["vector"]))
    tensors = [
        numpy_helper.from_array(np.array(shape, np.int64), f"{name}s")
        for name, shape in shapes.items()
    ]
    return save(file, nodes, tensors)


def test_a_hostile_model_is_refused(tmp_path: Path) -> None:
    own = helper.make_node("Mine", ["face"], ["vector"], domain="elsewhere")
    nothing = helper.make_node("Log", ["below"], ["vector"])
    below = numpy_helper.from_array(np.full((1, 128), -1, np.float32), "below")
    claims = onnx.load(model(tmp_path / "claims.onnx"))
    claims.graph.initializer[0].dims[1] = 1 << 40
    (tmp_path / "claims.onnx").write_bytes(claims.SerializeToString())
    for file, reason in (
        (greedy(tmp_path / "greedy.onnx", 1 << 30), "fails on a face"),
        (tmp_path / "claims.onnx", "isn’t an ONNX model that can be used"),
        (save(tmp_path / "own.onnx", [own]), "isn’t an ONNX model that can be used"),
        (save(tmp_path / "nan.onnx", [nothing], [below]), "its results can’t be compared"),
    ):
        with pytest.raises(AppError, match=reason):
            packs.install(tmp_path / "engines", file)
    assert not (tmp_path / "engines").exists()


@pytest.mark.parametrize("made", [endless, slow])
def test_it_ends_in_time_even_within_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Callable[[Path], Path]
) -> None:
    monkeypatch.setattr(trial, "SECONDS", 1.0)
    file = made(tmp_path / "late.onnx")
    with pytest.raises(AppError, match="more than 1 seconds for the first face"):
        packs.install(tmp_path / "engines", file)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory")
def test_memory_is_bounded_within_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "MEMORY", 64 << 20)
    with pytest.raises(AppError, match="fails on a face"):
        packs.install(tmp_path / "engines", greedy(tmp_path / "greedy.onnx", 1 << 26))


def unsteady(file: Path) -> Path:
    """Another vector each time."""
    noise = helper.make_node("RandomNormal", [], ["vector"], shape=[1, 128])
    return save(file, [noise])


def constant(file: Path) -> Path:
    """One vector for everyone."""
    vector = np.random.default_rng(0).standard_normal((1, 128)).astype(np.float32)
    return save(
        file,
        [helper.make_node("Identity", ["one"], ["vector"])],
        [numpy_helper.from_array(vector, "one")],
    )


def blind(file: Path) -> Path:
    """Vectors that have nothing to do with how alike faces are: large waves of the pixels."""
    weights = np.random.default_rng(0).standard_normal((3 * 112 * 112, 128)).astype(np.float32)
    node = helper.make_node
    nodes = [
        node("Flatten", ["face"], ["flat"]),
        node("MatMul", ["flat", "weights"], ["mixed"]),
        node("Mul", ["mixed", "much"], ["large"]),
        node("Sin", ["large"], ["vector"]),
    ]
    tensors = [
        numpy_helper.from_array(weights, "weights"),
        numpy_helper.from_array(np.array(50, np.float32), "much"),
    ]
    return save(file, nodes, tensors)


def nan_for_most(file: Path) -> Path:
    """The grey square has a vector, whatever is brighter somewhere has none."""
    made = onnx.load(model(file))
    made.graph.node.append(helper.make_node("Sqrt", ["vector"], ["root"]))
    made.graph.output[0].name = "root"
    file.write_bytes(made.SerializeToString())
    return file


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (unsteady, "different results for the same face"),
        (constant, "the same result for every face"),
        (blind, "slightly darker"),
        (nan_for_most, "its results can’t be compared"),
    ],
)
def test_what_answers_at_random_or_not_at_all_is_refused(
    tmp_path: Path, made: Callable[[Path], Path], why: str
) -> None:
    with pytest.raises(AppError, match=why):
        packs.install(tmp_path / "engines", made(tmp_path / "bad.onnx"))
    assert not (tmp_path / "engines").exists()


def test_how_often_one_person_is_nearer_than_two() -> None:
    near, far = np.array([0.1, 0.2], np.float32), np.array([0.3, 0.4, 0.15], np.float32)
    assert trial.nearer(near, far) == pytest.approx(5 / 6)
    assert trial.nearer(near, near) == 0.5
    assert trial.nearer(far, near) == pytest.approx(1 / 6)
