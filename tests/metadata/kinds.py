"""Photos of every format that can contain XMP."""

from pathlib import Path

import pillow_heif
from PIL import Image, PngImagePlugin, TiffImagePlugin

KINDS = ("jpg", "png", "webp", "tif", "avif", "heic")


def save(image: Image.Image, path: Path, packet: bytes) -> None:
    """Save an image with the packet in it, in the format of the path's suffix."""
    if path.suffix == ".png":
        text = PngImagePlugin.PngInfo()
        text.add_itxt("XML:com.adobe.xmp", packet.decode())
        image.save(path, pnginfo=text)
    elif path.suffix == ".tif":
        tags = TiffImagePlugin.ImageFileDirectory_v2()
        tags[700] = packet
        image.save(path, tiffinfo=tags)
    elif path.suffix == ".heic":
        pillow_heif.from_pillow(image).save(path, xmp=packet, quality=95)
    else:
        image.save(path, xmp=packet, quality=95)
