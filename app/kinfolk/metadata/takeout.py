"""Names in what Google Photos hands out: a JSON file beside each photo, without boxes."""

import json
import re
import unicodedata

from kinfolk.metadata.packet import Unusable

LARGEST = 1 << 20  # bytes; real ones have some kB
_MOST_PEOPLE = 1000
_SUPPLEMENT = ".supplemental-metadata"
_LONGEST = 46  # characters of a photo's name that are left in it
# What Google adds to the name of a photo that was edited, in languages of its users; the one JSON
# that is handed out is that of the photo before.
_EDITS = (
    *("edited", "effects", "smile", "mix", "bearbeitet", "bewerkt", "edytowane", "editat"),
    *("modifié", "modificato", "ha editado", "編集済み"),
)
_EDITED = re.compile(rf"(?P<stem>.+)-(?:{'|'.join(_EDITS)})(?P<rest>(?:\(\d+\))?(?:\.[^.]*)?)")
_NUMBERED = re.compile(r"(?P<stem>.*)(?P<number>\(\d+\))(?P<suffix>\.[^.]*)?")


def file_names(photo: str) -> list[str]:
    """How the JSON of a photo may be called, most likely first.

    Newer exports add a word to the photo's name, cut off where the whole becomes too long, older
    ones do not. Of the second photo of a name the number stands behind all of it.
    """
    edited = _EDITED.fullmatch(unicodedata.normalize("NFC", photo))
    return _names(photo) + (_names(edited["stem"] + edited["rest"]) if edited else [])


def _names(photo: str) -> list[str]:
    found = _cut(photo, "")
    if numbered := _NUMBERED.fullmatch(photo):
        found += _cut(numbered["stem"] + (numbered["suffix"] or ""), numbered["number"])
    return found


def _cut(photo: str, number: str) -> list[str]:
    supplements = (_SUPPLEMENT[:length] for length in range(len(_SUPPLEMENT), -1, -1))
    names = [photo + supplement for supplement in supplements] + [photo[:_LONGEST]]
    return [f"{name}{number}.json" for name in names]


def read(data: bytes) -> list[str]:
    """The names of the people in it; raises Unusable."""
    if len(data) > LARGEST:
        raise Unusable("It is far too large.")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unusable("It is damaged: no valid JSON.") from error
    people = found.get("people") if isinstance(found, dict) else None
    if not isinstance(people, list):
        return []
    if len(people) > _MOST_PEOPLE:
        raise Unusable("It has far too many people.")
    names = [person.get("name") for person in people if isinstance(person, dict)]
    # JSON can hold halves of characters, which are no text.
    text = [name.encode(errors="ignore").decode() for name in names if isinstance(name, str)]
    cleaned = [" ".join(name.split()) for name in text]
    return [name for name in dict.fromkeys(cleaned) if name]
