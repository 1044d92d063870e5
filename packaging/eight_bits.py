"""Rewrite SFace's convolutions to 8 bits: half the time for a face, and the same pairs are found.

Each block of the network is Conv, BatchNormalization, PRelu. From the block HEAD on, what one block
gives to the next is unsigned bytes, channels last. The ranges need no photos to calibrate: the
normalisation itself says how its numbers are spread, with a standard deviation of 1 in every
channel. The same file gives the same sums on every processor (`rounded`). What was tried and how
far it can be trusted is in docs/decisions, 61 and 62.
"""

from dataclasses import dataclass
from math import erf
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

RUNTIME = "com.microsoft"  # the domain of ONNX Runtime's own operators
# The first two convolutions stay in float: there 8 bits cost most accuracy and save no time.
HEAD = 2
# The range that bytes stand for, from minus the first number to the second. Depthwise convolutions
# need a wider one: numbers made of a single channel are spread wider.
DEPTHWISE, FULL = (5, 10), (7, 7)
Doubles = NDArray[np.float64]
Bytes = NDArray[np.int8]


@dataclass(frozen=True)
class Block:
    """A convolution with the normalisation after it worked into its weights, and its PRelu.

    weights are (out, in, height, width), biases, means and slopes (out,).
    """

    conv: onnx.NodeProto
    prelu: onnx.NodeProto
    weights: Doubles
    biases: Doubles
    means: Doubles  # of the output before PRelu
    slopes: Doubles

    @property
    def is_depthwise(self) -> bool:
        """Whether each output channel is made of one input channel."""
        return bool(self.weights.shape[1] == 1)

    @property
    def given_on(self) -> Doubles:
        """The mean of each channel after PRelu, if the numbers before are normally distributed."""
        below = np.array([(1 + erf(mean / 2**0.5)) / 2 for mean in self.means])
        density = np.exp(-(self.means**2) / 2) / np.sqrt(2 * np.pi)
        steep = self.slopes
        mean: Doubles = steep * self.means + (1 - steep) * (self.means * below + density)
        return mean


def rewrite(graph: onnx.GraphProto) -> None:
    """Rewrite the blocks from HEAD on to 8 bits; the last PRelu and what follows stay in float."""
    blocks = _blocks(graph)
    writer = _Writer(graph)
    step = writer.enter(blocks[HEAD - 1])
    for before, block in zip(blocks[HEAD - 1 :], blocks[HEAD:], strict=False):
        step = writer.convolve(step, before, block)
        if block is not blocks[-1]:
            step = writer.bend(step, block)
    writer.leave(step, blocks[-1])
    at = list(graph.node).index(blocks[HEAD].conv)
    nodes = [*list(graph.node)[:at], *writer.nodes, *list(graph.node)[at:]]
    del graph.node[:]
    graph.node.extend(nodes)


def _blocks(graph: onnx.GraphProto) -> list[Block]:
    """Return the network's blocks in order, each with its normalisation worked in."""
    known = _constants(graph)
    takers = {name: node for node in graph.node for name in node.input}
    blocks = []
    for conv in (node for node in graph.node if node.op_type == "Conv"):
        norm = takers[conv.output[0]]
        prelu = takers[norm.output[0]]
        gamma, beta, mean, variance = (known[name].astype(np.float64) for name in norm.input[1:])
        factor = gamma / np.sqrt(variance + _attributes(norm)["epsilon"])
        weights = known[conv.input[1]].astype(np.float64) * factor[:, None, None, None]
        slopes = known[prelu.input[1]].ravel().astype(np.float64)
        blocks.append(Block(conv, prelu, weights, beta - mean * factor, beta, slopes))
    return blocks


def _constants(graph: onnx.GraphProto) -> dict[str, NDArray[Any]]:
    """Return all weights by name, including those stored as blocks of 8 bits."""
    known = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in graph.node:
        if not all(name in known for name in node.input):
            continue
        parts = [known[name] for name in node.input]
        if node.op_type == "DequantizeLinear":
            values, scales, zeros = parts
            each = values.shape[1] // scales.shape[1]
            plain = values.astype("f4") - zeros.astype("f4").repeat(each, axis=1)
            known[node.output[0]] = plain * scales.repeat(each, axis=1)
        elif node.op_type == "Reshape":
            known[node.output[0]] = parts[0].reshape(parts[1])
    return known


def _attributes(node: onnx.NodeProto) -> dict[str, Any]:
    """Return a node's attributes by name."""
    return {one.name: helper.get_attribute_value(one) for one in node.attribute}


@dataclass(frozen=True)
class _Step:
    """A tensor of bytes with the names of its scale and zero point.

    value = (byte - zero) · scale
    """

    name: str
    scale: str
    zero: str
    unit: float  # the scale's value


