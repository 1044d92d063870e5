"""Expected errors: shown to people as they are. Anything else is a bug."""

import errno
import re
from collections.abc import Mapping, Sequence


class Text(str):
    """A text in English that still knows its template, and what was filled in: `{name}`.

    So a surface can say it in another language, where it comes whole: a file or another process
    keeps the English alone.
    """

    __slots__ = ("arguments", "template")

    template: str
    arguments: Mapping[str, object]

    def __new__(cls, template: str, /, **arguments: object) -> "Text":
        if isinstance(template, Text):
            if template.arguments or not arguments:
                return template
            template = template.template
        filled = {name: _english(value) for name, value in arguments.items()}
        made = super().__new__(cls, template.format_map(filled) if arguments else template)
        made.template, made.arguments = template, arguments
        return made

    @classmethod
    def found(cls, text: str, template: str) -> "Text | None":
        """Of a text that was filled in elsewhere; null where it is another one."""
        parts = [re.escape(part) for part in re.split(r"\{\w+\}", template)]
        known = re.fullmatch("(.+)".join(parts), text, re.DOTALL)
        names = re.findall(r"\{(\w+)\}", template)
        found = zip(names, map(_read, known.groups()), strict=True) if known else ()
        return cls(template, **dict(found)) if known else None


def _read(filled: str) -> object:
    if re.fullmatch(r"\d{1,3}(,\d{3})*", filled):
        return int(filled.replace(",", ""))
    return Text(filled) if filled in _SYSTEM.values() else filled


def _english(value: object) -> object:
    return f"{value:,}" if isinstance(value, int) else value


# What a drive or a folder answers, in the same words on each system: Windows has its own language.
_SYSTEM: Mapping[int, str] = {
    errno.ENOSPC: "No space left on device",
    errno.EDQUOT: "Disk quota exceeded",
    errno.EACCES: "Permission denied",
    errno.EPERM: "Operation not permitted",
    errno.ENOENT: "No such file or directory",
    errno.EEXIST: "File exists",
    errno.ENOTDIR: "Not a directory",
    errno.EISDIR: "Is a directory",
    errno.ENOTEMPTY: "Directory not empty",
    errno.EROFS: "Read-only file system",
    errno.EIO: "Input/output error",
    errno.ENODEV: "No such device",
    errno.ENXIO: "No such device or address",
    errno.EBUSY: "Device or resource busy",
    errno.EFBIG: "File too large",
    errno.EMFILE: "Too many open files",
    errno.ENAMETOOLONG: "File name too long",
    errno.ELOOP: "Too many levels of symbolic links",
    errno.ETIMEDOUT: "Connection timed out",
    errno.EHOSTDOWN: "Host is down",
    errno.ESTALE: "Stale file handle",
}


def of_system(error: OSError) -> str:
    """Why the system refused it; a rare reason stays in the system's own words."""
    if (number := error.errno or 0) in _SYSTEM:
        return Text(_SYSTEM[number])
    return error.strerror or str(error)


class AppError(Exception):
    """Something a person can understand and act on: what happened, and what to do.

    `arguments` are filled into both, by name: the window says them in its language.
    """

    def __init__(self, message: str, hint: str = "", **arguments: object) -> None:
        self.message: str = Text(message, **arguments)
        self.hint: str = Text(hint, **arguments)
        super().__init__(self.message)


class NotFound(AppError):
    """No row has that id."""


class Conflict(AppError):
    """Something in the library stands against it."""


class NameTaken(Conflict):
    """Somebody else of the library has that name: who, and how they write it."""

    def __init__(self, person_id: str, name: str, hint: str = "") -> None:
        super().__init__("Somebody is called {name} already.", hint, name=name)
        self.person_id = person_id
        self.name = name


class Ambiguous(AppError):
    """Several libraries exist and none was named."""


class Invalid(AppError):
    """A value that breaks a rule of the domain; `field` names the one at fault."""

    def __init__(self, field: str, message: str, hint: str = "", **arguments: object) -> None:
        super().__init__(message, hint, **arguments)
        self.field = field


class StorageError(AppError):
    """The files, or the disk they lie on, could not serve: a write that raises it is not kept."""


class Waiting(StorageError):
    """Another process writes for so long that whoever waits for it is told."""

    def __init__(self) -> None:
        super().__init__(
            "Another Kinfolk is writing a lot.",
            "What is done here is saved as soon as it has ended.",
        )


class Damaged(StorageError):
    """library.db is not whole, or not there: nothing is written until a backup is restored.

    `findings` is what was seen of the damage, for a log or a report; it holds no name.
    """

    def __init__(self, message: str, hint: str = "", *, findings: Sequence[str] = ()) -> None:
        super().__init__(message, hint)
        self.findings = tuple(findings)


class Replaced(StorageError):
    """Another file, or none, lies where library.db was opened: nothing is written any more."""


class Cancelled(AppError):
    """The user stopped it; what was committed stays."""

    def __init__(self) -> None:
        super().__init__("Cancelled.")
