"""Everything that the files of a folder say of who is in its photos, and when they were taken."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path, PurePath

from kinfolk.kinds import is_of_live_photo, is_photo
from kinfolk.metadata import sidecars
from kinfolk.metadata.capture_date import CaptureDate
from kinfolk.metadata.folder_files import FolderFiles, UnreadableFile
from kinfolk.metadata.frame import Frame
from kinfolk.metadata.name_forms.registry import FORMS
from kinfolk.metadata.packet import Unusable
from kinfolk.metadata.region import MOST_BOXES, NameSource, Region, meets
from kinfolk.metadata.spelling import alike, name_key
from kinfolk.metadata.xmp import Packets


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
        self._boxes = 0
        self._by_name: dict[str, list[Region]] = {}

    @property
    def regions(self) -> tuple[Region, ...]:
        """All regions, grouped by name."""
        return tuple(chain.from_iterable(self._by_name.values()))

    def add(self, regions: Iterable[Region]) -> None:
        """Add regions that say something new.

        A known name needs no second box, but may get its first. A doubtful region adds nothing to a
        name that is certain. Raises Unusable if all files together give too many boxes; what came
        before counts.
        """
        for region in regions:
            self._boxes += region.box is not None
            if region.box is not None and self._boxes > MOST_BOXES:
                raise Unusable("One photo has more than {most} faces.", most=MOST_BOXES)
            known = self._by_name.setdefault(name_key(region.name), [])
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

    def __init__(self, path: Path, lists: Mapping[NameSource, Sequence[str]] | None = None) -> None:
        """List the folder; raises OSError if that fails.

        `lists` are, for each form, the paths of the lists that are about the folder.
        """
        lists = lists or {}
        self._files = FolderFiles(path)
        self._forms = [form(self._files, lists.get(form.SOURCE, ())) for form in FORMS]
        self._unread_lists = self._files.take_unread()

    def of(self, photo: str, frame: Frame, embedded: Sequence[bytes] = ()) -> PhotoNames:
        """Return who is in the photo of that name, according to its files, and when it was taken.

        `embedded` are the XMP packets in the photo itself. Sidecars come first, because programs
        write them to correct what the photo says; then the photo, then the other forms. A name
        counts where it occurs first. If two files give different names to one box, both are
        returned. A frame without orientation gets the first one found. Last comes a sidecar that
        may be about another photo, marked as doubtful.
        """
        heard = _Heard()
        packets = list(self._packets(photo, embedded))
        said = (one.orientation for _, one in packets)
        turn = frame.orientation or next(filter(None, said), 1)
        frame = replace(frame, orientation=turn)
        doubtful = [each for each in packets if self._is_doubtful(photo, *each)]
        sure = [each for each in packets if each not in doubtful]
        for file, one in sure:
            self._add_xmp(heard, file, one, frame)
        for form in self._forms:
            for file, regions in groupby(form.of(photo, frame), attrgetter("file")):
                with self._files.noting(file):
                    heard.add(regions)
        for file, one in doubtful:
            self._add_xmp(heard, file, one, frame, is_doubtful=True)
        # For dates the photo's own word counts first; for names that of the sidecars.
        own_first = sorted(sure, key=lambda packet: packet[0] != photo)
        taken = next(filter(None, (one.taken for _, one in own_first)), None)
        unread = self._unread_lists + self._files.take_unread()
        return PhotoNames(heard.regions, unread, turn, taken)

    def _is_doubtful(self, photo: str, file: str, packets: Packets) -> bool:
        """Return whether it is a sidecar that may belong to another photo."""
        if file == photo or sidecars.has_name(file, photo):
            return False
        named = f".{packets.only_for}" if packets.only_for else ""
        others = self._photos_of[alike(PurePath(file).stem)] - {photo}
        return any(other.lower().endswith(named) for other in others)

    @cached_property
    def _photos_of(self) -> dict[str, set[str]]:
        """The photos by the stems of the sidecars they may have; no parts of live photos."""
        small = {file.lower() for file in self._files.names}
        found: dict[str, set[str]] = defaultdict(set)
        for file in self._files.names:
            if is_photo(file) and not is_of_live_photo(file, small):
                for stem in sidecars.may_be_about(file):
                    found[stem].add(file)
        return found

    def _packets(self, photo: str, embedded: Sequence[bytes]) -> Iterator[tuple[str, Packets]]:
        """Yield the XMP of the photo's sidecars, then that of the photo itself."""
        suffix = PurePath(photo).suffix[1:].lower()
        for file in sidecars.beside(photo, self._files.names):
            packets = self._files.read(file, lambda data: Packets.parse([data]))
            # The sidecar of IMG_1.raf is called IMG_1.xmp too, and is not about IMG_1.jpg.
            if packets is not None and packets.only_for in ("", suffix):
                yield file, packets
        if embedded:
            with self._files.noting(photo):
                yield photo, Packets.parse(embedded)

    def _add_xmp(
        self, heard: _Heard, file: str, packets: Packets, frame: Frame, *, is_doubtful: bool = False
    ) -> None:
        with self._files.noting(file):
            found = packets.regions(frame)
            heard.add(replace(each, file=file, is_doubtful=is_doubtful) for each in found)
