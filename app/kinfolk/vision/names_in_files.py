"""Read, in a worker, who is in photos of a folder and when, from them and the files beside them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from PIL import ExifTags

from kinfolk.errors import AppError, Text
from kinfolk.files import open_photo
from kinfolk.kinds import Extra, extra_for, is_video
from kinfolk.metadata import jpeg
from kinfolk.metadata.folder import NamesInFolder
from kinfolk.metadata.folder_files import UnreadableFile
from kinfolk.metadata.frame import Frame
from kinfolk.metadata.region import LONGEST_NAME, Kind, Region
from kinfolk.vision.decode import look_raw
from kinfolk.vision.photo import Unreadable
from kinfolk.vision.picture import opened, unreadable
from kinfolk.vision.worker import Data, Handler, Header, Payload, Tell


def handler() -> Handler:
    """Return what answers questions in the worker process."""
    return _Reading()


class _Reading:
    """Answer with what is said of each photo, None for one that is gone. See `NameReader`."""

    def __init__(self) -> None:
        self._asked: Mapping[str, Any] = {}
        self._folder: NamesInFolder | None = None

    def __call__(self, asked: Header, payload: Data, tell: Tell) -> tuple[Header, Payload]:
        """Answer what is said of each photo asked about; a new folder is looked into first."""
        question = json.loads(bytes(payload))
        about = {"folder": question["folder"], "lists": question["lists"]}
        if self._folder is None or about != self._asked:
            self._enter(about)
        answer = [self._said(photo) for photo in question["photos"]]
        return {}, Payload.of(json.dumps(answer).encode())

    def _enter(self, about: Mapping[str, Any]) -> None:
        """Read what lies beside all photos of a folder, once for all of them."""
        self._asked = about
        try:
            self._folder = NamesInFolder(Path(about["folder"]), about["lists"])
        except OSError:
            self._folder = None

    def _said(self, photo: str) -> Any:
        """Return what is said of one photo as JSON values; None if it is gone."""
        if self._folder is None:
            return None
        unread: list[UnreadableFile] = []
        try:
            with open_photo(Path(self._asked["folder"]) / photo) as file:
                frame, packets = _looked_into(file, photo)
        except FileNotFoundError:
            return None
        except Exception as error:  # plugins raise anything on broken bytes
            frame, packets = Frame(1), []
            why = error if isinstance(error, AppError) else unreadable(error)
            is_lasting = not isinstance(why, Unreadable) or why.is_lasting
            unread.append(UnreadableFile(photo, why.message, is_lasting))
        names = self._folder.of(photo, frame, packets)
        regions = names.regions
        if is_video(photo):  # boxes of others do not say at which moment they are
            regions = tuple(replace(region, box=None) for region in regions)
        unread += names.unread
        return {
            "regions": list(_told(regions)),
            "taken": names.taken and [names.taken.at.isoformat(), names.taken.precision],
            "trouble": [[each.file, Text(each.reason).packed()] for each in unread],
            "is_lasting": all(each.is_lasting for each in unread),
        }


def _looked_into(file: BinaryIO, name: str) -> tuple[Frame, list[bytes]]:
    """Return the frame by which the photo is displayed, and its XMP packets; decode nothing.

    Videos are not looked into: only files beside them count.
    """
    if is_video(name):
        return Frame(1), []
    if extra_for(name) is Extra.RAW:
        photo = look_raw(file, name)
        return photo.frame, photo.packets
    image = opened(file)
    # As it is displayed: where only a sidecar names an orientation, nothing is turned.
    turn = image.getexif().get(ExifTags.Base.Orientation)
    frame = Frame(turn if turn in range(1, 9) else 1, *image.size)
    if image.format in ("JPEG", "MPO"):
        return frame, jpeg.packets(file)
    packet = image.info.get("xmp")
    if isinstance(packet, str):
        packet = packet.encode()
    return frame, [packet] if isinstance(packet, bytes) else []


def _told(regions: Iterable[Region]) -> Iterator[list[object]]:
    """Yield the regions that are about people, as lists for JSON."""
    for region in regions:
        if region.kind is Kind.FACE and len(region.name) <= LONGEST_NAME:
            box = list(region.box) if region.box else None
            origin = [region.source.value, region.file, region.program]
            yield [region.name, box, *origin, region.is_doubtful]
