"""A name for another person of the same name, with a word or number that tells them apart."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from kinfolk.core.names import key


class Apart(NamedTuple):
    """Hold a name that no one has, and the word at its end that tells it from the other one."""

    name: str
    word: str


def apart(
    name: str, beside: Sequence[str], is_free: Callable[[str], bool], with_other: str
) -> Apart:
    """Return the first free name of: "Anna, with Ben" for each of `beside`, "Anna 2", "Anna 3", …

    `beside` are names of people often in the same photos. `is_free(name)` says whether no one has
    the name. `with_other` is "with {}" in the user's language.
    """
    return next(each for each in _proposals(name, beside, with_other) if is_free(each.name))


def _proposals(name: str, beside: Sequence[str], with_other: str) -> Iterator[Apart]:
    for other in beside:
        if key(other) != key(name):
            word = with_other.format(other)
            yield Apart(f"{name}, {word}", word)
    for number in count(2):
        yield Apart(f"{name} {number}", str(number))