class _Writer:
    """Makes the nodes of the 8-bit part, and adds their constants to the graph."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self.graph = graph
        self.nodes: list[onnx.NodeProto] = []

    def enter(self, block: Block) -> _Step:
        """Add what turns the block's output, after PRelu, into bytes."""
        (plain,) = block.prelu.output
        step = self._step(f"{plain} bytes", block)
        self._add("QuantizeLinear", [plain, step.scale, step.zero], f"{plain} first")
        self._add("Transpose", [f"{plain} first"], step.name, perm=(0, 2, 3, 1))
        return step

    def convolve(self, taken: _Step, before: Block, block: Block) -> _Step:
        """Add the block's convolution in 8 bits; return its output, before PRelu.

        before: the block whose output it takes, for the mean by which the biases are corrected.
        """
        step = self._step(f"{block.conv.output[0]} bytes", block)
        weights, units = rounded(block.weights)
        # Rounded weights move the mean of the output; the biases move it back.
        wrong = (weights * units[:, None, None, None] - block.weights).sum(axis=(2, 3))
        seen = before.given_on
        moved = wrong[:, 0] * seen if block.is_depthwise else wrong @ seen
        biases = np.rint((block.biases - moved) / (taken.unit * units)).astype(np.int32)
        self._conv(taken, step, weights, units, biases, **_attributes(block.conv))
        return step

    def bend(self, taken: _Step, block: Block) -> _Step:
        """Add the block's PRelu in 8 bits, as max(x, slope · x).

        Raises ValueError for a slope over 1.
        """
        if block.slopes.max() > 1:
            raise ValueError("PRelu with a slope over 1")
        (plain,) = block.prelu.output
        low, high = (
            _Step(f"{plain} {name}", taken.scale, taken.zero, taken.unit)
            for name in ("sloped", "bytes")
        )
        units = np.maximum(np.abs(block.slopes) / 64, 1e-12)
        weights = np.rint(block.slopes / units).astype(np.int8)[:, None, None, None]
        self._conv(taken, low, weights, units, group=len(units), kernel_shape=(1, 1))
        self._add("Max", [taken.name, low.name], high.name)
        return high

    def leave(self, taken: _Step, block: Block) -> None:
        """Turn the last bytes into float again and give them to the block's PRelu."""
        plain = f"{block.conv.output[0]} plain"
        self._add("Transpose", [taken.name], f"{plain} bytes", perm=(0, 3, 1, 2))
        self._add("DequantizeLinear", [f"{plain} bytes", taken.scale, taken.zero], plain)
        block.prelu.input[0] = plain

    def _step(self, name: str, block: Block) -> _Step:
        """Return a tensor of bytes with the range that suits the block; its constants are added."""
        below, above = DEPTHWISE if block.is_depthwise else FULL
        unit = np.float32((below + above) / 255)
        zero = np.uint8(round(below / ((below + above) / 255)))
        return _Step(
            name, self._keep(f"{name} scale", unit), self._keep(f"{name} zero", zero), float(unit)
        )

    def _conv(
        self,
        taken: _Step,
        given: _Step,
        weights: Bytes,
        units: Doubles,
        biases: NDArray[np.int32] | None = None,
        **attributes: Any,
    ) -> None:
        """Add a QLinearConv. units: what 1 of the weights is worth for each output channel."""
        parts = {
            "weights": weights,
            "units": units.astype(np.float32),
            "zeros": np.zeros(len(units), np.int8),
        }
        if biases is not None:
            parts["biases"] = biases
        (values, scales, zeros, *rest) = (
            self._keep(f"{given.name} {name}", part) for name, part in parts.items()
        )
        inputs = [taken.name, taken.scale, taken.zero, values, scales, zeros]
        inputs += [given.scale, given.zero, *rest]
        self._add("QLinearConv", inputs, given.name, domain=RUNTIME, channels_last=1, **attributes)

    def _add(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> None:
        """Add a node of that operator with one output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))

    def _keep(self, name: str, value: Any) -> str:
        """Add a constant to the graph; return its name."""
        self.graph.initializer.append(numpy_helper.from_array(np.asarray(value), name))
        return name


def rounded(weights: Doubles) -> tuple[Bytes, Doubles]:
    """Return the weights as signed bytes, and what 1 of them is worth for each output (out,).

    Processors that have AVX2 only add the products of two neighbours in 16 bits and cut off what is
    more (MLAS, `vpmaddubsw`). 255 · 128 fits, so no two neighbours together may exceed 128. A
    filter of one channel is multiplied in another way and needs none of that.
    """
    rows = weights.reshape(len(weights), -1)
    most = np.abs(rows).max(axis=1) / 127
    if weights.shape[1] == 1:
        units = np.maximum(most, 1e-12)
        return np.rint(weights / units[:, None, None, None]).astype(np.int8), units
    pairs = rows.reshape(len(rows), -1, 2)
    units = np.maximum(most, np.abs(pairs.sum(axis=2)).max(axis=1) / 128)
    units = np.maximum(units, 1e-12)
    exact = pairs / units[:, None, None]
    whole = np.rint(exact)
    together = whole.sum(axis=2)
    side = np.sign(together)
    # Where rounding made a pair exceed 128, the weight that was rounded further goes back by one.
    further = ((whole - exact) * side[..., None]).argmax(axis=2)[..., None]
    back = np.zeros_like(whole)
    np.put_along_axis(back, further, (side * (np.abs(together) > 128))[..., None], axis=2)
    return (whole - back).reshape(weights.shape).astype(np.int8), units
