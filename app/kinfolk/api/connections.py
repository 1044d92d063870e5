"""Limits on clients: how many at once, and how long each may take."""

import asyncio
import itertools
import socket
from contextlib import suppress

from uvicorn.protocols.http.h11_impl import H11Protocol

from kinfolk.api.security import IS_KNOWN

# Each connection costs the process a file descriptor. A stranger is a client that has not shown the
# token yet. If there are too many, the earliest one is closed, so that a newcomer is always heard.
CONNECTIONS, STRANGERS = 200, 100
HEAD_SECONDS = 3.0  # to send the head of a request
STRANGER_SECONDS = 2.0  # for a stranger to send the next request
ANSWER_SECONDS = 60.0  # from the head until the answer has been taken

_order = itertools.count()


class Connection(H11Protocol):
    """Limit a connection in time; neither a crowd nor a stalling client exhausts the server."""

    _overdue: asyncio.TimerHandle | None = None
    _is_asking = False
    _was_known = False
    _number = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # asyncio does this only for sockets that say they are TCP, which those of `accept` do not.
        # Without it, the second half of an answer waits 40 ms until the client confirms the first.
        with suppress(OSError):  # macOS refuses it if the client has gone already
            accepted = transport.get_extra_info("socket")
            accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self._number = next(_order)
        self._give(HEAD_SECONDS)
        self._make_room()

    @property
    def is_known(self) -> bool:
        """Whether the client has sent the token."""
        if self.scope is not None and self.scope.get(IS_KNOWN):
            self._was_known = True
        return self._was_known

    def connection_lost(self, exc: Exception | None) -> None:
        self._cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            if not self._is_asking:
                self._is_asking = True
                self._give(ANSWER_SECONDS)
        # An idle connection of a known client asks again: now its head has to arrive in time.
        elif self._overdue is None:
            self._give(HEAD_SECONDS)

    def on_response_complete(self) -> None:
        self._is_asking = False
        if self.is_known:
            self._cancel()  # uvicorn's own keep-alive timer closes an idle connection
        else:
            self._give(STRANGER_SECONDS)
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer in the shape of all other errors."""
        body = b'{"detail": "%s"}' % msg.encode()
        self.transport.write(
            b"HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\n"
            b"connection: close\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body)
        )
        self.transport.close()

    def _make_room(self) -> None:
        """Close the connection that is one too many."""
        others = [each for each in self.connections if isinstance(each, Connection)]
        known = sum(each.is_known for each in others)
        strangers = [each for each in others if not each.is_known]
        if len(strangers) > STRANGERS or known >= CONNECTIONS:
            # Clients whose request is being answered are spared; silent ones go first, the earliest
            # before others.
            earlier = [each for each in strangers if each is not self] or [self]
            first = min(earlier, key=lambda each: (each._is_asking, each._number))
            first.transport.abort()
            # Its `connection_lost` comes later: until then it would be counted and chosen again.
            first.connections.discard(first)

    def _give(self, seconds: float) -> None:
        """Close the connection after this many seconds, unless something happens before."""
        self._cancel()
        self._overdue = self.loop.call_later(seconds, self.transport.abort)

    def _cancel(self) -> None:
        if self._overdue is not None:
            self._overdue.cancel()
            self._overdue = None
