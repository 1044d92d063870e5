"""What was done, as the history keeps it: a code and arguments, which each surface puts in words.

The words are those of core/wording.py.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Value = str | int | Sequence[str]


class Act(StrEnum):
    """What can be done as one step. Libraries store these codes: their meaning never changes.

    The names of the arguments stand in the sentences of core/wording.py.
    """

    NEW_PERSON = "new_person"
    NAME = "name"  # a group gets one
    RENAME = "rename"
    CLEAR_NAME = "clear_name"
    CHANGE_PERSON = "change_person"  # one thing or another of what is known of them
    CHANGE_PEOPLE = "change_people"
    CHANGE_BIRTH_DATE = "change_birth_date"
    CHANGE_PORTRAIT = "change_portrait"
    FAVORITE = "favorite"
    NO_FAVORITE = "no_favorite"
    HIDE = "hide"
    SHOW = "show"
    IGNORE = "ignore"  # groups and single faces: strangers
    DELETE = "delete"
    MERGE = "merge"
    SPLIT = "split"  # two people who were one
    GIVE = "give"
    TAKE_AWAY = "take_away"
    DRAW = "draw"  # a face by hand
    REFRAME = "reframe"  # another box for a face
    ADD_PRESENT = "add_present"  # somebody is in a photo whose face cannot be seen
    TAKE_PRESENT_OUT = "take_present_out"
    NO_FACE = "no_face"
    CONFIRM = "confirm"  # what scans have placed
    IS_THEIRS = "is_theirs"
    NOT_THEIRS = "not_theirs"
    LEAVE_OPEN = "leave_open"
    TELL_APART = "tell_apart"
    TAKE_BACK_ANSWERS = "take_back_answers"  # a no, or what was left open
    LEAVE_PAIR_OPEN = "leave_pair_open"
    MAY_BE_TWICE = "may_be_twice"  # in one photo: a mirror, a collage
    READ_NAMES = "read_names"  # that photos carry
    TAKE_NAME = "take_name"  # that a file says, in place of the user's own word or another file's
    KEEP_OWN = "keep_own"  # the user's own word, not what files say
    DATE = "date"  # photos
    TAKE_DATE_AWAY = "take_date_away"
    SAVE_SEARCH = "save_search"
    RENAME_SEARCH = "rename_search"
    DELETE_SEARCH = "delete_search"
    MOVE_FOLDER = "move_folder"
    KEEP_FOLDER = "keep_folder"
    KEEP_NAMES = "keep_names"  # beside the photos of a folder
    KEEP_NO_NAMES = "keep_no_names"
    READ_NAMES_IN = "read_names_in"  # a folder, by each scan
    READ_NO_NAMES_IN = "read_no_names_in"
    FIND_FACES_IN = "find_faces_in"  # a folder, by each scan
    FIND_NO_FACES_IN = "find_no_faces_in"
    REMOVE_FOLDER = "remove_folder"
    NEW_LIBRARY = "new_library"
    CHANGE_LIBRARY = "change_library"
    TAKE_BACK_SCAN = "take_back_scan"
    REMOVE_ENGINE = "remove_engine"
    IMPORT_DECISIONS = "import_decisions"  # an export of another library
    IMPORT_CONTACTS = "import_contacts"  # names and birth dates of an address book
    TOLD = "told"  # in a sentence, by a program that has no code for it


class Origin(StrEnum):
    """Who did it."""

    WINDOW = "window"
    COMMAND = "command"  # a verb of the command line
    API = "api"
    OTHER = "other"  # another program that uses core


@dataclass(frozen=True)
class Action:
    """One thing done: `code` is an `Act`, or what a newer Kinfolk has besides."""

    code: str
    arguments: Mapping[str, Value]

    @classmethod
    def of(cls, act: Act, **arguments: Value | None) -> "Action":
        """An action with these arguments; null and empty lists are left out."""
        return cls(act, {key: value for key, value in arguments.items() if value not in (None, [])})

    @classmethod
    def told(cls, sentence: str) -> "Action":
        """An action that another program tells in a sentence, as it has no code."""
        return cls.of(Act.TOLD, sentence=sentence)

    @classmethod
    def read(cls, code: str, arguments: str) -> "Action":
        """As the columns of a step hold it."""
        return cls(code, _values(arguments))

    def columns(self) -> tuple[str, str]:
        """Code and arguments for `read`; JSON in ASCII holds file names that are no text, too."""
        return self.code, json.dumps(self.arguments)


def _values(arguments: str) -> dict[str, Value]:
    """Whatever stands there: the file may be from elsewhere."""
    try:
        found: Any = json.loads(arguments)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: value for key, value in found.items() if _is_value(value)}


def _is_value(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return isinstance(value, str | int)
