"""Models that others publish: known by size and hash, fetched only on the user's word."""

import hashlib
import http.client
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.errors import AppError, Cancelled

_PATIENCE = 20  # seconds without an answer
_CHUNK = 64 * 1024  # bytes between two looks at whether to stop


@dataclass(frozen=True)
class Published:
    """A file we know: its name, size in bytes, SHA-256 and licence, and where it is published."""

    name: str
    size: int
    sha256: str
    url: str
    licence: str = ""


_ZOO = "https://media.githubusercontent.com/media/opencv/opencv_zoo/main/models"
YUNET = Published(
    "face_detection_yunet_2023mar.onnx",
    232_589,
    "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
    f"{_ZOO}/face_detection_yunet/face_detection_yunet_2023mar.onnx",
    "MIT",
)
SFACE = Published(
    "face_recognition_sface_2021dec.onnx",
    38_696_353,
    "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79",
    f"{_ZOO}/face_recognition_sface/face_recognition_sface_2021dec.onnx",
    "Apache-2.0",
)
ZOO = (YUNET, SFACE)
ZOO_NAME = "YuNet and SFace"


def fetch(
    file: Published,
    into: Path,
    *,
    told: Callable[[int], None] = lambda size: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Path:
    """Download a published file, checked; `told` hears the bytes of each part.

    A plain request: nothing of the user's is sent. Raises Cancelled, and AppError saying where
    the file is.
    """
    data = bytearray()
    try:
        with urllib.request.urlopen(file.url, timeout=_PATIENCE) as answer:
            while len(data) <= file.size and (part := answer.read(_CHUNK)):
                if is_cancelled():
                    raise Cancelled
                data += part
                told(len(part))
    except (OSError, http.client.HTTPException) as error:
        raise AppError(
            f"{file.name} could not be fetched. Is this computer online?",
            f"The file can be had from {file.url}, and then be installed from there.",
        ) from error
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise AppError(
            f"What came from {file.url} is not the published file.",
            f"{len(data):,} bytes came, {file.size:,} were expected; nothing was kept.",
        )
    target = into / file.name
    target.write_bytes(data)
    return target
