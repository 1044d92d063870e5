"""Expected errors, whose messages are shown to people as they are. Any other exception is a bug."""

import errno
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce


class Text(str):
    """Hold an English text together with its template and the values filled into `{name}`.

    Surfaces use template and arguments to say it in another language; a database or another
    process gets them `packed`. Integers are shown with thousands separators.
    """

    __slots__ = ("arguments", "template")

    template: str
    arguments: Mapping[str, object]

    def __new__(cls, template: str, /, **arguments: object) -> "Text":
        """Fill the arguments into the template, which may be a `Text` that has its gaps still."""
        if isinstance(template, Text):
            # A text that is filled in already stays as it is; one that still has its gaps is filled
            # in now.
            if template.arguments or not arguments:
                return template
            template = template.template
        filled = {name: _english(value) for name, value in arguments.items()}
        made = super().__new__(cls, template.format_map(filled) if arguments else template)
        made.template, made.arguments = template, arguments
        return made

    def packed(self) -> str:
        """Return the template and its arguments as JSON; without arguments the template alone."""
        return json.dumps(_packed(self), ensure_ascii=False) if self.arguments else self.template

    @classmethod
    def unpacked(cls, packed: str) -> "Text":
        """Return what `packed` was made of; a text of another form is a template itself."""
        try:
            found = _unpacked(json.loads(packed))
        except (ValueError, RecursionError):
            found = packed
        return found if isinstance(found, Text) else cls(packed)

    @classmethod
    def joined(cls, texts: Sequence["Text"]) -> "Text":
        return reduce(lambda some, more: cls("{some}; {more}", some=some, more=more), texts)


def _packed(value: object) -> object:
    if isinstance(value, Text):
        return [value.template, {name: _packed(each) for name, each in value.arguments.items()}]
    return value if isinstance(value, int) else str(value)


def _unpacked(found: object) -> object:
    """Return what `_packed` was given; ValueError for anything else: strangers may have made it."""
    match found:
        case [str(template), dict(arguments)] if _names(template) <= arguments.keys():
            return Text(template, **{name: _unpacked(each) for name, each in arguments.items()})
        case str() | int():
            return found
    raise ValueError("no text")


def _names(template: str) -> set[str]:
    """Return the names of the places in a template; ValueError for other braces."""
    if re.search(r"[{}]", _PLACE.sub("", template)):
        raise ValueError("no template")
    return set(_PLACE.findall(template))


_PLACE = re.compile(r"\{([a-z_]+)\}")


def _english(value: object) -> object:
    return f"{value:,}" if isinstance(value, int) else value


# Reasons of drives and folders in the same English words on each system: Windows words them in its
# own language, which could not be translated by their text.
_SYSTEM: Mapping[int, str] = {
    errno.ENOSPC: "no space left on device",
    errno.EDQUOT: "disk quota exceeded",
    errno.EACCES: "permission denied",
    errno.EPERM: "operation not permitted",
    errno.ENOENT: "no such file or directory",
    errno.EEXIST: "file exists",
    errno.ENOTDIR: "not a directory",
    errno.EISDIR: "is a directory",
    errno.ENOTEMPTY: "directory not empty",
    errno.EROFS: "read-only file system",
    errno.EIO: "input/output error",
    errno.ENODEV: "no such device",
    errno.ENXIO: "no such device or address",
    errno.EBUSY: "device or resource busy",
    errno.EFBIG: "file too large",
    errno.EMFILE: "too many open files",
    errno.ENAMETOOLONG: "file name too long",
    errno.ELOOP: "too many levels of symbolic links",
    errno.ETIMEDOUT: "connection timed out",
    errno.EHOSTDOWN: "host is down",
    errno.ESTALE: "stale file handle",
}


_IN_USE = {32, 33}  # of Windows: sharing violation, lock violation


def is_in_use(error: OSError) -> bool:
    """Return whether Windows refuses a file because another program has it open.

    Python calls that a PermissionError, too, but it passes.
    """
    return getattr(error, "winerror", 0) in _IN_USE


def of_system(error: OSError) -> str:
    """Return the system's reason in English; a rare one stays in the system's own words."""
    if is_in_use(error):
        return Text("another app is using it")
    if (number := error.errno or 0) in _SYSTEM:
        return Text(_SYSTEM[number])
    return error.strerror or str(error)


class AppError(Exception):
    """Report something that a person can understand and act on: what happened, and what to do.

    `message` and `hint` are templates. `arguments` are filled into both by name, and kept, so that
    the window can say them in its language.
    """

    def __init__(self, message: str, hint: str = "", **arguments: object) -> None:
        self.message: str = Text(message, **arguments)
        self.hint: str = Text(hint, **arguments)
        super().__init__(self.message)


@contextmanager
def in_words(what: Text, hint: str = "", **arguments: object) -> Iterator[None]:
    """Turn an OSError of the block into an AppError with these texts; {why} is its reason."""
    try:
        yield
    except OSError as error:
        raise AppError(what, hint, why=of_system(error), **arguments) from error


class NotFound(AppError):
    """Report that no row has that id."""


class Conflict(AppError):
    """Report that something already in the library rules the request out."""


class NameTaken(Conflict):
    """Report that someone else of the library has that name.

    `person_id` is their id, and `name` their name as it is written there.
    """

    def __init__(self, person_id: str, name: str, hint: str = "") -> None:
        super().__init__("There’s already someone named {name}.", hint, name=name)
        self.person_id = person_id
        self.name = name


class Ambiguous(AppError):
    """Report that several libraries exist and none was named."""


class Invalid(AppError):
    """Report a value that breaks a rule of the domain; `field` names the argument at fault."""

    def __init__(self, field: str, message: str, hint: str = "", **arguments: object) -> None:
        super().__init__(message, hint, **arguments)
        self.field = field


class StorageError(AppError):
    """Report that files or their disk failed; nothing of the write that raises this is kept."""


class Waiting(StorageError):
    """Report that another process has been writing for longer than users should wait unawares."""

    def __init__(self) -> None:
        super().__init__(
            "Another copy of Kinfolk is saving a lot.",
            "Your changes will be saved as soon as it has finished.",
        )


class Damaged(StorageError):
    """Report that library.db is damaged or missing: no writes until a backup is restored.

    `findings` describes the damage for a log or a report, and contains no names.
    """

    def __init__(self, message: str, hint: str = "", *, findings: Sequence[str] = ()) -> None:
        super().__init__(message, hint)
        self.findings = tuple(findings)


class Replaced(StorageError):
    """Report that library.db was replaced or deleted while open: nothing is written any more."""


class Cancelled(AppError):
    """Report that the user stopped a job; what it had committed stays."""

    def __init__(self) -> None:
        super().__init__("Cancelled.")
