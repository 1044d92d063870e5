"""dlib's face ResNet v1, read by hand from its own file and rebuilt as ONNX.

The file is a serialised C++ template; what is read of it are the tensors, in their order. The
layers in between are known: three residual blocks of 32 channels, a down block and three of 64, a
down block and two of 128, a down block and two of 256, a last down block of 256.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Floats = NDArray[np.float32]


@dataclass
class Convolution:
    """One convolution with its affine layer folded in."""

    weights: Floats
    bias: Floats
    stride: int


class DlibFile:
    """Reads the tensors of a serialised dlib network in file order, from the input upwards."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def integer(self) -> int:
        """One byte with the count of bytes (sign in the top bit), then these, lowest first."""
        head = self._data[self._at]
        end = self._at + 1 + (head & 0x0F)
        value = int.from_bytes(self._data[self._at + 1 : end], "little")
        self._at = end
        return -value if head & 0x80 else value

    def integers(self, count: int) -> list[int]:
        """The next `count` integers."""
        return [self.integer() for _ in range(count)]

    def tensor(self) -> Floats:
        """Version 2, four dimensions, float32 values."""
        version, *shape = self.integers(5)
        if version != 2:
            raise ValueError(f"A tensor of version {version}, expected 2, at byte {self._at}.")
        count = int(np.prod(shape))
        values = np.frombuffer(self._data, "<f4", count, self._at)
        self._at += 4 * count
        return values.reshape(shape)

    def seek(self, name: str) -> None:
        """Go behind the next layer with that name; names are preceded by their length."""
        mark = bytes((1, len(name))) + name.encode()
        found = self._data.find(mark, self._at)
        if found < 0:
            raise ValueError(f"No further layer {name!r}.")
        self._at = found + len(mark)

    def convolution(self) -> Convolution:
        """The next convolution and the affine layer that follows it, as one."""
        self.seek("con_4")
        values = self.tensor().ravel()
        filters, rows, columns, stride, _, _, _ = self.integers(7)
        _, *shape = self.integers(5)  # the alias tensor that tells the filters' own shape
        if shape[0] != filters or shape[2:] != [rows, columns]:
            raise ValueError(f"Filters of shape {shape}, expected {filters}×{rows}×{columns}.")
        count = int(np.prod(shape))
        weights, bias = values[:count].reshape(shape), values[count:]
        self.seek("affine_")
        gamma, beta = self.tensor().reshape(2, filters)
        return Convolution(weights * gamma[:, None, None, None], bias * gamma + beta, stride)

    def matrix(self) -> Floats:
        """The last, fully connected layer: 256×128, no bias."""
        self.seek("fc_2")
        outputs, inputs = self.integers(2)
        return self.tensor().reshape(inputs, outputs)


# Mean red, green and blue that dlib takes off, and what it divides by.
MEAN = np.array((122.782, 117.001, 104.298), np.float32)
DIVISOR = np.float32(256.0)
# Per stage: residual blocks, and whether the first is a down block.
STAGES = ((3, False), (4, True), (3, True), (3, True), (1, True))


class ResnetGraph:
    """Builds the ONNX graph layer by layer; tracks channels and side to pad what `add` needs."""

    def __init__(self, source: DlibFile) -> None:
        self._source = source
        self._nodes: list[Any] = []
        self._weights: list[Any] = []
        self._side = 150
        self._channels = 3

    def build(self) -> bytes:
        """The finished model: ``faces`` (n, 3, 150, 150) RGB 0..255 → ``vectors`` (n, 128)."""
        first = self._source.convolution()
        # No padding in the first layer, so the shift of the input folds into it exactly.
        first.weights = first.weights / DIVISOR
        first.bias = first.bias - np.einsum("oirc,i->o", first.weights, MEAN)
        top = self._relu(self._convolve("faces", first))
        top = self._node("MaxPool", [top], kernel_shape=[3, 3], strides=[2, 2])
        self._side = (self._side - 3) // 2 + 1
        for blocks, shrinks in STAGES:
            for block in range(blocks):
                top = self._residual(top, shrinks and block == 0)
        top = self._node("Flatten", [self._node("GlobalAveragePool", [top])])
        matrix = self._constant(self._source.matrix())
        self._nodes.append(helper.make_node("MatMul", [top, matrix], ["vectors"]))
        return self._model()

    def _residual(self, below: str, shrinks: bool) -> str:
        side, channels = self._side, self._channels
        first, second = self._source.convolution(), self._source.convolution()
        if (first.stride == 2) != shrinks:
            raise ValueError("The network's blocks are not in the expected order.")
        top = self._convolve(self._relu(self._convolve(below, first)), second)
        if shrinks:
            below = self._node("AveragePool", [below], kernel_shape=[2, 2], strides=[2, 2])
            side = (side - 2) // 2 + 1
        width, wide = max(side, self._side), max(channels, self._channels)
        below = self._pad(below, wide - channels, width - side)
        top = self._pad(top, wide - self._channels, width - self._side)
        self._side, self._channels = width, wide
        return self._relu(self._node("Add", [top, below]))

    def _convolve(self, below: str, layer: Convolution) -> str:
        filters, _, size, _ = layer.weights.shape
        padding = 0 if layer.stride == 2 else size // 2
        self._side = (self._side + 2 * padding - size) // layer.stride + 1
        self._channels = filters
        return self._node(
            "Conv",
            [below, self._constant(layer.weights), self._constant(layer.bias)],
            kernel_shape=[size, size],
            strides=[layer.stride] * 2,
            pads=[padding] * 4,
        )

    def _pad(self, value: str, channels: int, sides: int) -> str:
        """dlib's `add` treats what the smaller operand lacks as zeros at the end."""
        if not channels and not sides:
            return value
        pads = self._constant(np.array([0, 0, 0, 0, 0, channels, sides, sides], np.int64))
        return self._node("Pad", [value, pads])

    def _relu(self, value: str) -> str:
        return self._node("Relu", [value])

    def _node(self, kind: str, inputs: list[str], **attributes: Any) -> str:
        output = f"{kind.lower()}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def _constant(self, values: NDArray[Any]) -> str:
        name = f"weights_{len(self._weights)}"
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _model(self) -> bytes:
        faces = helper.make_tensor_value_info("faces", TensorProto.FLOAT, ["n", 3, 150, 150])
        vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", 128])
        graph = helper.make_graph(self._nodes, "face", [faces], [vectors], self._weights)
        opset = [helper.make_opsetid("", 17)]
        model = helper.make_model(graph, opset_imports=opset, ir_version=8)
        onnx.checker.check_model(model, full_check=True)
        return bytes(model.SerializeToString())


def convert_embedder(data: bytes) -> bytes:
    """dlib's face ResNet v1 as ONNX."""
    return ResnetGraph(DlibFile(data)).build()
