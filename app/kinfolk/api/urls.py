"""Addresses of pictures that need no header: signed, and good for an hour or two."""

import hashlib
import hmac
import time

_LIFE = 3600  # seconds; the end is rounded up to a whole hour, so that addresses can be cached


class Urls:
    """Signs the addresses of pictures, and knows its own signatures again."""

    def __init__(self, base: str, token: str) -> None:
        self._base = base
        # A key of its own: a signature must say nothing about the token.
        self._key = hmac.digest(token.encode(), b"kinfolk picture addresses", "sha256")

    def face(self, face_id: str) -> str:
        """The address of a face's crop."""
        return self._signed(f"/api/faces/{face_id}/picture")

    def photo(self, asset_id: str, variant: str) -> str:
        """The address of a photo's thumbnail or preview."""
        return self._signed(f"/api/assets/{asset_id}/{variant}")

    def _signed(self, path: str) -> str:
        """The address of a path, for whoever holds it until it expires."""
        # The next full hour but one: equal for all that is asked within an hour.
        expires = (int(time.time()) // _LIFE + 2) * _LIFE
        signature = self._sign(path, expires)
        return f"{self._base}{path}?expires={expires}&signature={signature}"

    def is_valid(self, path: str, expires: int, signature: str) -> bool:
        """Whether we signed exactly this, and it has not expired."""
        is_ours = hmac.compare_digest(self._sign(path, expires).encode(), signature.encode())
        return is_ours and time.time() < expires

    def _sign(self, path: str, expires: int) -> str:
        return hmac.new(self._key, f"{expires} {path}".encode(), hashlib.sha256).hexdigest()
