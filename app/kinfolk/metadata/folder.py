"""Everything that the files of a folder say of who is in its photos, and when they were taken."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path, PurePath

from kinfolk.errors import AppError, Text, of_system
from kinfolk.files import whole
from kinfolk.kinds import Extra, extra_for, is_of_live_photo, is_photo
from kinfolk.metadata import iphoto, picasa, sidecars, takeout
from kinfolk.metadata.capture_date import CaptureDate
from kinfolk.metadata.frame import Frame, displayed
from kinfolk.metadata.packet import LARGEST, Unusable
from kinfolk.metadata.region import MOST_BOXES, NameSource, Region, meets
from kinfolk.metadata.xmp import Packets


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """Hold a file that could not be read, and why; what other files say counts nonetheless."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class PhotoNames:
    """Hold what is said of one photo, with boxes as `orientation` displays it."""

    regions: tuple[Region, ...]
    unread: tuple[UnreadableFile, ...]
    orientation: int
    taken: CaptureDate | None  # from XMP: the photo's own first, then sidecars


class _Heard:
    """Collect what files say of one photo."""

    def __init__(self) -> None:
        self.unread: list[UnreadableFile] = []
        self._boxes = 0
        self._by_name: dict[str, list[Region]] = {}

    @property
    def regions(self) -> tuple[Region, ...]:
        """All regions, grouped by name."""
        return tuple(chain.from_iterable(self._by_name.values()))

    @contextmanager
    def from_file(self, file: str) -> Iterator[None]:
        """Note errors of the block as the reason why that file could not be read."""
        try:
            yield
        except AppError as error:
            self.unread.append(UnreadableFile(file, error.message))
        except OSError as error:
            self.unread.append(
                UnreadableFile(file, Text("It couldn’t be read ({why}).", why=of_system(error)))
            )

    def add(self, file: str, regions: Iterable[Region]) -> None:
        """Add regions that say something new.

        A known name needs no second box, but may get its first. A doubtful region adds nothing to a
        name that is certain. Raises Unusable if all files together give too many boxes; what came
        before counts.
        """
        for region in regions:
            self._boxes += region.box is not None
            if region.box is not None and self._boxes > MOST_BOXES:
                raise Unusable("One photo has more than {most} faces.", most=MOST_BOXES)
            region = replace(region, file=file)
            known = self._by_name.setdefault(region.name.casefold(), [])
            if known and region.is_doubtful and not known[0].is_doubtful:
                continue
            if known and known[0].box is None:
                known[:] = [region] if region.box else known
            elif all(_is_another(one, region) for one in known):
                known.append(region)


def _is_another(known: Region, region: Region) -> bool:
    """Return whether the region is a second place of a name in the same file.

    Someone may stand beside their mirror image.
    """
    is_apart = region.box is not None and not meets(known.box, region.box)
    return known.file == region.file and is_apart


