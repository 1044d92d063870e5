"""What a step did, in words: whole sentences, which a surface may have in another language.

Sentences contain arguments of the action:

- {name}: a text
- {name:this group}: a text, or these words if there is none
- {faces:# face|# faces}: a number, with the words for one and for others
- {names}, {names:,}: a list, "Anna, Ben and Carl"; or "Anna, Ben", if more follows
- {on:date}: 2019-04-12, 2019-04 or 2019, as the language says it

Of several sentences the first one is used whose arguments are all there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

from kinfolk.core.actions import Act, Action, Origin, Value

_AND = "{} and {}"
_UNKNOWN = "A change"  # for the code of a newer Kinfolk
_FROM_APP = "{}, from another app"  # a step of the API

_SENTENCES: Mapping[str, Sequence[str]] = {
    Act.NEW_PERSON: ("New person {name}", "New group"),
    Act.NAME: ("Name {name}, remove {out:# face|# faces}", "Name {name}"),
    Act.RENAME: ("Rename to {name}",),
    Act.CLEAR_NAME: ("Remove the name {name}",),
    Act.CHANGE_PERSON: ("Change {name:an unnamed person}",),
    Act.CHANGE_PEOPLE: ("Change {people:# person|# people}",),
    Act.CHANGE_BIRTH_DATE: ("Change {name:this group}’s birth date",),
    Act.CHANGE_PORTRAIT: ("Change {name:this group}’s portrait",),
    Act.FAVORITE: (
        "Add {people:# person|# people} to favourites",
        "Add {groups:# group|# groups} to favourites",
        "Add {name:this group} to favourites",
    ),
    Act.NO_FAVORITE: (
        "Remove {people:# person|# people} from favourites",
        "Remove {groups:# group|# groups} from favourites",
        "Remove {name:this group} from favourites",
    ),
    Act.HIDE: (
        "Hide {people:# person|# people}",
        "Hide {groups:# group|# groups}",
        "Hide {name:this group}",
    ),
    Act.SHOW: (
        "Show {people:# person|# people} again",
        "Show {groups:# group|# groups} again",
        "Show {name:this group} again",
    ),
    Act.IGNORE: (
        "Ignore {groups:# group|# groups} and {faces:# single face|# single faces}",
        "Ignore {groups:a group|# groups}",
        "Ignore {faces:a single face|# single faces}",
    ),
    Act.DELETE: (
        "Delete {people:# person|# people}",
        "Delete {groups:# group|# groups}",
        "Delete {name:this group}",
    ),
    Act.MERGE: (
        "Merge {names:,} and {more:# more person|# more people} into {into:another group}",
        "Merge {names:,} and {groups:# group|# groups} into {into:another group}",
        "Merge {names} into {into:another group}",
        "Merge {groups:a group|# groups} into {into:another group}",
        "Merge {people:# person|# people} into {into:another group}",
    ),
    Act.SPLIT: ("Split {faces:# face|# faces} from {name:a group}",),
    Act.GIVE: ("Move {faces:# face|# faces} to {name:this group}",),
    Act.TAKE_AWAY: ("Remove {faces:# face|# faces} from {name:this group}",),
    Act.DRAW: ("Mark a face",),
    Act.REFRAME: ("Move the frame of {name:a face}",),
    Act.ADD_PRESENT: ("Add {name:this group} to a photo",),
    Act.TAKE_PRESENT_OUT: ("Remove {name:this group} from a photo",),
    Act.NO_FACE: ("Not a face: {faces:# face|# faces}",),
    Act.CONFIRM: (
        "Confirm {faces:# face|# faces} of {people:# person|# people}",
        "Confirm {faces:# face|# faces} of {name}, remove {out:# face|# faces}",
        "Confirm {faces:# face|# faces} of {name}",
    ),
    Act.IS_THEIRS: ("Add {faces:# face|# faces} to {name:this group}",),
    Act.NOT_THEIRS: ("Not {name:this group}: {faces:# face|# faces}",),
    Act.LEAVE_OPEN: ("Not sure about {name:this group}: {faces:# face|# faces}",),
    Act.TELL_APART: ("Keep {other:a group} and {name:a group} separate",),
    Act.LEAVE_PAIR_OPEN: ("Not sure: {other:a group} and {name:a group}",),
    Act.MAY_BE_TWICE: ("Allow {name:this group} twice in {photos:a photo|# photos}",),
    Act.TAKE_BACK_ANSWERS: (
        "Ask again about {name}: {answers:# answer cleared|# answers cleared}",
        "Ask again: {answers:# answer cleared|# answers cleared}",
    ),
    Act.READ_NAMES: (
        "Read {names:# name|# names} of {people:# person|# people} from {photos:# photo|# photos}",
    ),
    Act.TAKE_NAME: (
        "Use {names:# name|# names} from files",
        "Use the name {name} from {file}",
    ),
    Act.KEEP_OWN: (
        "Keep yours instead of {names:# name|# names} in files",
        "Keep yours instead of {name} in {file}",
    ),
    Act.DATE: (
        "Use dates from {folders:a folder name|# folder names}",
        "Date {photos:a photo|# photos}: about {about}",
        "Date {photos:a photo|# photos}: {on:date}",
        "Date {photos:a photo|# photos}: {when}",
    ),
    Act.TAKE_DATE_AWAY: ("Remove the date from {photos:a photo|# photos}",),
    Act.SAVE_SEARCH: ("Save search {name}",),
    Act.RENAME_SEARCH: ("Rename search {old} to {name}",),
    Act.DELETE_SEARCH: ("Delete search {name}",),
    Act.MOVE_FOLDER: ("{old_name} moved to {new_name}", "{old} moved to {new}"),
    Act.KEEP_FOLDER: ("Keep {name} as a separate folder",),
    Act.KEEP_NAMES: ("Save names next to photos in “{name}”",),
    Act.KEEP_NO_NAMES: ("Stop saving names next to photos in “{name}”",),
    Act.READ_NAMES_IN: ("Read names from photos in {name}",),
    Act.READ_NO_NAMES_IN: ("Stop reading names from photos in {name}",),
    Act.FIND_FACES_IN: ("Find faces in {name}",),
    Act.FIND_NO_FACES_IN: ("Stop finding faces in {name}",),
    Act.REMOVE_FOLDER: ("Remove folder {name}",),
    Act.NEW_LIBRARY: ("Create library {name}",),
    Act.CHANGE_LIBRARY: ("Change a library",),
    Act.TAKE_BACK_SCAN: ("Undo what scan {scan} added",),
    Act.REGROUP: ("Group unnamed faces again, now by age",),
    Act.REMOVE_ENGINE: ("Remove engine {name}",),
    Act.IMPORT_DECISIONS: (
        "Import {faces:# face|# faces} and {people:# new person|# new people}",
        "Import {faces:# face|# faces}",
        "Import {people:# new person|# new people}",
        "Import names and decisions",
    ),
    Act.IMPORT_CONTACTS: (
        "Read {dates:# birth date|# birth dates} and {people:# new person|# new people}"
        " from contacts",
        "Read {dates:# birth date|# birth dates} from contacts",
        "Read {people:# new person|# new people} from contacts",
    ),
    Act.TOLD: ("{sentence}",),
}

# Sentences for verbs of the command line that differ from the window's.
_BY_COMMAND: Mapping[str, Sequence[str]] = {
    Act.NEW_PERSON: ("Create {name:an unnamed person}",),
    Act.DELETE: (
        "Delete {names:,} and {groups:an unnamed person|# unnamed people}",
        "Delete {names:,}",
        "Delete {groups:an unnamed person|# unnamed people}",
    ),
    Act.MERGE: ("Merge {people:# person|# people} into {into:an unnamed person}",),
    Act.GIVE: ("Move {faces:# face|# faces} to {name:the unnamed person}",),
    Act.TAKE_AWAY: ("Remove {faces:# face|# faces} from people",),
    Act.IS_THEIRS: (
        "Add {faces:# face|# faces} and {people:# person|# people} to {name:an unnamed person}",
        "Add {faces:# face|# faces} to {name:an unnamed person}",
        "Add {people:# person|# people} to {name:an unnamed person}",
    ),
    Act.NOT_THEIRS: (
        "Not {name:an unnamed person}: {faces:# face|# faces} and {people:# person|# people}",
        "Not {name:an unnamed person}: {faces:# face|# faces}",
        "Not {name:an unnamed person}: {people:# person|# people}",
    ),
    Act.LEAVE_OPEN: (
        "Not sure about {name:an unnamed person}: {faces:# face|# faces} and {people:# person|# "
        "people}",
        "Not sure about {name:an unnamed person}: {faces:# face|# faces}",
        "Not sure about {name:an unnamed person}: {people:# person|# people}",
    ),
    Act.MOVE_FOLDER: ("{old} moved to {new}",),
}


@dataclass(frozen=True)
class Wording:
    """Hold how a surface says sentences, numbers and dates in its language."""

    sentence: Callable[[str], str]  # translates one, with the same arguments
    number: Callable[[int], str]
    date: Callable[[str], str]  # from a day, month or year in ISO 8601


ENGLISH = Wording(str, "{:,}".format, str)


def words(action: Action, origin: Origin | None, language: Wording = ENGLISH) -> str:
    """Return one line about what was done."""
    special = _BY_COMMAND if origin is Origin.COMMAND else {}
    sentences = special.get(action.code) or _SENTENCES.get(action.code, ())
    fitting = (each for each in sentences if _fits(each, action.arguments))
    said = fill(language.sentence(next(fitting, _UNKNOWN)), action.arguments, language)
    return language.sentence(_FROM_APP).format(said) if origin is Origin.API else said


def fill(sentence: str, arguments: Mapping[str, object], language: Wording = ENGLISH) -> str:
    """Return a sentence, translated already, with its arguments filled in."""
    return _Formatter(language).vformat(sentence, (), arguments)


def _fits(sentence: str, arguments: Mapping[str, Value]) -> bool:
    """Return whether all arguments of the sentence are there, or words in place of them."""
    return all(
        name is None or name in arguments or _is_instead(spec or "")
        for _, name, spec, _ in Formatter().parse(sentence)
    )


def _is_instead(spec: str) -> bool:
    """Return whether a format holds the words for an argument that is missing."""
    return spec not in ("", ",", "date") and "|" not in spec


class _Formatter(Formatter):
    """Fill a sentence; an argument of any type becomes text."""

    def __init__(self, language: Wording) -> None:
        self._language = language

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        return kwargs.get(str(key))

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return a value in the form that the format asks for; see the top of this module."""
        if value is None:
            return format_spec
        if format_spec == "date":
            return self._language.date(str(value))
        if isinstance(value, int) and "|" in format_spec:
            one, _, others = format_spec.partition("|")
            return (one if value == 1 else others).replace("#", self._language.number(value))
        return self._listed(value, format_spec) if isinstance(value, list) else str(value)

    def _listed(self, names: Sequence[str], format_spec: str) -> str:
        """Return names as a list: "Anna, Ben and Carl", or with commas only."""
        if format_spec or len(names) < 2:
            return ", ".join(names)
        return self._language.sentence(_AND).format(", ".join(names[:-1]), names[-1])
