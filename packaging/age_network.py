"""The age network of face-api.js (MIT), read from its own files and rewritten to 8 bits.

The files lie in `packaging/age` as their author published them; what the network says besides the
age is left out. Beside them lie how far from 0 each channel of its layers comes
(`tests/bench/age_spans.py`), and the table of averages by age (`tests/bench/age_table.py`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from eight_bits import RUNTIME, rounded
from numpy.typing import ArrayLike, NDArray
from onnx import helper, numpy_helper

from kinfolk.pinned import FetchError, digest

FOLDER = Path(__file__).resolve().parent / "age"
WEIGHTS, MANIFEST = "age_gender_model-shard1", "age_gender_model-weights_manifest.json"
LICENCE, TABLE, SPANS = "LICENSE", "table.npy", "spans.npz"
SUMS = {
    WEIGHTS: "49f92bbc0afef2342c4385e4a2b0acb6d7a727c6f0aa539499719a81acf9abaa",
    MANIFEST: "780ca481c12f6501c63e3551caa4df9bc4a05ffc5357060079b75badfd350d86",
    LICENCE: "d5480b4d4e46880107a56db666697ec3e90def81a8fc829e530b1c291e3172a5",
}
NOTICE = (
    "The age network of face-api.js, https://github.com/justadudewhohacks/face-api.js.\n"
    "The file beside this text was changed by Kinfolk's build: it is written for another runtime,"
    " counts in 8 bits, and gives the age alone."
)
# What is taken off each pixel (RGB, 0 to 255) before it is divided.
MEAN, SCALE = (122.782, 117.001, 104.298), 256
SIDE = 112
OPSET, IR_VERSION = 17, 9
# Strides and padding where the sides are halved, as TensorFlow pads.
HALVED: dict[str, Any] = {"strides": (2, 2), "pads": (0, 0, 1, 1)}
# What bytes stand for, in spans of their channel: 0 to 1, or -1 to 1.
POSITIVE, SIGNED = (1 / 255, 0), (1 / 127, 128)
Doubles = NDArray[np.float64]
Spans = Mapping[str, Doubles]


def network(spans: Spans | None = None) -> bytes:
    """The network: x (n, 3, 112, 112), RGB from 0 to 255, in; age (n, 1), in years, out.

    `spans`: how far from 0 each channel comes, by layer; by default those that lie here.
    """
    if spans is None:
        with np.load(FOLDER / SPANS) as file:
            spans = {name: each.astype(np.float64) for name, each in file.items()}
    return _Writer(spans).write()


def licence() -> bytes:
    """Its licence, under what has to be said with it."""
    return f"{NOTICE}\n\n{_read(LICENCE).decode()}".encode()


def table() -> bytes:
    """The averages by age, for `vision/comparable.py`."""
    return (FOLDER / TABLE).read_bytes()


def digests() -> list[str]:
    """The digests of all that is made from files here."""
    return [*SUMS.values(), *(digest((FOLDER / name).read_bytes()) for name in (TABLE, SPANS))]


def weights() -> dict[str, Doubles]:
    """The weights by name, ordered as TensorFlow.js does; FetchError if a file is another one."""
    data, at = _read(WEIGHTS), 0
    known = {}
    for facts in json.loads(_read(MANIFEST))[0]["weights"]:
        counted = facts.get("quantization")
        kind, count = np.dtype("u1" if counted else "<f4"), int(np.prod(facts["shape"]))
        values = np.frombuffer(data, kind, count, at).reshape(facts["shape"])
        at += values.nbytes
        plain = values.astype(np.float64)
        known[facts["name"]] = plain * counted["scale"] + counted["min"] if counted else plain
    return known


def _read(name: str) -> bytes:
    """A pinned file; FetchError where it is another one."""
    data = (FOLDER / name).read_bytes()
    if digest(data) != SUMS[name]:
        raise FetchError(f"packaging/age/{name} is not the expected file: SHA-256 {digest(data)}.")
    return data


@dataclass(frozen=True)
class _Step:
    """A tensor of bytes, channels last: value = (byte - zero) · unit · the channel's span."""

    name: str
    span: Doubles
    unit: float
    zero: int