class NamesInFolder:
    """Read what the files of one folder say of its photos; shared files are read once."""

    def __init__(
        self,
        path: Path,
        contacts: Mapping[str, str] | None = None,
        album: Mapping[str, Sequence[Region]] | None = None,
    ) -> None:
        """List the folder; raises OSError if that fails.

        `contacts` are the names in Picasa's contacts.xml by id, `album` the regions of iPhoto's
        list by the names of the photos in this folder.
        """
        self._path = path
        self._files = frozenset(os.listdir(path))
        self._contacts, self._album = contacts or {}, album or {}
        self._by_photo: dict[str, list[picasa.PicasaFace]] | None = None

    def of(self, photo: str, frame: Frame, embedded: Sequence[bytes] = ()) -> PhotoNames:
        """Return who is in the photo of that name, according to its files, and when it was taken.

        `embedded` are the XMP packets in the photo itself. Sidecars come first, because programs
        write them to correct what the photo says; then the photo, Picasa, iPhoto, and Google. A
        name counts where it occurs first. If two files give different names to one box, both are
        returned. A frame without orientation gets the first one found. Last comes a sidecar that
        may be about another photo, marked as doubtful.
        """
        heard = _Heard()
        packets = list(self._packets(heard, photo, embedded))
        said = (one.orientation for _, one in packets)
        turn = frame.orientation or next(filter(None, said), 1)
        frame = replace(frame, orientation=turn)
        doubtful = [each for each in packets if self._is_doubtful(photo, *each)]
        sure = [each for each in packets if each not in doubtful]
        for file, one in sure:
            with heard.from_file(file):
                heard.add(file, one.regions(frame))
        self._add_picasa(heard, photo, turn)
        with heard.from_file(iphoto.FILE):
            heard.add(iphoto.FILE, self._album.get(photo, ()))
        self._add_takeout(heard, photo)
        for file, one in doubtful:
            with heard.from_file(file):
                found = one.regions(frame)
                heard.add(file, (replace(region, is_doubtful=True) for region in found))
        own_first = sorted(sure, key=lambda packet: packet[0] != photo)
        taken = next(filter(None, (one.taken for _, one in own_first)), None)
        return PhotoNames(heard.regions, tuple(heard.unread), turn, taken)

    def _is_doubtful(self, photo: str, file: str, packets: Packets) -> bool:
        """Return whether it is a sidecar that may belong to another photo of the same stem."""
        stem = PurePath(photo).stem
        is_of_stem = file != photo and PurePath(file).stem == stem
        return is_of_stem and not packets.only_for and self._photos_of[stem] > 1

    @cached_property
    def _photos_of(self) -> Counter[str]:
        """The number of photos with each stem; the moving part of a live photo does not count."""
        small = {file.lower() for file in self._files}
        photos = (file for file in self._files if is_photo(file))
        return Counter(PurePath(file).stem for file in photos if not is_of_live_photo(file, small))

    def _packets(
        self, heard: _Heard, photo: str, embedded: Sequence[bytes]
    ) -> Iterator[tuple[str, Packets]]:
        """Yield the XMP of the photo's sidecars, then that of the photo itself."""
        suffix = PurePath(photo).suffix[1:].lower()
        for file in sidecars.beside(photo, self._files):
            with heard.from_file(file):
                packets = Packets.parse([self._read(file, LARGEST)])
                # The sidecar of IMG_1.raf is called IMG_1.xmp too, and is not about IMG_1.jpg.
                if packets.only_for in ("", suffix):
                    yield file, packets
        if embedded:
            with heard.from_file(photo):
                yield photo, Packets.parse(embedded)

    def _add_picasa(self, heard: _Heard, photo: str, turn: int) -> None:
        """Add what Picasa's list says of the photo, with boxes as it is displayed."""
        if extra_for(photo) is Extra.RAW:
            turn = 1  # Picasa's boxes of RAW photos are in the displayed frame
        with heard.from_file(picasa.INI):
            named = self._picasa().get(photo.lower(), ())
            turned = ((each.name, each.box and displayed(each.box, turn)) for each in named)
            regions = (Region(name, box, source=NameSource.PICASA) for name, box in turned)
            heard.add(picasa.INI, regions)

    def _picasa(self) -> dict[str, list[picasa.PicasaFace]]:
        """Return what Picasa says of all photos.

        Raises OSError or Unusable on the first call only, so that the error is told once.
        """
        if self._by_photo is None:
            self._by_photo = {}
            file = next(filter(self._files.__contains__, picasa.INIS), None)
            data = self._read(file, LARGEST) if file else b""
            self._by_photo = picasa.read(data, self._contacts)
        return self._by_photo

    def _add_takeout(self, heard: _Heard, photo: str) -> None:
        """Add the people in the JSON file that Google wrote for the photo."""
        described = dict.fromkeys(takeout.beside(photo, self._files), takeout.Described())
        for file in described:
            with heard.from_file(file):
                described[file] = takeout.read(self._read(file, takeout.LARGEST))
        if (own := takeout.choose(photo, described)) is not None:
            people = described[own].people
            heard.add(own, (Region(name, source=NameSource.TAKEOUT) for name in people))

    def _read(self, file: str, largest: int) -> bytes:
        """Return a file's bytes; raises OSError, and Unusable if it is larger than `largest`."""
        data = whole(self._path / file, largest)
        if data is None:
            raise Unusable("It’s larger than {size} MB.", size=largest >> 20)
        return data
