"""The API server: on the loopback interface only, in a thread of the window or for `serve`."""

import errno
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from kinfolk.api.security import read_or_make_token
from kinfolk.api.urls import Urls
from kinfolk.core.database import Database
from kinfolk.core.db import restoring
from kinfolk.core.db.backups import BackupThread
from kinfolk.errors import AppError
from kinfolk.paths import Paths
from kinfolk.recognition import engines
from kinfolk.recognition.suggest import Suggester
from kinfolk.scan.previews import Previews
from kinfolk.settings import Settings
from kinfolk.vision.decoders import Decoders

if TYPE_CHECKING:
    import uvicorn

DEFAULT_PORT = 8737
# Connections that may wait to be accepted.
_BACKLOG = 128
_IDLE_SECONDS = 15  # seconds after which an idle connection is closed
_FAREWELL_SECONDS = 5  # seconds for answers under way when the server stops
# Errors of binding ::1 on a machine without IPv6
_NO_IPV6 = frozenset({errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL})


class Server:
    """Serve the API of one open library; it can be started and stopped any number of times."""

    def __init__(
        self,
        db: Database,
        paths: Paths,
        suggester: Suggester | None = None,
        *,
        port: int = DEFAULT_PORT,
    ) -> None:
        """`port` 0 takes a free one; `self.port` is the one in use once it is started.

        `suggester` is that of the process that has the library open; without one it makes its own.
        """
        self._db, self._paths = db, paths
        self._wanted = port
        self.port = port
        self.token_file = paths.data / "api-token"
        self._suggester = suggester or engines.suggester(db, paths)
        self._decoders: Decoders | None = None
        self._uvicorn: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        # The window does both on threads: a stop waits until the start before it is done
        self._turning = threading.Lock()

    @property
    def url(self) -> str:
        """The address for clients."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def is_running(self) -> bool:
        """Whether it is running."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Start listening; return once clients can connect.

        Raise AppError if the port is in use.
        """
        with self._turning:
            self._start()

    def _start(self) -> None:
        if self.is_running:
            return
        # Imported here: FastAPI would take a tenth of the window's start, and mostly the API stays
        # off.
        import uvicorn

        from kinfolk.api import application
        from kinfolk.api.connections import Connection
        from kinfolk.api.context import RequestContext

        token = read_or_make_token(self.token_file)
        sockets = _bind(self._wanted)
        self.port = sockets[0].getsockname()[1]
        self._decoders = Decoders()
        urls = Urls(self.url, token)
        previews = Previews(self._db, self._decoders, limit=self._preview_bytes)
        context = RequestContext(self._db, urls, self._suggester, self._decoders, previews)
        self._uvicorn = uvicorn.Server(
            uvicorn.Config(
                application.build(context, token=token, port=self.port),
                http=Connection,
                ws="none",
                lifespan="off",
                # Otherwise uvicorn sets up its own logging, which would not leave out names.
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                headers=[("x-content-type-options", "nosniff")],
                backlog=_BACKLOG,
                timeout_keep_alive=_IDLE_SECONDS,
                timeout_graceful_shutdown=_FAREWELL_SECONDS,
            )
        )
        self._thread = threading.Thread(
            target=self._uvicorn.run, kwargs={"sockets": sockets}, name="api"
        )
        self._thread.start()

    def _preview_bytes(self) -> int:
        """Return the limit for stored previews, read each time because the window may change it."""
        return Settings.load(self._paths.settings_file).preview_bytes

    def wait(self) -> None:
        """Wait until it is stopped."""
        while self.is_running and self._thread is not None:
            self._thread.join(0.5)  # not for ever: Windows delivers Ctrl+C in between

    def stop(self) -> None:
        """Finish the answers under way, close all connections, and stop."""
        with self._turning:
            if self._uvicorn is not None and self._thread is not None:
                self._uvicorn.should_exit = True
                # Closed first, so that requests waiting for a photo end at once.
                if self._decoders is not None:
                    self._decoders.close()
                self._thread.join()
            self._suggester.save()
            self._uvicorn = self._thread = self._decoders = None


def serve(paths: Paths, port: int, *, say: Callable[[str], None]) -> None:
    """Serve the library until Ctrl+C or SIGTERM.

    `say` gets the address, the place of the access key, and problems of backups.
    """
    # SIGTERM ends it as Ctrl+C does, after a last backup.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with (
        restoring.advised(paths),
        closing(Database(paths.library_db, paths.cache_db, expect=paths.expect_here)) as db,
        closing(
            BackupThread(paths, told=lambda error: say(f"{error.message} {error.hint}".strip()))
        ),
    ):
        server = Server(db, paths, port=port)
        server.start()
        try:
            say(f"People API on {server.url}; the access key is in {server.token_file}")
            server.wait()
        except KeyboardInterrupt:
            pass
        finally:
            server.stop()


def _bind(port: int) -> list[socket.socket]:
    """Listen on 127.0.0.1 and, if the machine has IPv6, on ::1 with the same port.

    Return the sockets; raise AppError if the port is in use.
    """
    sockets: list[socket.socket] = []
    try:
        sockets.append(socket.create_server(("127.0.0.1", port), backlog=_BACKLOG))
        port = sockets[0].getsockname()[1]
        sockets.append(
            socket.create_server(("::1", port), family=socket.AF_INET6, backlog=_BACKLOG)
        )
    except OSError as error:
        if sockets and error.errno in _NO_IPV6:
            return sockets
        # Half a server is worse than none: another process on ::1 would be sent our token.
        for each in sockets:
            each.close()
        raise AppError(
            "Port {port} is already in use.", "Choose another port.", port=str(port)
        ) from error
    return sockets
