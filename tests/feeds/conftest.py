"""A rota server on this machine, and feeds that are read from it."""

import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from planner.feeds import Limits

LIMITS = Limits(most_bytes=200_000, connect=2, silence=2, total=4, redirects=5)


@dataclass
class Answer:
    """What the server says to a request."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    pieces: tuple[bytes, ...] | None = None
    hang: bool = False


@dataclass
class Asked:
    """A request as it came."""

    path: str
    headers: dict[str, str]


class Quiet(ThreadingHTTPServer):
    """Says nothing about clients that hang up."""

    daemon_threads = True

    def handle_error(self, _request: object, _client: object) -> None:
        """A client that hangs up is part of many a test."""


class Server:
    """A server on loopback; ``answer`` is what it says, by path where there is one for it."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.answer = Answer()
        self.answers: dict[str, Answer] = {}
        self.asked: list[Asked] = []
        self.released = Event()
        self._http = Quiet(("127.0.0.1", 0), self._handler())
        scheme = "http"
        if context is not None:
            scheme = "https"
            self._http.socket = context.wrap_socket(
                self._http.socket, server_side=True, do_handshake_on_connect=False
            )
        self.root = f"{scheme}://127.0.0.1:{self._http.server_address[1]}"
        self._thread = Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.released.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server.asked.append(Asked(self.path, dict(self.headers.items())))
                answer = server.answers.get(self.path, server.answer)
                etag = answer.headers.get("ETag")
                if etag and self.headers.get("If-None-Match") == etag:
                    answer = Answer(304, headers=answer.headers)
                try:
                    self._say(answer)
                except OSError:
                    self.close_connection = True  # who asked has gone

            def _say(self, answer: Answer) -> None:
                self.send_response(answer.status)
                headers = dict(answer.headers)
                if answer.status != 304:
                    headers.setdefault("Content-Length", str(len(answer.body)))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                for piece in answer.pieces or (answer.body,):
                    self.wfile.write(piece)
                    self.wfile.flush()
                if answer.hang:
                    server.released.wait()
                self.close_connection = True

            def log_message(self, *_args: object) -> None:
                """Nothing on standard error."""

        return Handler


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture
def new_server() -> Iterator[Callable[..., Server]]:
    running: list[Server] = []

    def made(context: ssl.SSLContext | None = None) -> Server:
        running.append(Server(context))
        return running[-1]

    yield made
    for each in running:
        each.close()


@pytest.fixture(scope="session")
def answer() -> type[Answer]:
    return Answer


@pytest.fixture(scope="session")
def limits() -> Limits:
    return LIMITS


def entry(day: int, label: str) -> str:
    return "\r\n".join(
        [
            "BEGIN:VEVENT",
            f"UID:{day}@rota.example",
            f"SUMMARY:{label}",
            f"DTSTART;TZID=Europe/London:202610{day:02}T090000",
            f"DTEND;TZID=Europe/London:202610{day:02}T170000",
            "END:VEVENT",
        ]
    )


@pytest.fixture(scope="session")
def calendar() -> Callable[..., bytes]:
    """A calendar of standard days in October 2026: ``calendar(12, 13)``."""

    def made(*days: int, label: str = "Standard Day", head: str = "") -> bytes:
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:ST4 Acute Medicine"]
        lines += [head] if head else []
        return "\r\n".join([*lines, *(entry(d, label) for d in days), "END:VCALENDAR", ""]).encode()

    return made


class Drawer:
    """A keyring in memory."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def put(self, name: str, secret: str) -> bool:
        if self.works:
            self.kept[name] = secret
        return self.works

    def remove(self, name: str) -> None:
        self.kept.pop(name, None)


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


@pytest.fixture(scope="session")
def new_drawer() -> type[Drawer]:
    return Drawer
