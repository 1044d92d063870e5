"""Single faces in the order in which they are asked about."""

from collections.abc import Mapping, Sequence

from kinfolk.core.faces import Single
from kinfolk.recognition.suggestion import Certainty, Suggestion


def ordered(singles: Sequence[Single], known: Mapping[str, Suggestion]) -> list[str]:
    """Those that look like somebody known first, the surest before others; the rest as it stands.

    `known` has who each may be, as far as that is known.
    """
    alike = [(known[one.id], one) for one in singles if one.id in known]
    first = sorted(alike, key=lambda pair: (_RANKS[pair[0].certainty], pair[0].distance))
    return [*(one.id for _, one in first), *(one.id for one in singles if one.id not in known)]


_RANKS = {certainty: rank for rank, certainty in enumerate(Certainty)}
