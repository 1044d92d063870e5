"""A strange model's first run: refused with the reason, in time, and in a process of its own."""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from app.errors import AppError
from app.vision import packs, trial
from tests.vision.test_packs import model, save


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
    """A model of one step that takes minutes."""
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
        (greedy(tmp_path / "greedy.onnx", 1 << 30), "fails at its first face"),
        (tmp_path / "claims.onnx", "no ONNX model that can be used"),
        (save(tmp_path / "own.onnx", [own]), "no ONNX model that can be used"),
        (save(tmp_path / "nan.onnx", [nothing], [below]), "no numbers that can be compared"),
    ):
        with pytest.raises(AppError, match=reason):
            packs.install(tmp_path / "engines", [file])
    assert not (tmp_path / "engines").exists()


@pytest.mark.parametrize("made", [endless, slow])
def test_it_ends_in_time_even_within_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Callable[[Path], Path]
) -> None:
    monkeypatch.setattr(trial, "SECONDS", 1.0)
    file = made(tmp_path / "late.onnx")
    began = time.monotonic()
    with pytest.raises(AppError, match="more than 1 seconds for its first face"):
        packs.install(tmp_path / "engines", [file])
    assert time.monotonic() - began < 10
    assert multiprocessing.active_children() == []


def killed(model: bytes) -> int:
    os.kill(os.getpid(), signal.SIGTERM)
    return len(model)


def greedy_beside_the_runtime(model: bytes) -> int:
    return len(bytearray(5 * trial.MEMORY))


def test_a_trial_that_dies_is_a_refusal() -> None:
    with pytest.raises(AppError, match="breaks down at its first face"):
        trial.within_bounds(killed, b"model")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory")
def test_memory_that_the_runtime_does_not_count_is_bounded() -> None:
    with pytest.raises(AppError, match="fails at its first face"):
        trial.within_bounds(greedy_beside_the_runtime, b"model")


def test_any_amount_of_bytes_is_tried() -> None:
    assert trial.within_bounds(len, bytes(1 << 24)) == 1 << 24
