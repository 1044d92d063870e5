"""Names in exports of Google Photos: a JSON file beside each photo, without boxes."""

import json
import os
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from kinfolk.metadata.frame import Frame
from kinfolk.metadata.name_forms.form import NameForm
from kinfolk.metadata.packet import Unusable
from kinfolk.metadata.region import NameSource, Region
from kinfolk.metadata.spelling import spellings

LARGEST = 1 << 20  # bytes; real ones have some kB
_MOST_PEOPLE = 1000  # of one photo
_SUPPLEMENT = ".supplemental-metadata"
_LONGEST = 51  # characters of a file's name: Google cuts longer ones
_KEPT = _LONGEST - len(".json")  # characters of a photo's name in that of its JSON file
# What Google adds to the name of an edited photo, in several languages. There is only one JSON
# file, that of the original photo.
_EDITS = (
    *("edited", "effects", "smile", "mix", "bearbeitet", "bewerkt", "edytowane", "editat"),
    *("modifié", "modificato", "ha editado", "編集済み"),
)
_EDITED = re.compile(rf"(?P<stem>.+)-(?:{'|'.join(_EDITS)})(?P<rest>(?:\(\d+\))?(?:\.[^.]*)?)")
_NUMBERED = re.compile(r"(?P<stem>.*)\((?P<number>[1-9][0-9]*)\)(?P<suffix>\.[^.]*)?")


@dataclass(frozen=True, slots=True)
class Described:
    """Hold what a JSON file says: the photo's original name, "" if unknown, and who is in it."""

    title: str = ""
    people: tuple[str, ...] = ()


class Takeout(NameForm):
    """Read the JSON file of a photo."""

    SOURCE = NameSource.TAKEOUT

    @staticmethod
    def says_names(file: str) -> bool:
        return file.lower().endswith(".json")

    @staticmethod
    def beside(photo: str, files: Collection[str]) -> Sequence[str]:
        return beside(photo, files)

    def of(self, photo: str, frame: Frame) -> Iterator[Region]:
        described = {
            file: self._folder.read(file, read, LARGEST) or Described()
            for file in beside(photo, self._folder.names)
        }
        if (own := choose(photo, described)) is not None:
            for name in described[own].people:
                yield Region(name, source=NameSource.TAKEOUT, file=own)


def beside(photo: str, files: Collection[str]) -> list[str]:
    """Return the JSON files among those of the folder that may be the photo's.

    There is one if a file's name contains all of the photo's. If Google had to cut the name, photos
    whose names begin alike share it, and only the titles in the files tell them apart.
    """
    whole = next(filter(files.__contains__, _whole(photo)), None)
    if whole is not None:
        return [whole]
    cut = (file for name, _ in _originals(photo) for file in _cut(name, files))
    return list(dict.fromkeys(cut))


def choose(photo: str, described: Mapping[str, Described]) -> str | None:
    """Return the one of these files that is the photo's, by its name or else by the title in it."""
    for file in _whole(photo):
        if file in described:
            return file
    for name, earlier in _originals(photo):
        same = [file for file in _cut(name, described) if _is_of(name, described[file].title)]
        if len(same) > earlier:
            return same[earlier]
    return None


def _originals(photo: str) -> Iterator[tuple[str, int]]:
    """Yield (name, earlier): possible original names, and how many photos had that name before.

    The most likely one comes first.
    """
    edited = _EDITED.fullmatch(unicodedata.normalize("NFC", photo))
    before = spellings(edited["stem"] + edited["rest"]) if edited else ()
    for name in (*spellings(photo), *before):
        yield name, 0
        if numbered := _NUMBERED.fullmatch(name):
            yield numbered["stem"] + (numbered["suffix"] or ""), int(numbered["number"])


def _whole(photo: str) -> Iterator[str]:
    """Yield the names that the JSON file of a photo may have, most likely first.

    Newer exports add a word to the photo's name, cut if the name gets too long; older ones do not.
    For a second photo of the same name the number comes last.
    """
    for name, number in _originals(photo):
        for length in range(len(_SUPPLEMENT), -1, -1):
            yield f"{name}{_SUPPLEMENT[:length]}{_number(number)}.json"


def _cut(name: str, files: Collection[str]) -> Iterator[str]:
    """Yield those of the files whose names are cut from this one, in Google's order."""
    if len(name) > _KEPT:
        for number in count():
            file = f"{name[:_KEPT]}{_number(number)}.json"
            if file not in files:
                return
            yield file


def _number(number: int) -> str:
    return f"({number})" if number else ""


def _is_of(name: str, title: str) -> bool:
    """Return whether Google names a photo of that title so: shortened, with plain characters."""
    if len(name) < _LONGEST:
        return _plain(name) == _plain(title)
    # Google cuts a name before its suffix, so both parts are compared.
    stem, ending = os.path.splitext(name)
    title_stem, title_ending = os.path.splitext(title)
    return _plain(title_stem).startswith(_plain(stem)) and ending.lower() == title_ending.lower()


def _plain(text: str) -> str:
    return re.sub(r"\W", "_", unicodedata.normalize("NFC", text).casefold())


def read(data: bytes) -> Described:
    """Return what the JSON file says; raises Unusable if it is damaged."""
    try:
        found = json.loads(data)
    # RecursionError: lists in lists, many thousand times.
    except (ValueError, RecursionError) as error:
        raise Unusable("It is damaged: not valid JSON.") from error
    if not isinstance(found, dict):
        return Described()
    title, people = found.get("title"), found.get("people")
    return Described(_text(title), _people(people) if isinstance(people, list) else ())


def _people(people: list[object]) -> tuple[str, ...]:
    """Return the names, each once; raises Unusable if there are far too many."""
    if len(people) > _MOST_PEOPLE:
        raise Unusable("It lists far too many people.")
    names = [_text(person.get("name")) for person in people if isinstance(person, dict)]
    cleaned = [" ".join(name.split()) for name in names]
    return tuple(name for name in dict.fromkeys(cleaned) if name)


def _text(value: object) -> str:
    # JSON may contain halves of surrogate pairs, which can't be encoded.
    return value.encode(errors="ignore").decode() if isinstance(value, str) else ""
