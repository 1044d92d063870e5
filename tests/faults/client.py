"""A user of the HTTP API in a thread, who notes how each request was answered."""

import random
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from tests.faults.ledger import Decision
from tests.patience import PATIENCE

_UNDECIDED = (
    "SELECT face.id, asset.content_hash, face.x, face.y, face.w, face.h FROM face"
    " JOIN asset ON asset.id = face.asset_id LEFT JOIN person ON person.id = face.person_id"
    " WHERE person.name IS NULL ORDER BY asset.content_hash, face.x"
)


class Client(threading.Thread):
    """Names faces until the server no longer answers, or `count` times.

    `said` holds lines in the format of `ledger.taken`.
    """

    def __init__(self, base: Path, url: str, *, seed: int, count: int = 10_000) -> None:
        super().__init__(name="client")
        self.said: list[str] = []
        self.has_named = threading.Event()  # set once the server has confirmed a name
        self._base = base
        self._count = count
        self._chance = random.Random(seed)
        self._prefix = f"Client {seed}"
        token = (base / "data" / "api-token").read_text().strip()
        self._http = httpx.Client(
            base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=PATIENCE
        )

    def run(self) -> None:
        with self._http:
            try:
                for number in range(self._count):
                    self._make(f"{self._prefix} {number}")
            except httpx.TransportError:  # the server was killed
                return

    def _make(self, name: str) -> None:
        """Create a person and give them a face; now and then say that a face is none."""
        with closing(sqlite3.connect(self._base / "data" / "library.db")) as connection:
            free = connection.execute(_UNDECIDED).fetchall()
        if not free:
            return
        face_id, *spot = self._chance.choice(free)
        if self._chance.random() < 0.2:
            self._ask(Decision("not a face", (tuple(spot),)), "DELETE", f"/api/faces/{face_id}")
            return
        made = self._ask(Decision("name", (), name), "POST", "/api/people", json={"name": name})
        if made.is_success:
            self.has_named.set()
            self._ask(
                Decision("name", (tuple(spot),), name),
                "PATCH",
                f"/api/faces/{face_id}",
                json={"person_id": made.json()["id"]},
            )

    def _ask(self, decision: Decision, method: str, path: str, **body: Any) -> httpx.Response:
        """Send a request and note the decision and what the server said."""
        self.said.append(f"?{decision.line()}\n")
        answer = self._http.request(method, path, **body)
        self.said.append("!\n" if answer.is_success else f"-{answer.text}\n")
        return answer
