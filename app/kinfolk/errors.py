"""Expected errors: shown to people as they are. Anything else is a bug."""

from collections.abc import Sequence


class AppError(Exception):
    """Something a person can understand and act on: what happened, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotFound(AppError):
    """No row has that id."""


class Conflict(AppError):
    """Something in the library stands against it."""


class NameTaken(Conflict):
    """Somebody else of the library has that name: who, and how they write it."""

    def __init__(self, person_id: str, name: str, hint: str = "") -> None:
        super().__init__(f"Somebody is called {name} already.", hint)
        self.person_id = person_id
        self.name = name


class Ambiguous(AppError):
    """Several libraries exist and none was named."""


class Invalid(AppError):
    """A value that breaks a rule of the domain; `field` names the one at fault."""

    def __init__(self, field: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.field = field


class StorageError(AppError):
    """The files, or the disk they lie on, could not serve: a write that raises it is not kept."""


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
