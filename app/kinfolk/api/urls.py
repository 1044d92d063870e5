"""Signed addresses of pictures, which need no header and expire after one to two hours."""

import hashlib
import hmac
import time

_LIFE = 3600  # seconds; the expiry is rounded up to a full hour, so that addresses can be cached


class Urls:
    """Sign the addresses of pictures, and check signatures."""

    def __init__(self, base: str, token: str) -> None:
        self._base = base
        # A separate key, so that a signature says nothing about the token.
        self._key = hmac.digest(token.encode(), b"kinfolk picture addresses", "sha256")

    def face(self, face_id: str) -> str:
        """Return the address of a face's crop."""
        return self._signed(f"/api/faces/{face_id}/picture")

    def photo(self, asset_id: str, variant: str) -> str:
        """Return the address of a photo's thumbnail or preview."""
        return self._signed(f"/api/assets/{asset_id}/{variant}")

    def _signed(self, path: str) -> str:
        # The next full hour but one, which is the same for all requests within an hour.
        expires = (int(time.time()) // _LIFE + 2) * _LIFE
        signature = self._sign(path, expires)
        return f"{self._base}{path}?expires={expires}&signature={signature}"

    def is_valid(self, path: str, expires: int, signature: str) -> bool:
        """Return whether we signed exactly this and it has not expired."""
        is_ours = hmac.compare_digest(self._sign(path, expires).encode(), signature.encode())
        return is_ours and time.time() < expires

    def _sign(self, path: str, expires: int) -> str:
        return hmac.new(self._key, f"{expires} {path}".encode(), hashlib.sha256).hexdigest()
