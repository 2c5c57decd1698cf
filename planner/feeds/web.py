"""One look at a feed: a polite, bounded request, and what came of it in words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from planner.feeds import words
from planner.feeds.address import Address
from planner.feeds.bounded import CalledOff, TookTooLong, bounded
from planner.feeds.fetched import Fetched, content_mark
from planner.feeds.limits import Limits
from planner.feeds.pace import published_interval, retry_after
from planner.feeds.session import quiet_libraries, system_session
from planner.model.rota import RotaFile
from planner.model.source import Known

if TYPE_CHECKING:
    from requests import Response, Session

_CHUNK = 64 * 1024
_LONGEST_ECHO = 1000
_FOR_GOOD = frozenset({301, 308})
_REDIRECTS = frozenset({302, 303, 307}) | _FOR_GOOD


class _Refused(Exception):
    """The feed cannot be had; the message is for people."""


def fetch(
    address: Address,
    known: Known,
    *,
    limits: Limits,
    session: "Callable[[], Session]" = system_session,
    now: datetime | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Fetched:
    """Asks a feed for what is new since ``known``; never raises for what the network does.

    Answers within the limits and soon after ``cancelled`` becomes true (then with a problem). Works
    on any thread. ``now`` is what a Retry-After date is counted from, the time of day without it.
    Neither the answer nor any log holds the address.
    """
    look = _Look(address, known, limits, now or datetime.now(UTC), cancelled)
    try:
        return bounded(lambda: look.through(session), limits.total, cancelled)
    except TookTooLong:
        return Fetched(known=known, problem=words.too_slow(address.host))
    except CalledOff:
        return Fetched(known=known, problem=words.CALLED_OFF)


class _Look:
    """One request with its redirects."""

    def __init__(
        self,
        address: Address,
        known: Known,
        limits: Limits,
        now: datetime,
        cancelled: Callable[[], bool],
    ) -> None:
        self._address = address
        self._known = known
        self._limits = limits
        self._now = now
        self._cancelled = cancelled
        self._end = monotonic() + limits.total

    def through(self, factory: "Callable[[], Session]") -> Fetched:
        """Makes the request; every failure becomes words."""
        import requests
        import urllib3

        try:
            with quiet_libraries():
                return self._answer(factory)
        except _Refused as refused:
            problem = str(refused)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as e:
            problem = words.of_failure(e, self._address.host)
        return Fetched(known=self._known, problem=problem)

    def _answer(self, factory: "Callable[[], Session]") -> Fetched:
        at = self._address
        moved = at
        for _ in range(self._limits.redirects + 1):
            # A session for each: servers drop a connection that they have answered on.
            with factory() as session, self._get(session, at) as response:
                if response.status_code not in _REDIRECTS:
                    taken = self._taken(response, at)
                    return replace(taken, moved=None if moved == self._address else moved)
                onward = at.onward(response.headers.get("Location", ""))
                for_good = response.status_code in _FOR_GOOD
            if onward is None:
                raise _Refused(words.bad_redirect(at.host))
            # What comes after a passing redirect is no address of the feed (RFC 9110, 15.4).
            moved = onward if for_good and moved == at else moved
            at = onward
        raise _Refused(words.too_many_redirects(self._address.host))

    def _get(self, session: "Session", at: Address) -> "Response":
        headers = {"Accept": "text/calendar, text/csv, */*;q=0.5"}
        if self._known.etag:
            headers["If-None-Match"] = self._known.etag
        if self._known.last_modified:
            headers["If-Modified-Since"] = self._known.last_modified
        return session.get(
            at.reveal(),
            headers=headers,
            stream=True,
            allow_redirects=False,
            timeout=(self._limits.connect, self._limits.silence),
        )

    def _taken(self, response: "Response", at: Address) -> Fetched:
        if response.status_code == 304:
            return Fetched(known=self._known)
        if response.status_code != 200:
            wait = retry_after(response.headers.get("Retry-After", ""), self._now)
            problem = words.of_status(response.status_code, self._address.host)
            return Fetched(known=self._known, problem=problem, wait=wait)
        data = self._body(response)
        if not data.strip():
            raise _Refused(words.empty(self._address.host))
        if words.is_web_page(data):
            raise _Refused(words.web_page(self._address.host))
        for address in {self._address, at}:
            data = address.blotted(data)
        files = (RotaFile(f"{self._address.host}.ics", data),)
        known = Known(
            _echo(response.headers.get("ETag", "")),
            _echo(response.headers.get("Last-Modified", "")),
            content_mark(files),
        )
        same = known.mark == self._known.mark
        return Fetched(None if same else files, known, published=published_interval(data))

    def _body(self, response: "Response") -> bytes:
        most = self._limits.most_bytes
        stated = response.headers.get("Content-Length", "")
        if stated.isdigit() and int(stated) > most:
            raise _Refused(words.too_large(self._address.host, most))
        data = bytearray()
        # Counted as unpacked: a small compressed answer may hide a large one.
        for chunk in response.iter_content(_CHUNK):
            data += chunk
            if len(data) > most:
                raise _Refused(words.too_large(self._address.host, most))
            if monotonic() > self._end or self._cancelled():
                raise _Refused(words.too_slow(self._address.host))
        return bytes(data)


def _echo(header: str) -> str:
    """A header as it may be sent back, empty for one that would spoil the request."""
    return header if header.isprintable() and len(header) <= _LONGEST_ECHO else ""
