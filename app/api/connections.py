"""How many clients at once, and how long each may dawdle."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

CONNECTIONS = 200  # more are hung up on; every one costs the window a file descriptor
HEAD_SECONDS = 10.0  # to send the head of a request
ANSWER_SECONDS = 60.0  # from there until the answer is taken


class Connection(H11Protocol):
    """One client; a crowd or a client that stalls cannot exhaust the server."""

    _overdue: asyncio.TimerHandle | None = None
    _is_asking = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > CONNECTIONS:
            transport.abort()
        else:
            self._give(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        self._cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            if not self._is_asking:
                self._is_asking = True
                self._give(ANSWER_SECONDS)
        elif self._overdue is None:
            self._give(HEAD_SECONDS)

    def on_response_complete(self) -> None:
        self._is_asking = False
        self._cancel()  # uvicorn's own keep-alive timer ends an idle connection
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """In the shape of every other error."""
        body = b'{"detail": "%s"}' % msg.encode()
        self.transport.write(
            b"HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\n"
            b"connection: close\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body)
        )
        self.transport.close()

    def _give(self, seconds: float) -> None:
        self._cancel()
        self._overdue = self.loop.call_later(seconds, self.transport.abort)

    def _cancel(self) -> None:
        if self._overdue is not None:
            self._overdue.cancel()
            self._overdue = None
