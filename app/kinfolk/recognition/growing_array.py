"""Arrays to which rows are added."""

from collections.abc import Sequence
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Values = TypeVar("Values", bound=NDArray[Any])


def extended(array: Values, values: Sequence[Any] | NDArray[Any], expected: int = 0) -> Values:
    """Return the array with the values appended, without a copy while the reserved memory suffices.

    The array is a view of that memory, its base; pages that were never written cost nothing.
    """
    room = array if array.base is None else array.base
    used, count = len(array), len(array) + len(values)
    if count > len(room):
        room = np.empty((max(count, expected) * 5 // 4, *array.shape[1:]), array.dtype)
        room[:used] = array
    room[used:count] = values
    return cast(Values, room[:count])
