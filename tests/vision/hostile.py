"""Files made to do harm, each made by a few lines; none of them comes from elsewhere."""

import io
import random
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, PngImagePlugin

from tests.vision.pictures import picture


def endless_jpeg(path: Path, *, scans: int = 100_000, size: int = 1_500) -> Path:
    """Write a sequential JPEG that draws its first component again and again, with few bytes."""
    file = io.BytesIO()
    Image.new("RGB", (size, size), "teal").save(file, "JPEG", subsampling=0)
    data = file.getvalue()
    at = data.index(b"\xff\xda")
    head, body = data[:at], b"\x80" * 4  # too short on purpose: libjpeg makes up the rest
    one = b"\xff\xda" + struct.pack(">HBBBBBB", 8, 1, 1, 0x00, 0, 63, 0) + body
    path.write_bytes(head + one * scans + b"\xff\xd9")
    return path


def vast_jpeg(path: Path) -> Path:
    """Write 20 kB that claim 240 megapixels in many scans, so that all coefficients need memory."""
    endless_jpeg(path, scans=150, size=16)
    data = bytearray(path.read_bytes())
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", 12_000, 20_000)
    path.write_bytes(data)
    return path


def png(path: Path, *chunks: tuple[bytes, bytes]) -> Path:
    """Write a small PNG with these chunks before its pixels."""
    file = io.BytesIO()
    picture().save(file, "PNG")
    data = file.getvalue()
    made = io.BytesIO()
    for kind, body in chunks:
        PngImagePlugin.putchunk(made, kind, body)
    path.write_bytes(data[:33] + made.getvalue() + data[33:])
    return path


def texts(path: Path) -> Path:
    """Write a PNG with a thousand texts, each a megabyte when unpacked."""
    packed = zlib.compress(bytes(1_000_000), 9)
    return png(path, *[(b"zTXt", b"t%d\0\0" % number + packed) for number in range(1_000)])


def profile(path: Path) -> Path:
    """Write a PNG with a colour profile that unpacks to a gigabyte."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 24)) for _ in range(64)) + packer.flush()
    return png(path, (b"iCCP", b"p\0\0" + packed))


def pages(path: Path) -> Path:
    """Write a TIFF whose list of pages is a circle, with 60,000 strips of one byte each."""
    count = 60_000
    at = 8 + count
    tags = [
        (256, 4, 1, 4_000),
        (257, 4, 1, count),
        (258, 3, 1, 8),
        (259, 3, 1, 8),
        (262, 3, 1, 1),
        (273, 4, count, at + 200),
        (277, 3, 1, 1),
        (278, 4, 1, 1),
        (279, 4, count, at + 200),
    ]
    ifd = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in tags)
    strips = struct.pack("<I", 8) * count
    head = b"II*\0" + struct.pack("<I", at)
    body = (ifd + struct.pack("<I", at)).ljust(200, b"\0") + strips
    path.write_bytes(head + bytes(count) + body)
    return path


def canvas(path: Path) -> Path:
    """Write a GIF of one pixel on a canvas of 65,535 × 65,535."""
    Image.new("P", (1, 1)).save(path, "GIF")
    data = bytearray(path.read_bytes())
    data[6:10] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    return path


def claims(path: Path, width: int, height: int) -> Path:
    """Write a PNG that claims a size, with a stream of zeros as long as that needs."""
    packer = zlib.compressobj(9)
    row = bytes(1 + 4 * width)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    file = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    file.seek(0, 2)
    PngImagePlugin.putchunk(file, b"IHDR", struct.pack(">II", width, height) + b"\x08\x06\0\0\0")
    PngImagePlugin.putchunk(file, b"IDAT", packed)
    PngImagePlugin.putchunk(file, b"IEND", b"")
    path.write_bytes(file.getvalue())
    return path


def mutated(folder: Path, originals: list[Path], count: int, *, seed: int) -> Iterator[Path]:
    """Yield copies of the originals, each with random bytes changed, mostly early on, or cut."""
    chance = random.Random(seed)
    for number in range(count):
        source = originals[number % len(originals)]
        data = bytearray(source.read_bytes())
        for _ in range(chance.choice((1, 3, 10, 40))):
            end = len(data) if chance.random() < 0.4 else min(len(data), 600)
            values = (0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256))
            data[chance.randrange(end)] = chance.choice(values)
        if chance.random() < 0.1:
            del data[chance.randrange(len(data)) :]
        path = folder / f"{number:03}-{source.name}"
        path.write_bytes(data)
        yield path
