"""The age network of face-api.js (MIT), read from its own files and written for ONNX Runtime.

The files lie in `packaging/age` as their author published them, with weights in 8 bits, which stay
so here. What it says besides the age is left out. Beside them lies the table of averages by age
(`tests/bench/age_table.py`).
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from kinfolk.pinned import FetchError, digest

FOLDER = Path(__file__).resolve().parent / "age"
WEIGHTS, MANIFEST = "age_gender_model-shard1", "age_gender_model-weights_manifest.json"
LICENCE, TABLE = "LICENSE", "table.npy"
SUMS = {
    WEIGHTS: "49f92bbc0afef2342c4385e4a2b0acb6d7a727c6f0aa539499719a81acf9abaa",
    MANIFEST: "780ca481c12f6501c63e3551caa4df9bc4a05ffc5357060079b75badfd350d86",
    LICENCE: "d5480b4d4e46880107a56db666697ec3e90def81a8fc829e530b1c291e3172a5",
}
NOTICE = (
    "The age network of face-api.js, https://github.com/justadudewhohacks/face-api.js.\n"
    "The file beside this text was changed by Kinfolk's build: it is written for another runtime,"
    " and gives the age alone."
)
# What is taken off each pixel (RGB, 0 to 255) before it is divided.
MEAN, SCALE = (122.782, 117.001, 104.298), 256
SIDE = 112
OPSET, IR_VERSION = 17, 9


def network() -> bytes:
    """The network: x (n, 3, 112, 112), RGB from 0 to 255, in; age (n, 1), in years, out."""
    return _Writer(json.loads(_read(MANIFEST)), _read(WEIGHTS)).write()


def licence() -> bytes:
    """Its licence, under what has to be said with it."""
    return f"{NOTICE}\n\n{_read(LICENCE).decode()}".encode()


def table() -> bytes:
    """The averages by age, for `vision/comparable.py`."""
    return (FOLDER / TABLE).read_bytes()


def _read(name: str) -> bytes:
    """A pinned file; FetchError where it is another one."""
    data = (FOLDER / name).read_bytes()
    if digest(data) != SUMS[name]:
        raise FetchError(f"packaging/age/{name} is not the expected file: SHA-256 {digest(data)}.")
    return data


class _Writer:
    """The network layer by layer: an Xception with few blocks, as TensorFlow.js counts."""

    def __init__(self, manifest: Any, data: bytes) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._kept: list[onnx.TensorProto] = []
        self._known: dict[str, tuple[NDArray[Any], Any]] = {}  # with how its bytes are counted
        at = 0
        for facts in manifest[0]["weights"]:
            counted = facts.get("quantization")
            kind, count = np.dtype("u1" if counted else "<f4"), int(np.prod(facts["shape"]))
            values = np.frombuffer(data, kind, count, at).reshape(facts["shape"])
            self._known[facts["name"]] = values, counted
            at += values.nbytes

    def write(self) -> bytes:
        mean = self._constant(np.array(MEAN, np.float32).reshape(1, 3, 1, 1))
        pixels = self._add("Sub", "x", mean)
        pixels = self._add("Div", pixels, self._constant(np.array(SCALE, np.float32)))
        found = self._add("Relu", self._conv(pixels, "entry_flow/conv_in", strides=(2, 2)))
        found = self._shrink(found, "entry_flow/reduction_block_0")
        found = self._shrink(self._add("Relu", found), "entry_flow/reduction_block_1", found)
        for block in ("middle_flow/main_block_0", "middle_flow/main_block_1"):
            inside = found
            for layer in range(3):
                inside = self._separable(
                    self._add("Relu", inside), f"{block}/separable_conv{layer}"
                )
            found = self._add("Add", inside, found)
        found = self._shrink(self._add("Relu", found), "exit_flow/reduction_block", found)
        found = self._add("Relu", self._separable(found, "exit_flow/separable_conv"))
        found = self._add("AveragePool", found, kernel_shape=(7, 7), strides=(2, 2))
        last = [self._weights(f"fc/age/{name}") for name in ("weights", "bias")]
        self._add("Gemm", self._add("Flatten", found), *last, output="age")
        return self._model()

    def _model(self) -> bytes:
        kind = onnx.TensorProto.FLOAT
        taken = helper.make_tensor_value_info("x", kind, ("n", 3, SIDE, SIDE))
        given = helper.make_tensor_value_info("age", kind, ("n", 1))
        graph = helper.make_graph(self._nodes, "age", [taken], [given], self._kept)
        opset = helper.make_opsetid("", OPSET)
        model = helper.make_model(graph, opset_imports=[opset], ir_version=IR_VERSION)
        model.doc_string = NOTICE
        onnx.checker.check_model(model)
        return bytes(model.SerializeToString())

    def _shrink(self, taken: str, block: str, whole: str | None = None) -> str:
        """A block that halves the sides; `whole` is what goes around it, unless that is `taken`."""
        inside = self._separable(taken, f"{block}/separable_conv0")
        inside = self._separable(self._add("Relu", inside), f"{block}/separable_conv1")
        form: dict[str, Any] = {"kernel_shape": (3, 3), "strides": (2, 2), "auto_pad": "SAME_UPPER"}
        inside = self._add("MaxPool", inside, **form)
        around = self._conv(whole or taken, f"{block}/expansion_conv", strides=(2, 2))
        return self._add("Add", inside, around)

    def _conv(self, taken: str, layer: str, **form: Any) -> str:
        weights = self._weights(f"{layer}/filters", (3, 2, 0, 1))
        bias = self._weights(f"{layer}/bias")
        return self._add("Conv", taken, weights, bias, auto_pad="SAME_UPPER", **form)

    def _separable(self, taken: str, layer: str) -> str:
        """Each channel by itself, then all of them at each place."""
        weights = self._weights(f"{layer}/depthwise_filter", (2, 3, 0, 1))
        channels = self._known[f"{layer}/depthwise_filter"][0].shape[2]
        each = self._add("Conv", taken, weights, auto_pad="SAME_UPPER", group=channels)
        weights = self._weights(f"{layer}/pointwise_filter", (3, 2, 0, 1))
        return self._add("Conv", each, weights, self._weights(f"{layer}/bias"))

    def _weights(self, name: str, axes: tuple[int, ...] | None = None) -> str:
        """Kept in bytes, and written out as ONNX Runtime opens the file."""
        values, counted = self._known[name]
        kept = self._constant(values if axes is None else values.transpose(axes))
        if counted is None:
            return kept
        plain = self._add("Cast", kept, to=onnx.TensorProto.FLOAT)
        scale, least = (
            self._constant(np.array(counted[part], np.float32)) for part in ("scale", "min")
        )
        return self._add("Add", self._add("Mul", plain, scale), least)

    def _constant(self, values: NDArray[Any]) -> str:
        name = f"kept {len(self._kept)}"
        self._kept.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _add(self, kind: str, *inputs: str, output: str = "", **form: Any) -> str:
        name = output or f"{kind} {len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [name], **form))
        return name
