"""Models from elsewhere: what they may not do, and that bytes of any kind are answered."""

import tracemalloc
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from kinfolk.errors import AppError
from kinfolk.vision import onnxfile, packs, trial
from kinfolk.vision.embedders import arcface
from tests.vision.test_packs import model, save


def elsewhere(file: Path, *, location: str, in_node: bool) -> Path:
    """A model whose weights are in another file."""
    made = onnx.load(model(file))
    [tensor] = made.graph.initializer
    (file.parent / "weights.bin").write_bytes(tensor.raw_data)
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value=location)
    if in_node:
        made.graph.node.insert(0, helper.make_node("Constant", [], ["weights"], value=tensor))
        made.graph.ClearField("initializer")
    file.write_bytes(made.SerializeToString())
    return file


@pytest.mark.parametrize(
    ("location", "in_node"),
    [("weights.bin", False), ("../weights.bin", True), ("{}/weights.bin", False)],
)
def test_a_model_reads_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, location: str, in_node: bool
) -> None:
    monkeypatch.chdir(tmp_path)  # the runtime would look there
    file = elsewhere(tmp_path / "a.onnx", location=location.format(tmp_path), in_node=in_node)
    with pytest.raises(AppError, match="other files"):
        packs.install(tmp_path / "engines", file)
    assert not (tmp_path / "engines").exists()


def sparse(file: Path) -> Path:
    """A model of 200 bytes with a weight of 2 GB, nearly all of it zeros that are not written."""
    weight = onnx.SparseTensorProto(dims=[1 << 29])
    weight.values.CopyFrom(numpy_helper.from_array(np.ones(1, np.float32), "large"))
    weight.indices.CopyFrom(numpy_helper.from_array(np.zeros(1, np.int64)))
    made = onnx.load(save(file, [helper.make_node("ReduceSum", ["large"], ["vector"])]))
    made.graph.sparse_initializer.append(weight)
    file.write_bytes(made.SerializeToString())
    return file


def nested(file: Path, depth: int) -> Path:
    """A model of functions, each of which calls the one before twice."""
    made = onnx.load(save(file, [helper.make_node(f"f{depth}", ["face"], ["vector"], domain="x")]))
    sets = [made.opset_import[0], helper.make_opsetid("x", 1)]
    made.opset_import.append(sets[1])
    bodies = [[helper.make_node("Neg", ["a"], ["c"])]]
    for number in range(depth):
        ends = (("a", "b"), ("b", "c"))
        bodies.append([helper.make_node(f"f{number}", [a], [c], domain="x") for a, c in ends])
    for number, nodes in enumerate(bodies):
        made.functions.append(helper.make_function("x", f"f{number}", ["a"], ["c"], nodes, sets))
    file.write_bytes(made.SerializeToString())
    return file


def size(number: int) -> bytes:
    """As the format writes it, below 16,384."""
    return bytes((number & 127 | 128, number >> 7))


def test_a_small_file_stays_small_when_it_is_opened(tmp_path: Path) -> None:
    for file in (sparse(tmp_path / "sparse.onnx"), nested(tmp_path / "nested.onnx", 30)):
        assert file.stat().st_size < 3_000
        with pytest.raises(AppError, match="any size when opened"):
            packs.install(tmp_path / "engines", file)


@pytest.mark.slow
def test_reading_takes_no_memory_whatever_is_in_it() -> None:
    tracemalloc.start()
    onnxfile.check(b"\x3a\x00" * 100_000)  # as many empty graphs
    assert tracemalloc.get_traced_memory()[1] < 1 << 20
    tracemalloc.stop()
    nest = b""
    for _ in range(50):  # a graph in a node in a graph
        for field in (b"\x32", b"\x2a", b"\x0a"):
            nest = field + size(len(nest)) + nest
    with pytest.raises(AppError, match="isn’t an ONNX model"):
        onnxfile.check(b"\x3a" + size(len(nest)) + nest)


def test_what_looks_like_the_runtimes_own_format_is_read_as_it_was_checked(tmp_path: Path) -> None:
    file = model(tmp_path / "disguised.onnx")
    named = b"\x12\x06byORTM"  # the runtime's mark, as the maker's name
    file.write_bytes(named + file.read_bytes())
    assert packs.install(tmp_path / "engines", file).dimensions == 128


def test_any_bytes_are_an_answer(tmp_path: Path) -> None:
    whole = model(tmp_path / "tiny.onnx", numbers=64).read_bytes()
    for end in (0, 1, 7, 100, len(whole) - 1):
        with pytest.raises(AppError, match="isn’t an ONNX model"):
            trial.tried(whole[:end])


def test_a_model_that_shifts_and_scales_by_itself_is_fed_as_it_likes(tmp_path: Path) -> None:
    nodes = [
        helper.make_node("Sub", ["face", "shift"], ["shifted"]),
        helper.make_node("Mul", ["shifted", "scale"], ["scaled"]),
        helper.make_node("Flatten", ["scaled"], ["vector"]),
    ]
    own = save(tmp_path / "own.onnx", nodes).read_bytes()
    assert onnxfile.operators(own) == ["Sub", "Mul", "Flatten"]
    assert arcface.is_plain(onnxfile.operators(own))
    other = model(tmp_path / "other.onnx").read_bytes()
    assert not arcface.is_plain(onnxfile.operators(other))
