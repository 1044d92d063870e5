"""What a step of the history did: a code and arguments, which each surface puts in words.

core/history/wording.py holds the sentences.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Value = str | int | Sequence[str]


class Act(StrEnum):
    """List what can be done as one step. Libraries store these codes: their meaning never changes.

    The sentences of core/history/wording.py show the names of the arguments.
    """

    NEW_PERSON = "new_person"
    NAME = "name"  # a group gets its first name
    RENAME = "rename"
    CLEAR_NAME = "clear_name"
    CHANGE_PERSON = "change_person"  # some fields of a person
    CHANGE_PEOPLE = "change_people"
    CHANGE_BIRTH_DATE = "change_birth_date"
    CHANGE_PORTRAIT = "change_portrait"
    FAVORITE = "favorite"
    NO_FAVORITE = "no_favorite"
    HIDE = "hide"
    SHOW = "show"
    IGNORE = "ignore"  # groups and single faces that the user does not know
    DELETE = "delete"
    MERGE = "merge"
    SPLIT = "split"  # one person into two
    GIVE = "give"
    TAKE_AWAY = "take_away"
    DRAW = "draw"  # a face by hand
    REFRAME = "reframe"  # another box for a face
    ADD_PRESENT = "add_present"  # a person is in a photo, though no face is seen
    TAKE_PRESENT_OUT = "take_present_out"
    NO_FACE = "no_face"
    CONFIRM = "confirm"  # faces that scans have assigned
    IS_THEIRS = "is_theirs"
    NOT_THEIRS = "not_theirs"
    LEAVE_OPEN = "leave_open"
    TELL_APART = "tell_apart"
    TAKE_BACK_ANSWERS = "take_back_answers"  # a no or a "not sure"
    LEAVE_PAIR_OPEN = "leave_pair_open"
    MAY_BE_TWICE = "may_be_twice"  # a person is twice in a photo: a mirror, a collage
    READ_NAMES = "read_names"  # from photo files
    TAKE_NAME = "take_name"  # use a file's name instead of the user's or another file's
    KEEP_OWN = "keep_own"  # keep the user's own name against the files
    DATE = "date"  # photos
    TAKE_DATE_AWAY = "take_date_away"
    SAVE_SEARCH = "save_search"
    RENAME_SEARCH = "rename_search"
    DELETE_SEARCH = "delete_search"
    MOVE_FOLDER = "move_folder"
    KEEP_FOLDER = "keep_folder"
    KEEP_NAMES = "keep_names"  # next to the photos of a folder
    KEEP_NO_NAMES = "keep_no_names"
    READ_NAMES_IN = "read_names_in"  # in a folder, with each scan
    READ_NO_NAMES_IN = "read_no_names_in"
    FIND_FACES_IN = "find_faces_in"  # in a folder, with each scan
    FIND_NO_FACES_IN = "find_no_faces_in"
    REMOVE_FOLDER = "remove_folder"
    NEW_LIBRARY = "new_library"
    CHANGE_LIBRARY = "change_library"
    TAKE_BACK_SCAN = "take_back_scan"
    REGROUP = "regroup"  # unnamed groups, by what is better known now
    REMOVE_ENGINE = "remove_engine"
    IMPORT_DECISIONS = "import_decisions"  # from an export of another library
    IMPORT_CONTACTS = "import_contacts"  # names and birth dates from an address book
    TOLD = "told"  # a sentence from a program that has no code for it


class Origin(StrEnum):
    """Name which surface did a step."""

    WINDOW = "window"
    COMMAND = "command"  # a verb of the command line
    API = "api"
    OTHER = "other"  # another program that uses core


@dataclass(frozen=True)
class Action:
    """Describe one thing done: `code` is an `Act`, or a code that only a newer Kinfolk knows."""

    code: str
    arguments: Mapping[str, Value]

    @classmethod
    def of(cls, act: Act, **arguments: Value | None) -> "Action":
        """Return an action with these arguments, without those that are None or empty lists."""
        return cls(act, {key: value for key, value in arguments.items() if value not in (None, [])})

    @classmethod
    def told(cls, sentence: str) -> "Action":
        """Return an action that another program describes in a sentence, as it has no code."""
        return cls.of(Act.TOLD, sentence=sentence)

    @classmethod
    def read(cls, code: str, arguments: str) -> "Action":
        """Return the action from the columns `code` and `arguments` of a step of the history."""
        return cls(code, _values(arguments))

    def columns(self) -> tuple[str, str]:
        """Return code and arguments as text for `read`.

        The JSON is ASCII, which can hold file names that are no valid text, too.
        """
        return self.code, json.dumps(self.arguments)


def _values(arguments: str) -> dict[str, Value]:
    """Return the valid arguments in a JSON text; the file may come from elsewhere, so others go."""
    try:
        found: Any = json.loads(arguments)
    except (ValueError, RecursionError):  # RecursionError: nested many thousand times
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: value for key, value in found.items() if _is_value(value)}


def _is_value(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return isinstance(value, str | int)
