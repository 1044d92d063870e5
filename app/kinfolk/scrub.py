"""What may be logged of an error: where and what it was, never what the user's photos hold.

A message consists of words that stand in the program and of values: names, paths, parameters. The
words are known from the constants of the code that raised it; everything else is left out.
"""

import os
import re
import sysconfig
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, TracebackType

TEXT, PATH = "<text>", "<path>"
_ROOT = Path(__file__).resolve().parent.parent
_PLACES = [Path(sysconfig.get_path(name)) for name in ("purelib", "platlib", "stdlib")]
_DEEPEST = 20  # errors of one chain that are told
_FRAMES = 30  # frames told at each end of a traceback
_ID = re.compile(r"(person|face|asset|lib|folder|rej|pair|box|place)_[2-9A-HJ-NP-Za-km-z]{22}")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”|`[^`]*`")
_WORD = re.compile(r"[a-z]+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_EDGES = ".,:;!?()[]{}…"
# Messages of Python itself that are about code, not about values.
_OF_CODE = (
    re.compile(r"'[\w.]+' object (has no attribute '\w+'|is not \w+)"),
    re.compile(r"module '[\w.]+' has no attribute '\w+'"),
    re.compile(r"name '\w+' is not defined"),
    re.compile(r"unsupported operand type\(s\) for \S+: '[\w.]+' and '[\w.]+'"),
    re.compile(r"[\w.<>]+\(\) (got an unexpected keyword|missing \d+ required).{0,200}"),
    re.compile(r"maximum recursion depth exceeded.{0,60}"),
)
_SQL_TEXT = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"")


def value(given: object) -> object:
    """Return a value as it may be logged: numbers and ids as they are, others as a placeholder."""
    if given is None or isinstance(given, bool | int | float | Plain):
        return given
    if isinstance(given, os.PathLike):
        return PATH
    if isinstance(given, BaseException):
        return _kind(given)
    text = str(given)
    # An id of ours tells when something was created, and nothing about anyone.
    if _ID.fullmatch(text):
        return text
    return PATH if "/" in text or "\\" in text else TEXT


class Plain(str):
    """Mark a text as safe to log, for example a version or the name of a method."""

    __slots__ = ()


def error(caught: BaseException) -> str:
    """Return an error with its traceback and its causes, without values."""
    return "\n".join(_chain(caught, set()))


def _chain(caught: BaseException, seen: set[int]) -> Iterator[str]:
    """Yield the lines of an error, after those of the errors that led to it."""
    # Exceptions can refer to each other in a circle.
    if id(caught) in seen or len(seen) >= _DEEPEST:
        return
    seen.add(id(caught))
    if caught.__cause__ is not None:
        yield from _chain(caught.__cause__, seen)
        yield "\nThat was the cause of:\n"
    elif caught.__context__ is not None and not caught.__suppress_context__:
        yield from _chain(caught.__context__, seen)
        yield "\nWhile that was dealt with:\n"
    yield "Traceback (most recent call last):"
    yield from _frames(caught.__traceback__)
    yield f"{_kind(caught)}: {_message(caught)}".removesuffix(": ")
    if isinstance(caught, BaseExceptionGroup):
        for part in caught.exceptions:
            yield from _chain(part, seen)


def _frames(trace: TracebackType | None) -> Iterator[str]:
    """Yield the frames; source lines only of our own files, because others may hold anything."""
    frames = traceback.extract_tb(trace)
    for number, frame in enumerate(frames):
        if _FRAMES <= number < len(frames) - _FRAMES:
            if number == _FRAMES:
                yield f"  … {len(frames) - 2 * _FRAMES} more"
            continue
        place, is_ours = _place(frame.filename)
        yield f'  File "{place}", line {frame.lineno}, in {frame.name}'
        if is_ours and frame.line:
            yield f"    {frame.line}"


def _place(filename: str) -> tuple[str, bool]:
    """Return a source file relative to the program, and whether it is ours.

    An absolute path may contain the user's name.
    """
    path = Path(filename)
    if path.is_relative_to(_ROOT / "kinfolk"):
        return path.relative_to(_ROOT).as_posix(), True
    for folder in _PLACES:
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix(), False
    return PATH, False


def _kind(caught: BaseException) -> str:
    kind = type(caught)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def _message(caught: BaseException) -> str:
    """Return the error's words without values; for SQLite and the system their error codes."""
    original = getattr(caught, "orig", None)
    if isinstance(original, BaseException):  # SQLAlchemy's error, with statement and parameters
        statement = _SQL_TEXT.sub("?", str(getattr(caught, "statement", "")))
        return f"{_kind(original)}: {_message(original)}\n[SQL: {statement[:500]}]"
    code = getattr(caught, "sqlite_errorname", None)
    if isinstance(code, str):
        return code
    if isinstance(caught, OSError) and caught.errno is not None:
        return f"[Errno {caught.errno}] {os.strerror(caught.errno)}"
    text = str(caught)
    if any(said.fullmatch(text) for said in _OF_CODE):
        return text
    return _words(text, caught.__traceback__)


def _words(text: str, trace: TracebackType | None) -> str:
    """Return the message with only the words that stand in the code which raised it."""
    ours, others = _spoken(trace)
    result: list[str] = []
    for token in _QUOTED.sub(f" {TEXT} ", text).split():
        bare = token.strip(_EDGES)
        if token == TEXT or "/" in token or "\\" in token:
            said = TEXT if token == TEXT else PATH
        elif bare in ours or (bare in others and _WORD.fullmatch(bare)) or not bare:
            said = token
        else:
            said = token if _NUMBER.fullmatch(bare) else TEXT
        if said not in (TEXT, PATH) or result[-1:] != [said]:
            result.append(said)
    return " ".join(result)


def _spoken(trace: TracebackType | None) -> tuple[set[str], set[str]]:
    """Return the words of all string constants on the traceback: of our own code, and of any."""
    ours: set[str] = set()
    others: set[str] = set()
    while trace is not None:
        code = trace.tb_frame.f_code
        words = {word.strip(_EDGES) for text in _texts(code) for word in text.split()}
        (ours if _place(code.co_filename)[1] else others).update(words)
        trace = trace.tb_next
    return ours, others | ours


def _texts(code: CodeType) -> Iterator[str]:
    """Yield the string constants of some code, also those inside tuples."""
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, tuple):
            yield from (each for each in constant if isinstance(each, str))
