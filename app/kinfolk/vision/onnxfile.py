"""Read ONNX files from elsewhere before they are run."""

from collections.abc import Iterator

from kinfolk.errors import AppError

# Where the format (onnx.proto, version 1) nests graphs and tensors: field → what it holds.
_PARTS = {
    "model": {7: "graph", 20: "training", 25: "function"},
    "training": {1: "graph", 2: "graph"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
}
# A few bytes of these may become any amount while a model is opened: the runtime writes out the
# zeros of a sparse tensor, and a function wherever it is called. The family has none of either.
_GROWS = ("sparse", "function")
_DEEPEST = 100  # messages within each other; the runtime reads no more
_GRAPH, _NODE, _OPERATOR = 7, 1, 4
_EXTERNAL_DATA, _DATA_LOCATION = 13, 14


def check(data: bytes) -> None:
    """Raise AppError unless it is a complete model that is no larger when opened than it looks.

    The runtime would read a tensor from any file that the model names.
    """
    has_graph = False
    try:
        for kind, message in _parts("model", memoryview(data)):
            has_graph |= kind == "graph"
            if kind in _GROWS:
                raise AppError("part of it may grow to any size when opened")
            if kind == "tensor" and _is_elsewhere(message):
                raise AppError("part of it is stored in other files, which isn’t allowed")
    except ValueError:
        has_graph = False
    if not has_graph:
        raise AppError("it isn’t an ONNX model")


def operators(data: bytes) -> list[str]:
    """Return what the model does in order: "Conv", "PRelu", …"""
    return [
        bytes(value).decode()
        for number, graph in _fields(memoryview(data))
        if number == _GRAPH and isinstance(graph, memoryview)
        for part, node in _fields(graph)
        if part == _NODE and isinstance(node, memoryview)
        for field, value in _fields(node)
        if field == _OPERATOR and isinstance(value, memoryview)
    ]


def _parts(kind: str, message: memoryview, *, depth: int = 0) -> Iterator[tuple[str, memoryview]]:
    """Yield a part of a model and all that it consists of: the kind of each, and its bytes."""
    if depth > _DEEPEST:
        raise ValueError
    yield kind, message
    if kind in _PARTS:
        for number, value in _fields(message):
            inner = _PARTS[kind].get(number)
            if inner is not None and isinstance(value, memoryview):
                yield from _parts(inner, value, depth=depth + 1)


def _is_elsewhere(tensor: memoryview) -> bool:
    """Return whether a tensor's data are in another file."""
    return any(
        number == _EXTERNAL_DATA or (number == _DATA_LOCATION and value != 0)
        for number, value in _fields(tensor)
    )


def _fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Yield number and value (integer or bytes) of a protobuf message's fields, or ValueError."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        size = {1: 8, 5: 4}.get(key & 7)
        if key & 7 == 0:
            value, at = _varint(message, at)
            yield key >> 3, value
            continue
        if key & 7 == 2:
            size, at = _varint(message, at)
        if size is None or at + size > len(message):
            raise ValueError
        yield key >> 3, message[at : at + size]
        at += size


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    """Return the integer there, and the position after it."""
    value = 0
    for shift, byte in enumerate(message[at : at + 10]):
        value |= (byte & 0x7F) << 7 * shift
        if byte < 0x80:
            return value, at + shift + 1
    raise ValueError
