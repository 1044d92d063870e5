"""The server's life: where it listens, start and stop, two processes on one library."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace

import httpx
import pytest

from kinfolk.api.connections import Connection
from kinfolk.api.server import Server
from kinfolk.core.database import Database
from kinfolk.core.db.changes import Changes
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.errors import AppError
from kinfolk.paths import Paths
from tests.api.conftest import Home, serving
from tests.patience import PATIENCE

WRITES = 20  # of each process


@pytest.fixture
def library(paths: Paths) -> Iterator[Database]:
    with closing(Database(paths.library_db, paths.cache_db)) as db:
        yield db


def is_listening(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as client:
        client.settimeout(2)
        return client.connect_ex((address, port)) == 0


def test_it_listens_on_loopback_alone(library: Database, paths: Paths) -> None:
    server = Server(library, paths, port=0)
    addresses: set[object] = set()
    with suppress(socket.gaierror):  # this machine has no address but the loopback
        addresses = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None)}
    foreign = {str(each) for each in addresses if each not in {"127.0.0.1", "::1"}}
    server.start()
    try:
        assert is_listening("127.0.0.1", server.port)
        assert is_listening("::1", server.port) or not socket.has_ipv6
        # All of 127/8 is this machine, but only the one address is asked for.
        assert not [each for each in {*foreign, "127.0.0.2"} if is_listening(each, server.port)]
    finally:
        server.stop()


def test_it_can_be_stopped_and_started_again(library: Database, paths: Paths) -> None:
    server = Server(library, paths, port=0)
    for _ in range(2):
        server.start()
        server.start()  # twice is once
        assert server.is_running
        assert httpx.get(f"{server.url}/api/server/ping").text == "pong"
        server.stop()
        server.stop()
        assert not server.is_running
        assert not is_listening("127.0.0.1", server.port)


def test_an_answer_is_sent_at_once(own: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    begin, is_sent_at_once = Connection.connection_made, []

    def connection_made(connection: Connection, transport: asyncio.Transport) -> None:
        begin(connection, transport)
        accepted = transport.get_extra_info("socket")
        is_sent_at_once.append(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0)

    monkeypatch.setattr(Connection, "connection_made", connection_made)
    httpx.get(f"{own.url}/api/server/ping")
    assert is_sent_at_once == [True]


def test_an_idle_client_does_not_hold_it_up(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_IDLE_SECONDS", "_FAREWELL_SECONDS"):
        monkeypatch.setattr(f"kinfolk.api.server.{name}", 2 * PATIENCE)
    monkeypatch.setattr("kinfolk.api.connections.HEAD_SECONDS", 2 * PATIENCE)
    with serving(paths) as own, own.client() as client, own.connect():
        client.get("/api/server/ping")
        stopping = threading.Thread(target=own.server.stop)
        stopping.start()
        stopping.join(PATIENCE)
        assert not stopping.is_alive()


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_a_taken_port_is_an_expected_error(library: Database, paths: Paths, address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.create_server((address, 0), family=family) as other:
        server = Server(library, paths, port=other.getsockname()[1])
        with pytest.raises(AppError, match="already in use"):
            server.start()
        assert not server.is_running


def serve(paths: Paths) -> subprocess.Popen[str]:
    """`kinfolk serve` in another process."""
    command = [sys.executable, "-m", "kinfolk", "serve", "--port", "0"]
    command += ["--base-dir", str(paths.data.parent)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def line_of(process: subprocess.Popen[str]) -> str:
    """The next line that it prints."""
    assert process.stdout
    return process.stdout.readline()


@pytest.fixture
def served(paths: Paths) -> Iterator[httpx.Client]:
    """A client of `kinfolk serve` in another process."""
    with serve(paths) as process:
        url = line_of(process).split()[3].rstrip(";")
        token = (paths.data / "api-token").read_text().strip()
        try:
            headers = {"Authorization": f"Bearer {token}"}
            with httpx.Client(base_url=url, headers=headers, timeout=PATIENCE) as client:
                yield client
        finally:
            process.terminate()
            assert process.wait(timeout=PATIENCE) == 0


@pytest.mark.slow
def test_neither_loses_a_write(served: httpx.Client, library: Database, paths: Paths) -> None:
    def there(number: int) -> int:
        return served.post("/api/people", json={"name": f"There {number}"}).status_code

    def here(number: int) -> None:
        name = f"Here {number}"
        library.write(lambda session: people.create(session, name=name), label=name).result()

    with ThreadPoolExecutor(4) as clients:
        answers = clients.map(there, range(WRITES))
        for number in range(WRITES):
            here(number)
        assert set(answers) == {201}
    with library.read() as session:
        for place in ("Here", "There"):
            for number in range(WRITES):
                assert people.find_by_name(session, f"{place} {number}", None)


@pytest.mark.slow
def test_each_sees_what_the_other_wrote(served: httpx.Client, library: Database) -> None:
    changed = threading.Event()

    def notice(changes: Changes) -> None:
        if changes.all:
            changed.set()

    library.subscribe(notice)
    person = served.post("/api/people", json={"name": "Eva"}).json()["id"]
    assert changed.wait(PATIENCE)
    with library.read() as session:
        assert people.get(session, person).name == "Eva"
    library.write(
        lambda session: people.update(session, person, replace(UNCHANGED, name="Eve"))
    ).result()
    assert served.get(f"/api/people/{person}").json()["name"] == "Eve"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_ctrl_c_ends_it_quietly(paths: Paths) -> None:
    with serve(paths) as process:
        line_of(process)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, errors) == (0, "")