class _Writer:
    """The network layer by layer: an Xception with few blocks.

    All channels of a layer share what a byte stands for, and some are spread ten times as wide as
    others. So each is divided by its span, and the weights that take it are multiplied by it: else
    ages are 15 years off. What is added to each other has one span.
    """

    def __init__(self, spans: Spans) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._kept: list[onnx.TensorProto] = []
        self._spans = spans
        self._known = weights()

    def write(self) -> bytes:
        found = self._enter("entry_flow/conv_in")
        found = self._shrink(found, "entry_flow/reduction_block_0", found)
        through = "entry_flow/reduction_block_1"
        found = self._shrink(self._bend(found), through, found)
        for block in ("middle_flow/main_block_0", "middle_flow/main_block_1"):
            inside = self._bend(found)
            for layer in range(2):
                inside = self._separable(inside, f"{block}/separable_conv{layer}")
            inside = self._separable(inside, f"{block}/separable_conv2", through)
            found = self._sum(inside, found, through)
        found = self._shrink(self._bend(found), "exit_flow/reduction_block", found)
        self._leave(self._separable(found, "exit_flow/separable_conv"))
        return self._model()

    def _model(self) -> bytes:
        kind = onnx.TensorProto.FLOAT
        taken = helper.make_tensor_value_info("x", kind, ("n", 3, SIDE, SIDE))
        given = helper.make_tensor_value_info("age", kind, ("n", 1))
        graph = helper.make_graph(self._nodes, "age", [taken], [given], self._kept)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
        model.doc_string = NOTICE
        onnx.checker.check_model(model)
        return bytes(model.SerializeToString())

    def _enter(self, layer: str) -> _Step:
        """The first convolution, in 32 bits, and what turns its output into bytes."""
        pixels = self._add("Sub", ["x", self._float(np.reshape(MEAN, (1, 3, 1, 1)))], "pixels")
        step = self._step(layer, POSITIVE)
        filters, biases = self._layer(layer)
        parts = self._float(filters / SCALE), self._float(biases)
        seen = self._add("Conv", [pixels, *parts], "seen", **HALVED)
        seen = self._add("Relu", [seen], "seen bent")
        seen = self._add("QuantizeLinear", [seen, *self._each(step)], "seen bytes")
        self._add("Transpose", [seen], step.name, perm=(0, 2, 3, 1))
        return step

    def _leave(self, taken: _Step) -> None:
        """The average of all places, and what it says of the age, in 32 bits."""
        found = self._add("Transpose", [taken.name], "last", perm=(0, 3, 1, 2))
        found = self._add("DequantizeLinear", [found, *self._each(taken)], "last plain")
        found = self._add("GlobalAveragePool", [found], "average")
        last = [self._float(self._known[f"fc/age/{name}"]) for name in ("weights", "bias")]
        self._add("Gemm", [self._add("Flatten", [found], "flat"), *last], "age")

    def _shrink(self, taken: _Step, block: str, whole: _Step) -> _Step:
        """A block that halves the sides; `whole` is what goes around it."""
        inside = self._separable(taken, f"{block}/separable_conv0")
        inside = self._separable(inside, f"{block}/separable_conv1", block)
        pool = self._step(block, SIGNED)
        form: dict[str, Any] = {"kernel_shape": (3, 3), "domain": RUNTIME, **HALVED}
        self._add("NhwcMaxPool", [inside.name], pool.name, **form)
        around = self._step(block, SIGNED)
        self._conv(whole, around, *self._layer(f"{block}/expansion_conv"), strides=(2, 2))
        return self._sum(pool, around, block)

    def _separable(self, taken: _Step, layer: str, added: str = "") -> _Step:
        """Each channel by itself, then all of them at each place.

        Where it is `added` to what has that span, it may be below 0.
        """
        each = self._step(f"{layer}/depthwise", SIGNED)
        filters = self._known[f"{layer}/depthwise_filter"].transpose(2, 3, 0, 1)
        none = np.zeros(len(filters))
        self._conv(taken, each, filters, none, group=len(filters), pads=(1, 1, 1, 1))
        step = self._step(added or layer, SIGNED if added else POSITIVE)
        self._conv(each, step, *self._layer(layer, "pointwise_filter"))
        return step

    def _layer(self, name: str, filters: str = "filters") -> tuple[Doubles, Doubles]:
        """Filters (out, in, height, width) and biases of a convolution."""
        return self._known[f"{name}/{filters}"].transpose(3, 2, 0, 1), self._known[f"{name}/bias"]

    def _bend(self, taken: _Step) -> _Step:
        """What is below 0 becomes 0."""
        zero = self._keep(np.array([taken.zero], np.uint8))
        bent = self._add("Max", [taken.name, zero], f"{taken.name} bent")
        return _Step(bent, taken.span, taken.unit, taken.zero)

    def _sum(self, one: _Step, other: _Step, span: str) -> _Step:
        given = self._step(span, SIGNED)
        inputs = [one.name, *self._unit(one), other.name, *self._unit(other), *self._unit(given)]
        self._add("QLinearAdd", inputs, given.name, domain=RUNTIME)
        return given

    def _conv(
        self, taken: _Step, given: _Step, filters: Doubles, biases: Doubles, **form: Any
    ) -> None:
        """A convolution with filters (out, in, height, width), or with a `group` (out, 1, …)."""
        taking = taken.span.reshape((-1, 1, 1, 1) if "group" in form else (1, -1, 1, 1))
        values, units = rounded(filters * taking / given.span[:, None, None, None])
        biases = np.rint(biases / (given.span * taken.unit * units)).astype(np.int32)
        zeros = np.zeros(len(units), np.int8)
        inputs = [taken.name, *self._unit(taken), self._keep(values), self._float(units)]
        inputs += [self._keep(zeros), *self._unit(given), self._keep(biases)]
        form |= {"kernel_shape": filters.shape[2:], "channels_last": 1, "domain": RUNTIME}
        self._add("QLinearConv", inputs, given.name, **form)

    def _step(self, span: str, kind: tuple[float, int]) -> _Step:
        """A new tensor, named by its span and a number."""
        return _Step(f"{span} {len(self._nodes)}", self._spans[span], *kind)

    def _unit(self, step: _Step) -> tuple[str, str]:
        """What a byte is worth in spans of its channel, and which one stands for 0."""
        return self._float(step.unit), self._keep(np.array(step.zero, np.uint8))

    def _each(self, step: _Step) -> tuple[str, str]:
        """The same in each channel's own numbers."""
        zeros = np.full(len(step.span), step.zero, np.uint8)
        return self._float(step.unit * step.span), self._keep(zeros)

    def _float(self, values: ArrayLike) -> str:
        return self._keep(np.asarray(values, np.float32))

    def _keep(self, values: NDArray[Any]) -> str:
        name = f"kept {len(self._kept)}"
        self._kept.append(numpy_helper.from_array(np.asarray(values, order="C"), name))
        return name

    def _add(self, kind: str, inputs: list[str], output: str, **form: Any) -> str:
        self._nodes.append(helper.make_node(kind, inputs, [output], **form))
        return output
