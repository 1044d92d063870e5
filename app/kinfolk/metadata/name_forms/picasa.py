"""Names that Picasa kept in a `.picasa.ini` in each folder, and in `contacts.xml`."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kinfolk.kinds import Extra, extra_for
from kinfolk.metadata.folder_files import FolderFiles
from kinfolk.metadata.frame import Frame, displayed
from kinfolk.metadata.name_forms.form import NameForm
from kinfolk.metadata.packet import parse
from kinfolk.metadata.region import NameSource, Region, RelativeBox, box_of
from kinfolk.metadata.spelling import alike

INI = ".picasa.ini"
INIS = (INI, "Picasa.ini")  # the second name is that of its first versions
CONTACTS = "contacts.xml"
_CONTACTS = "contacts2"  # the section of names by id
_NOBODY = "f" * 16  # the contact of unnamed faces
_FACE = re.compile(r"rect64\(([0-9a-fA-F]{1,16})\),([0-9a-fA-F]{1,16})(?![0-9a-fA-F])")
_HIGHEST = 0xFFFF  # four numbers of 16 bits are the sides, as parts of the picture


@dataclass(frozen=True, slots=True)
class PicasaFace:
    """Hold a name in a photo, with its box in the stored frame."""

    name: str
    box: RelativeBox | None


class Picasa(NameForm):
    """Read the list of a folder; the names in it come from the contacts."""

    SOURCE = NameSource.PICASA
    LISTS = (CONTACTS,)
    LIST_PLACES = (
        "AppData/Local/Google/Picasa2/contacts/contacts.xml",
        "Library/Application Support/Google/Picasa3/contacts/contacts.xml",
        ".google/picasa/3.0/drive_c/Documents and Settings/All Users/Application Data/Google/"
        "Picasa2/contacts/contacts.xml",
    )

    def __init__(self, folder: FolderFiles, lists: Sequence[str]) -> None:
        super().__init__(folder, lists)
        self._contacts: dict[str, str] = {}
        for path in lists:
            self._contacts |= folder.read(path, contacts_of) or {}
        self._by_photo: dict[str, list[PicasaFace]] | None = None

    @staticmethod
    def says_names(file: str) -> bool:
        return file in INIS

    @staticmethod
    def beside(photo: str, files: Collection[str]) -> Sequence[str]:
        return [file for file in INIS if file in files][:1]

    @staticmethod
    def is_about(path: str, folder: str, files: Collection[str]) -> bool:
        return any(file in files for file in INIS)

    def of(self, photo: str, frame: Frame) -> Iterator[Region]:
        # Picasa's boxes of RAW photos are in the displayed frame
        turn = 1 if extra_for(photo) is Extra.RAW else frame.orientation or 1
        twin = self._folder.has_twin(photo)
        for each in self._faces().get(alike(photo), ()):
            box = each.box and displayed(each.box, turn)
            yield Region(each.name, box, source=NameSource.PICASA, file=INI, is_doubtful=twin)

    def _faces(self) -> dict[str, list[PicasaFace]]:
        """Return the faces in all photos; only the first call notes that they can't be read.

        If another try may succeed, each call makes one: for no photo is the list read otherwise.
        """
        if self._by_photo is None:
            found: dict[str, list[PicasaFace]] = {}
            for file in self.beside("", self._folder.names):
                found = self._folder.read(file, lambda data: read(data, self._contacts)) or {}
            if not all(each.is_lasting for each in self._folder.unread):
                return found
            self._by_photo = found
        return self._by_photo


def read(data: bytes, contacts: Mapping[str, str] | None = None) -> dict[str, list[PicasaFace]]:
    """Return the named faces of a folder, by file name, spelled `alike`.

    `contacts` are names by id from contacts.xml. For an id that is not among them, the name in the
    folder's own list is used.
    """
    sections = _sections(data)
    names = _own(sections.get(_CONTACTS, {})) | dict(contacts or {})
    found = {}
    for file, values in sections.items():
        faces = list(_faces(values.get("faces", ""), names))
        if faces:
            found[file] = faces
    return found


def contacts_of(data: bytes) -> dict[str, str]:
    """Return the names in contacts.xml by id; raises Unusable."""
    found = {}
    for contact in parse(data).iter("contact"):
        key, name = contact.get("id", ""), " ".join(contact.get("name", "").split())
        if key and name:
            found[_key(key)] = name
    return found


def _sections(data: bytes) -> dict[str, dict[str, str]]:
    """Return the values of an ini file as Picasa writes it, by section, spelled `alike`, and key.

    Picasa writes no comments and no escapes.
    """
    sections: dict[str, dict[str, str]] = {}
    section: dict[str, str] = {}
    for line in _text(data).splitlines():
        line = line.strip()
        if line.startswith("[") and line.endswith("]"):
            # A section may occur twice; then the later values count.
            section = sections.setdefault(alike(line[1:-1]), {})
        elif "=" in line:
            key, _, value = line.partition("=")
            section[key.strip().lower()] = value.strip()
    return sections


def _text(data: bytes) -> str:
    """Decode the file as UTF-8, which Picasa writes since version 3, or else as Windows' cp1252."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _own(section: Mapping[str, str]) -> dict[str, str]:
    """Return names by id from the folder's own list, whose values are like `id=Name;e-mail;`."""
    names = {_key(key): " ".join(value.split(";")[0].split()) for key, value in section.items()}
    return {key: name for key, name in names.items() if name}


def _faces(value: str, names: Mapping[str, str]) -> Iterator[PicasaFace]:
    """Yield the faces with a name in a value like rect64(…),contact;rect64(…),contact."""
    for rectangle, contact in _FACE.findall(value):
        name = names.get(_key(contact), "")
        if name and contact.lower() != _NOBODY:
            yield PicasaFace(name, _box(rectangle))


def _box(rectangle: str) -> RelativeBox | None:
    """Return the box of a rect64: left, top, right, bottom in 16 bits each, no leading zeros."""
    number = int(rectangle, 16)
    left, top, right, bottom = (
        (number >> shift & _HIGHEST) / _HIGHEST for shift in (48, 32, 16, 0)
    )
    return box_of(left, top, right - left, bottom - top)


def _key(contact: str) -> str:
    """Return the id in lower case without leading zeros, which not every file has."""
    return contact.lower().lstrip("0")
