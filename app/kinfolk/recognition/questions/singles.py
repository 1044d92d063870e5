"""Sort single faces in the order in which they are asked about."""

from collections.abc import Mapping, Sequence

from kinfolk.recognition.suggestion import Certainty, Suggestion


def ordered(face_ids: Sequence[str], known: Mapping[str, Suggestion]) -> list[str]:
    """Return faces that look like somebody known first, the most certain of these first.

    `known` has who each may be, as far as that is known. The others stay in their order.
    """
    alike = [(known[face_id], face_id) for face_id in face_ids if face_id in known]
    first = sorted(alike, key=lambda pair: (_RANKS[pair[0].certainty], pair[0].distance))
    return [*(face_id for _, face_id in first), *(each for each in face_ids if each not in known)]


_RANKS = {certainty: rank for rank, certainty in enumerate(Certainty)}
