"""Makes the spans by which the age network counts in 8 bits, from ../shared/ages/strangers.

What it writes is part of the engine: `packaging/age/spans.npz`, for `packaging/age_network.py`.
"""

import sys
from collections import defaultdict

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from PIL import Image

from kinfolk.vision import ages, engine, runtime
from tests.bench._photos import ROOT, need_photos, truth
from tests.bench.age_table import AGES, middle

sys.path.append(str(ROOT / "packaging"))
import age_network

EVERY = 5  # one of so many strangers is looked at
BEYOND = 0.02  # the share of faces that may come further than the span
LEAST = 1e-3  # of the widest channel of its layer: what never varies would be blown up
# What becomes of the operators: the one in 32 bits, and which inputs it has.
PLAIN = {"QLinearAdd": ("Add", (0, 3)), "NhwcMaxPool": ("MaxPool", (0,)), "Max": ("Relu", (0,))}
NOTHING = ("QuantizeLinear", "DequantizeLinear", "Transpose")

Floats = NDArray[np.float32]


def main() -> None:
    need_photos(AGES)
    ready = engine.load()
    names = [name for name in sorted(truth(AGES)) if name.startswith("strangers/")][::EVERY]
    furthest: dict[str, list[Floats]] = defaultdict(list)  # by tensor, of each face
    model, steps = plain()
    session = runtime.on_processor(model)
    for name in names:
        face = middle(ready, name)
        if face is None:
            continue
        with Image.open(AGES / name) as photo:
            view = ages.view(photo.convert("RGB"), face.landmarks)
        pixels = view.transpose(2, 0, 1)[None].astype(np.float32)
        for step, values in zip(steps, session.run(steps, {"x": pixels}), strict=True):
            furthest[step].append(np.abs(values[0]).max(axis=(1, 2)))
    spans: dict[str, Floats] = {}
    for step, each in furthest.items():
        reach = np.quantile(each, 1 - BEYOND, axis=0)
        span = step.rpartition(" ")[0]
        spans[span] = np.maximum(spans.get(span, 0), np.maximum(reach, LEAST * reach.max()))
    file = age_network.FOLDER / age_network.SPANS
    np.savez(file, allow_pickle=False, **{name: each.astype("f2") for name, each in spans.items()})
    print(f"{file.relative_to(ROOT)}: {len(spans)} layers, {len(names)} strangers")


def plain() -> tuple[bytes, list[str]]:
    """The network with rounded weights but in 32 bits, and the tensors that are bytes else."""
    model = onnx.load_from_string(age_network.network(defaultdict(lambda: np.ones(1))))
    graph = model.graph
    known = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    nodes, steps = [], []
    for node in graph.node:
        form = {one.name: helper.get_attribute_value(one) for one in node.attribute}
        kind, inputs, (given,) = node.op_type, list(node.input), node.output
        if kind in NOTHING:
            kind, inputs, form = "Identity", inputs[:1], {}
        elif kind == "QLinearConv":
            taken, unit, _, values, units, _, _, zero, biases = inputs
            kind, inputs = "Conv", [taken, f"{given} filters", f"{given} biases"]
            worth = known[units][:, None, None, None]
            parts = known[values] * worth, known[biases] * known[unit] * known[units]
            for name, part in zip(inputs[1:], parts, strict=True):
                graph.initializer.append(numpy_helper.from_array(part.astype(np.float32), name))
            del form["channels_last"]
            if known[zero] == 0:  # bytes are never below
                nodes.append(helper.make_node(kind, inputs, [f"{given} straight"], **form))
                kind, inputs, form = "Relu", [f"{given} straight"], {}
        elif kind in PLAIN:
            kind, which = PLAIN[kind]
            inputs = [inputs[at] for at in which]
        nodes.append(helper.make_node(kind, inputs, [given], **form))
        if given.rpartition(" ")[2].isdigit():
            steps.append(given)
            shape = [None] * 4
            graph.output.append(helper.make_tensor_value_info(given, onnx.TensorProto.FLOAT, shape))
    del graph.node[:]
    graph.node.extend(nodes)
    return bytes(model.SerializeToString()), steps


if __name__ == "__main__":
    main()
