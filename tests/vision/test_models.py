"""The build step: a cache that works offline, whole sets only, the same numbers."""

import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from kinfolk.pinned import FetchError
from kinfolk.vision import runtime
from kinfolk.vision.engine import MODELS

Floats = NDArray[np.float32]


def test_models_come_from_the_cache_without_network(
    build_step: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = build_step.cache_folder()
    if not (cache / build_step.EMBEDDER[0].name).is_file():
        pytest.skip("the models were not built on this machine")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    (tmp_path / "before.onnx").write_bytes(b"of an earlier build")
    build_step.ensure(tmp_path, cache)
    assert not (tmp_path / "before.onnx").exists()
    for name in ("yunet-joined.onnx", "sface.onnx", "age.onnx", "ages.npy"):
        assert (tmp_path / name).read_bytes() == (MODELS / name).read_bytes()


def test_a_whole_set_of_models_is_left_alone(
    build_step: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_step, "fetch", lambda sources, kept: pytest.fail("built again"))
    before = (MODELS / "sface.onnx").stat().st_mtime_ns
    build_step.ensure(MODELS)
    assert (MODELS / "sface.onnx").stat().st_mtime_ns == before


def test_another_age_network_is_refused(
    build_step: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a single byte of it is another one."""
    network = build_step.age_network
    there = shutil.copytree(network.FOLDER, tmp_path / "age")
    weights = bytearray((there / network.WEIGHTS).read_bytes())
    weights[1000] ^= 1
    (there / network.WEIGHTS).write_bytes(weights)
    monkeypatch.setattr(network, "FOLDER", there)
    with pytest.raises(FetchError, match="is not the expected file"):
        network.network()


def test_each_licence_says_whose_it_is_and_that_the_file_was_changed() -> None:
    mit, apache, ages = (
        (MODELS / f"{name}.LICENSE").read_text() for name in ("yunet", "sface", "age")
    )
    assert "Permission is hereby granted, free of charge" in mit
    assert [line for line in mit.splitlines() if line.startswith("Copyright")] == [
        "Copyright (c) 2020 Shiqi Yu <shiqi.yu@gmail.com>"
    ]
    assert "Apache License" in apache
    assert "END OF TERMS AND CONDITIONS" in apache
    assert "Copyright (c) 2018 Vincent Mühler" in ages
    assert "Permission is hereby granted, free of charge" in ages
    for text in (mit, apache, ages):
        assert "was changed by Kinfolk's build" in text


def small_network() -> onnx.ModelProto:
    """As those that are fetched: weights in blocks and listed as inputs, PRelu, a fixed size."""
    draw = np.random.default_rng(2)
    values: dict[str, NDArray[Any]] = {
        "w_quantized": draw.integers(-128, 128, (4, 27), dtype=np.int8),
        "w_scales": draw.random((4, 1), dtype=np.float32),
        "w_zeros": draw.integers(-9, 9, (4, 1), dtype=np.int8),
        "w_shape": np.array((4, 3, 3, 3)),
        "b_quantized": draw.integers(-128, 128, 4, dtype=np.int8),
        "b_scales": draw.random(2, dtype=np.float32),
        "b_zeros": draw.integers(-9, 9, 2, dtype=np.int8),
        "slope": draw.uniform(-0.5, 1.5, (4, 1, 1)).astype(np.float32),
        "inner_slope": np.array((0.2, 1.0, 1.4, -0.5), np.float32).reshape(4, 1, 1),
        "deep": draw.standard_normal((4, 1, 3, 3)).astype(np.float32),
        "flat": draw.standard_normal((4, 4, 1, 1)).astype(np.float32),
        **{name: draw.random(4, dtype=np.float32) + 0.5 for name in ("scale", "mean", "spread")},
        "zero": np.zeros(4, np.float32),
        "unused": np.zeros(3, np.float32),
    }
    node = helper.make_node
    weights = ["w_quantized", "w_scales", "w_zeros"]
    biases = ["b_quantized", "b_scales", "b_zeros"]
    nodes = [
        node("DequantizeLinear", weights, ["w_flat"], axis=1, block_size=27),
        node("Reshape", ["w_flat", "w_shape"], ["w"]),
        node("DequantizeLinear", biases, ["b"], axis=0, block_size=2),
        node("Conv", ["photo", "w", "b"], ["seen"]),
        node("PRelu", ["seen", "inner_slope"], ["inner"]),
        node("Conv", ["inner", "deep"], ["deeper"], group=4, pads=[1, 1, 1, 1]),
        node("PRelu", ["deeper", "inner_slope"], ["inner_2"]),
        node("Conv", ["inner_2", "flat"], ["flatter"]),
        node("PRelu", ["flatter", "inner_slope"], ["inner_3"]),
        node("BatchNormalization", ["inner_3", "scale", "zero", "mean", "spread"], ["level"]),
        node("PRelu", ["level", "slope"], ["one"]),
        node("Neg", ["one"], ["other"]),
    ]
    inputs = [
        helper.make_tensor_value_info("photo", TensorProto.FLOAT, (1, 3, 8, 8)),
        helper.make_tensor_value_info("slope", TensorProto.FLOAT, (4, 1, 1)),
        helper.make_tensor_value_info("gone", TensorProto.FLOAT, (4, 3, 3, 3)),
    ]
    shape = (1, 4, 6, 6)
    outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, shape) for n in ("one", "other")]
    tensors = [numpy_helper.from_array(value, name) for name, value in values.items()]
    graph = helper.make_graph(nodes, "small", inputs, outputs, tensors)
    opsets = [helper.make_opsetid("", 21)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=10)


def test_a_converted_network_gives_the_same_numbers_at_any_size(build_step: ModuleType) -> None:
    original = small_network()
    ready = runtime.on_processor(build_step.convert(original.SerializeToString()))
    assert [one.name for one in ready.get_inputs()] == ["photo"]
    for size in (8, 20):
        photo = np.random.default_rng(size).random((1, 3, size, size), dtype=np.float32) * 255
        feeds = {"photo": photo, "slope": known(original, "slope"), "gone": np.zeros((4, 3, 3, 3))}
        expected = ReferenceEvaluator(original).run(None, feeds)
        for ours, theirs in zip(ready.run(None, {"photo": photo}), expected, strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-5 * np.abs(theirs).max())


def known(model: onnx.ModelProto, name: str) -> Floats:
    found: Floats = numpy_helper.to_array(
        next(tensor for tensor in model.graph.initializer if tensor.name == name)
    )
    return found


def deep_network() -> onnx.ModelProto:
    """Blocks as SFace has them, normalised so that what comes out is spread by 1."""
    draw = np.random.default_rng(4)
    shapes = [(8, 3, 3, 3), (8, 1, 3, 3), (16, 8, 1, 1), (16, 1, 3, 3), (24, 16, 1, 1)]
    photos = draw.standard_normal((40, 3, 12, 12))
    values: dict[str, NDArray[Any]] = {}
    nodes: list[onnx.NodeProto] = []
    seen, name = photos.astype(np.float32), "photo"
    for number, shape in enumerate(shapes):
        groups = shape[0] if shape[1] == 1 else 1
        at = f"{number} "
        weights = (draw.standard_normal(shape) / np.sqrt(np.prod(shape[1:]))).astype(np.float32)
        made = helper.make_node(
            "Conv", [name, f"{at}w"], [f"{at}conv"], group=groups, pads=[shape[2] // 2] * 4
        )
        (plain,) = evaluated(made, {name: seen, f"{at}w": weights})
        values |= {
            f"{at}w": weights,
            f"{at}gamma": np.ones(shape[0], np.float32),
            f"{at}beta": draw.uniform(-0.5, 0.5, shape[0]).astype(np.float32),
            f"{at}mean": plain.mean(axis=(0, 2, 3)),
            f"{at}variance": plain.var(axis=(0, 2, 3)),
            f"{at}slope": draw.uniform(-0.4, 0.9, (shape[0], 1, 1)).astype(np.float32),
        }
        norms = [f"{at}{part}" for part in ("conv", "gamma", "beta", "mean", "variance")]
        rest = [
            helper.make_node("BatchNormalization", norms, [f"{at}level"], epsilon=1e-3),
            helper.make_node("PRelu", [f"{at}level", f"{at}slope"], [f"{at}out"]),
        ]
        nodes += [made, *rest]
        feeds = {f"{at}conv": plain, **values}
        for node in rest:
            (feeds[node.output[0]],) = evaluated(node, {n: feeds[n] for n in node.input})
        seen, name = feeds[f"{at}out"], f"{at}out"
    inputs = [helper.make_tensor_value_info("photo", TensorProto.FLOAT, (1, 3, 12, 12))]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, (1, 24, 12, 12))]
    tensors = [numpy_helper.from_array(value, key) for key, value in values.items()]
    graph = helper.make_graph(nodes, "deep", inputs, outputs, tensors)
    opsets = [helper.make_opsetid("", 21)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=10)


def evaluated(node: onnx.NodeProto, feeds: dict[str, Floats]) -> list[Floats]:
    inputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in node.input]
    outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in node.output]
    graph = helper.make_graph([node], "one", inputs, outputs)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
    return list(ReferenceEvaluator(model).run(None, feeds))


def test_in_eight_bits_a_network_says_nearly_the_same(build_step: ModuleType) -> None:
    original = deep_network().SerializeToString()
    exact = runtime.on_processor(build_step.convert(original))
    rounded = runtime.on_processor(build_step.convert(original, build_step.rewrite))
    draw = np.random.default_rng(5)
    for _ in range(5):
        photo = draw.standard_normal((1, 3, 12, 12), dtype=np.float32)
        ours, theirs = (net.run(None, {"photo": photo})[0].ravel() for net in (rounded, exact))
        alike = ours @ theirs / (np.linalg.norm(ours) * np.linalg.norm(theirs))
        assert 0.99 < alike < 1 - 1e-7  # the second: it is in 8 bits
        assert abs(ours.mean() - theirs.mean()) < 0.02


@pytest.mark.parametrize(("name", "layers"), [("sface.onnx", 13), ("age.onnx", 16)])
def test_no_sum_of_a_shipped_network_is_cut_off_on_any_processor(name: str, layers: int) -> None:
    """Without instructions for it two neighbours' products are added in 16 bits."""
    model = onnx.load(MODELS / name)
    tensors = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    weights = [tensors[node.input[3]] for node in model.graph.node if node.op_type == "QLinearConv"]
    full = [each for each in weights if each.shape[1] > 1]
    assert len(full) == layers
    for each in full:
        pairs = each.reshape(len(each), -1, 2).astype(int).sum(axis=2)
        assert np.abs(pairs * 255).max() < 2**15


def test_joined_the_detector_says_the_same(build_step: ModuleType) -> None:
    source = build_step.cache_folder() / build_step.DETECTOR[0].name
    if not source.is_file():
        pytest.skip("the models were not built on this machine")
    apart = runtime.on_processor(build_step.convert(source.read_bytes()))
    joined = runtime.on_processor((MODELS / "yunet-joined.onnx").read_bytes())
    photos = np.random.default_rng(6).random((2, 3, 64, 96), dtype=np.float32) * 255
    names = [one.name for one in apart.get_outputs()]
    theirs = dict(zip(names, apart.run(None, {"input": photos}), strict=True))
    for stride, cells in zip((8, 16, 32), joined.run(None, {"input": photos}), strict=True):
        assert cells.shape == (2, 64 // stride, 96 // stride, 16)
        ours = np.concatenate((1 / (1 + np.exp(-cells[..., :2])), cells[..., 2:]), axis=-1)
        kinds = [theirs[f"{kind}_{stride}"] for kind in ("cls", "obj", "bbox", "kps")]
        each = np.concatenate([kind.reshape(2, -1, kind.shape[-1]) for kind in kinds], axis=-1)
        np.testing.assert_allclose(ours.reshape(each.shape), each, atol=1e-5)


def test_a_slope_over_one_is_refused_in_eight_bits(build_step: ModuleType) -> None:
    steep = deep_network()
    (slope,) = (one for one in steep.graph.initializer if one.name == "3 slope")
    slope.CopyFrom(numpy_helper.from_array(np.full((16, 1, 1), 1.1, np.float32), "3 slope"))
    with pytest.raises(ValueError, match="slope"):
        build_step.convert(steep.SerializeToString(), build_step.rewrite)
